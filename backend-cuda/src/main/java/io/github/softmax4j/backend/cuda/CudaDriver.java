package io.github.softmax4j.backend.cuda;

import io.github.softmax4j.backend.cuda.DriverFacts.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** Asks the driver, through JavaCPP alone: no class of ND4J is touched. */
final class CudaDriver {
    /** CUDA Driver API, CUresult. */
    private static final int NO_DEVICE = 100;

    private static final int SYSTEM_DRIVER_MISMATCH = 803;
    private static final int COMPATIBILITY_NOT_SUPPORTED = 804;

    /** CUDA Driver API, CUdevice_attribute. */
    private static final int MAJOR = 75;

    private static final int MINOR = 76;
    private static final int LONGEST_NAME = 256;

    private CudaDriver() {}

    static DriverFacts ask() {
        String visible = System.getenv("CUDA_VISIBLE_DEVICES");
        try {
            Loader.load(cudart.class);
        } catch (LinkageError | RuntimeException e) {
            String words = words(e);
            State state =
                    words.contains("libcuda.so") || words.contains("nvcuda") ? State.NO_DRIVER : State.NO_LIBRARIES;
            return new DriverFacts(state, 0, List.of(), words, visible);
        }
        int answer = cudart.cuInit(0);
        var version = new int[1];
        cudart.cuDriverGetVersion(version);
        if (answer != 0) {
            return new DriverFacts(state(answer), version[0], List.of(), "cuInit says " + describe(answer), visible);
        }
        List<Gpu> gpus = gpus();
        return new DriverFacts(gpus.isEmpty() ? State.NO_DEVICE : State.READY, version[0], gpus, "", visible);
    }

    private static State state(int answer) {
        return switch (answer) {
            case NO_DEVICE -> State.NO_DEVICE;
            case SYSTEM_DRIVER_MISMATCH, COMPATIBILITY_NOT_SUPPORTED -> State.DRIVER_TOO_OLD;
            default -> State.DRIVER_FAILS;
        };
    }

    /** The loader wraps the cause that matters. */
    private static String words(Throwable thrown) {
        var words = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            words.insert(0, cause.getMessage() + (words.isEmpty() ? "" : "; "));
        }
        return words.toString();
    }

    private static List<Gpu> gpus() {
        var count = new int[1];
        cudart.cuDeviceGetCount(count);
        List<Gpu> gpus = new ArrayList<>();
        for (int number = 0; number < count[0]; number++) {
            var name = new byte[LONGEST_NAME];
            cudart.cuDeviceGetName(name, name.length, number);
            try (var total = new SizeTPointer(1)) {
                cudart.cuDeviceTotalMem(total, number);
                gpus.add(new Gpu(
                        number,
                        new String(name, StandardCharsets.UTF_8)
                                .replace("\0", "")
                                .strip(),
                        10 * attribute(MAJOR, number) + attribute(MINOR, number),
                        total.get(),
                        freeMemory(number)));
            }
        }
        return gpus;
    }

    private static int attribute(int attribute, int number) {
        var value = new int[1];
        cudart.cuDeviceGetAttribute(value, attribute, number);
        return value[0];
    }

    /**
     * Asking each device for its memory has made the last one current; a thread without a choice of its own takes this.
     */
    static void select(int number) {
        cudart.cudaSetDevice(number);
    }

    /** Of the device, which becomes the current one, in bytes; -1 if the driver does not tell. */
    static long freeMemory(int number) {
        try (var free = new SizeTPointer(1);
                var total = new SizeTPointer(1)) {
            boolean told = cudart.cudaSetDevice(number) == 0 && cudart.cudaMemGetInfo(free, total) == 0;
            return told ? free.get() : -1;
        }
    }

    private static String describe(int answer) {
        try (var pointer = new PointerPointer<BytePointer>(1)) {
            boolean known = cudart.cuGetErrorString(answer, pointer) == 0;
            return answer + (known ? ", " + pointer.get(BytePointer.class, 0).getString() : "");
        }
    }
}
