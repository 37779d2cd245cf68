package io.github.softmax4j.cli;

import io.github.softmax4j.Version;
import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.BackendInfo;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what would compute. */
@Command(
        name = "devices",
        description = "Show the backend, its build and its device.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DevicesCommand implements Callable<Integer> {
    private static final double GIB = 1 << 30;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        BackendInfo info = Backend.start();
        var object = new LinkedHashMap<String, Object>();
        object.put("softmax4j", Version.current());
        object.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        object.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        object.put("backend", TrainReport.backend(info));
        String text = String.format(
                Locale.ROOT,
                "backend  %s%nbuild    %s%ndevice   %s%nthreads  %d%nmemory   %.1f GiB%nsoftmax4j %s, %s, %s",
                info.name(),
                info.build(),
                info.device(),
                info.threads(),
                info.memoryInBytes() / GIB,
                object.get("softmax4j"),
                object.get("java"),
                object.get("system"));
        output.result(object, text);
        return ExitCode.DONE;
    }
}
