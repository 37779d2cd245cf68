package io.github.softmax4j.backend.cuda;

import io.github.softmax4j.backend.Device;
import io.github.softmax4j.backend.DeviceReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Decides, from facts alone, whether ND4J can run on a GPU of this machine; and if not, says it in one sentence, with
 * the remedy.
 *
 * @param library the ND4J on the class path
 * @param images what it holds code for
 * @param facts what the driver tells
 * @param allowsPtx whether the user has agreed to wait while the driver compiles PTX
 */
record Preflight(Nd4jLibrary library, List<CodeImage> images, DriverFacts facts, boolean allowsPtx) {
    /** Lets ND4J start where the driver must compile all of its code first. */
    static final String ALLOW_PTX = "softmax4j.cuda.allowPtx";

    /** Context, cuBLAS and ND4J's code take about this much before the first array does. */
    static final long LEAST_FREE_BYTES = 1L << 30;

    private static final double GIB = 1 << 30;
    private static final String OTHER_FLAVOUR = "the cpu flavour runs on this machine as it is";

    /** Why ND4J cannot compute on a device; empty if it can. */
    Optional<String> problem(OptionalInt device) {
        if (!library.isThere()) {
            return Optional.of("the class path holds no nd4j-cuda: build with -Pcuda");
        }
        return driverProblem().or(() -> deviceProblem(device.orElse(0)));
    }

    private Optional<String> driverProblem() {
        return switch (facts.state()) {
            case NO_DRIVER ->
                Optional.of(
                        "there is no NVIDIA driver on this machine (libcuda.so.1 is not found): install one for CUDA "
                                + needed() + " or newer; " + OTHER_FLAVOUR);
            case NO_LIBRARIES ->
                Optional.of(
                        "the CUDA " + needed() + " libraries are missing: build with -Pcuda and without -Dcuda.toolkit,"
                                + " which fetches them, or install the CUDA toolkit " + needed() + " (the loader says: "
                                + facts.detail() + ")");
            case DRIVER_TOO_OLD ->
                Optional.of("the NVIDIA driver does not fit (" + facts.detail() + "): install one for CUDA " + needed()
                        + " or newer and restart; " + OTHER_FLAVOUR);
            case NO_DEVICE -> Optional.of(noDevice());
            case DRIVER_FAILS ->
                Optional.of("the NVIDIA driver cannot start (" + facts.detail() + "): nvidia-smi may tell more; "
                        + OTHER_FLAVOUR);
            case READY -> versionProblem();
        };
    }

    private String needed() {
        return Nd4jLibrary.dotted(library.cudaVersion());
    }

    private String noDevice() {
        return facts.visibleDevices() != null
                ? "CUDA_VISIBLE_DEVICES is '" + facts.visibleDevices()
                        + "', which leaves no GPU: unset it, or name one that nvidia-smi lists"
                : "the NVIDIA driver sees no GPU on this machine; " + OTHER_FLAVOUR;
    }

    /** A driver runs every CUDA of its own major version and all before. */
    private Optional<String> versionProblem() {
        if (facts.cudaVersion() / 1000 >= library.cudaVersion() / 1000) {
            return Optional.empty();
        }
        return Optional.of("the NVIDIA driver is too old: it knows CUDA up to "
                + Nd4jLibrary.dotted(facts.cudaVersion()) + ", but " + library + " needs CUDA "
                + library.cudaVersion() / 1000 + ": install a newer driver");
    }

    private Optional<String> deviceProblem(int number) {
        Optional<Gpu> found =
                facts.gpus().stream().filter(gpu -> gpu.number() == number).findFirst();
        if (found.isEmpty()) {
            return Optional.of("there is no GPU number " + number + ": there are "
                    + facts.gpus().stream()
                            .map(gpu -> gpu.number() + " (" + gpu.name() + ")")
                            .collect(Collectors.joining(", ")));
        }
        return codeProblem(found.get()).or(() -> memoryProblem(found.get()));
    }

    private Optional<String> codeProblem(Gpu gpu) {
        if (runs(gpu, false)) {
            return Optional.empty();
        }
        String who = "GPU " + gpu.number() + " (" + gpu.name() + ", compute capability "
                + CodeImage.dotted(gpu.computeCapability()) + ")";
        if (!runs(gpu, true)) {
            return Optional.of(
                    library + " has no code for " + who + ", only for " + codeList() + ": " + alternatives());
        }
        return allowsPtx
                ? Optional.empty()
                : Optional.of(
                        library + " has only PTX for " + who + ", which the driver would compile at the first start for"
                                + " nearly an hour: set -D" + ALLOW_PTX
                                + "=true to wait, with CUDA_CACHE_MAXSIZE=4294967296 so that"
                                + " it is kept; " + OTHER_FLAVOUR);
    }

    private String codeList() {
        return images.isEmpty()
                ? "nothing on this platform"
                : images.stream().map(CodeImage::toString).collect(Collectors.joining(", "));
    }

    /** What runs there instead. */
    private String alternatives() {
        Optional<Gpu> other = facts.gpus().stream()
                .filter(candidate -> runs(candidate, false))
                .findFirst();
        return other.map(usable ->
                        "Backend.chooseDevice(" + usable.number() + ") takes " + usable.name() + ", which can compute")
                .orElse(OTHER_FLAVOUR);
    }

    private boolean runs(Gpu gpu, boolean ptx) {
        return images.stream().anyMatch(image -> image.isPtx() == ptx && image.runsOn(gpu.computeCapability()));
    }

    private Optional<String> memoryProblem(Gpu gpu) {
        if (gpu.freeInBytes() < 0 || gpu.freeInBytes() >= LEAST_FREE_BYTES) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "GPU %d (%s) has only %.1f of %.1f GiB free, and ND4J needs %.0f to start: end what uses it (nvidia-smi"
                        + " lists it), or choose another with Backend.chooseDevice",
                gpu.number(),
                gpu.name(),
                gpu.freeInBytes() / GIB,
                gpu.memoryInBytes() / GIB,
                LEAST_FREE_BYTES / GIB));
    }

    /** Everything that was found. */
    DeviceReport report(OptionalInt device) {
        String driver =
                facts.cudaVersion() == 0 ? "none" : "knows CUDA up to " + Nd4jLibrary.dotted(facts.cudaVersion());
        List<Device> devices = facts.gpus().stream()
                .map(gpu -> new Device(
                        gpu.number(),
                        gpu.name(),
                        "compute capability " + CodeImage.dotted(gpu.computeCapability()),
                        gpu.memoryInBytes(),
                        gpu.freeInBytes(),
                        verdict(gpu)))
                .toList();
        String code = images.isEmpty() ? "" : ", code for " + codeList();
        return new DeviceReport("cuda", library + code, driver, devices, problem(device));
    }

    private String verdict(Gpu gpu) {
        if (runs(gpu, false)) {
            return memoryProblem(gpu).isEmpty() ? "can compute" : "too little memory is free";
        }
        return runs(gpu, true) ? "PTX only: the driver compiles at the first start" : "no code for it";
    }
}
