package io.github.softmax4j.cli;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.BackendInfo;
import io.github.softmax4j.backend.Device;
import io.github.softmax4j.backend.DeviceReport;
import io.github.softmax4j.model.Version;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the devices of this machine, whether they can compute, and if not why not. */
@Command(
        name = "devices",
        description = "Show the backend, its build and its devices, and whether they can compute.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DevicesCommand implements Callable<Integer> {
    private static final double GIB = 1 << 30;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        output.openLog(new OutputFiles());
        Optional<DeviceReport> found = Backend.devices();
        Optional<String> problem = found.flatMap(DeviceReport::problem);
        Optional<BackendInfo> started = problem.isPresent() ? Optional.empty() : Optional.of(Backend.start());
        output.result(json(found, started), text(found, started));
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(Optional<DeviceReport> found, Optional<BackendInfo> started) {
        var object = new LinkedHashMap<String, Object>();
        object.put("softmax4j", Version.current());
        object.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        object.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        found.ifPresent(report -> {
            object.put("flavour", report.flavour());
            object.put("library", report.library());
            object.put("driver", report.driver());
            object.put(
                    "devices",
                    report.devices().stream().map(DevicesCommand::json).toList());
            object.put("problem", report.problem().map(Flags::in).orElse(null));
        });
        started.ifPresent(info -> object.put("backend", TrainReport.backend(info)));
        return object;
    }

    private static Map<String, Object> json(Device device) {
        var object = new LinkedHashMap<String, Object>();
        object.put("number", device.number());
        object.put("name", device.name());
        object.put("kind", device.kind());
        object.put("memoryInBytes", device.memoryInBytes());
        object.put("freeInBytes", device.freeInBytes());
        object.put("verdict", device.verdict());
        return object;
    }

    private static String text(Optional<DeviceReport> found, Optional<BackendInfo> started) {
        var text = new StringBuilder();
        found.ifPresent(report -> {
            line(text, "flavour", report.flavour());
            line(text, "library", report.library());
            line(text, "driver", report.driver());
            List<Device> devices = report.devices();
            devices.forEach(device -> line(text, "device " + device.number(), text(device)));
            report.problem().map(Flags::in).ifPresent(problem -> line(text, "problem", problem));
        });
        started.ifPresent(info -> {
            line(text, "build", info.build());
            line(text, "threads", Integer.toString(info.threads()));
            line(text, "memory", String.format(Locale.ROOT, "%.1f GiB for arrays", info.memoryInBytes() / GIB));
        });
        line(
                text,
                "softmax4j",
                Version.current() + ", Java " + System.getProperty("java.version") + ", "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return text.toString().stripTrailing();
    }

    private static String text(Device device) {
        return String.format(
                Locale.ROOT,
                "%s, %s, %.1f of %.1f GiB free: %s",
                device.name(),
                device.kind(),
                device.freeInBytes() / GIB,
                device.memoryInBytes() / GIB,
                device.verdict());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-10s%s%n", name, Printable.line(value)));
    }
}
