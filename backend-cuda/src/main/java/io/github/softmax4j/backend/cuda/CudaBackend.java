package io.github.softmax4j.backend.cuda;

import io.github.softmax4j.backend.BackendException;
import io.github.softmax4j.backend.BackendInfo;
import io.github.softmax4j.backend.BackendProvider;
import io.github.softmax4j.backend.DeviceReport;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.jita.allocator.impl.AtomicAllocator;
import org.nd4j.jita.conf.CudaEnvironment;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * nd4j-cuda on one GPU, after it is known that it can run there: ND4J itself says it with a stack trace, or goes on
 * without a GPU and says nothing.
 */
public final class CudaBackend implements BackendProvider {
    /** Larger arrays would be freed and allocated anew at every use, which waits for the device. */
    private static final long LARGEST_CACHED_ARRAY = 1L << 28;

    private static final long CACHE = 1L << 30;

    /** Work enough for any GPU: more would only take memory from the data. */
    private static final long LARGEST_BLOCK = 1L << 29;

    private static final int BLOCKS_IN_FREE_MEMORY = 16;

    private final ThreadLocal<Boolean> hasDevice = ThreadLocal.withInitial(() -> false);
    private Preflight preflight;
    private int device;

    /** Looks at nothing yet; for {@link java.util.ServiceLoader}. */
    public CudaBackend() {}

    @Override
    public DeviceReport devices() {
        return preflight().report(OptionalInt.empty());
    }

    /** Asked once: what the driver tells of its devices costs a context on each. */
    private Preflight preflight() {
        if (preflight == null) {
            Nd4jLibrary library = Nd4jLibrary.onClassPath();
            DriverFacts facts = CudaDriver.ask();
            boolean matters = facts.state() == DriverFacts.State.READY;
            preflight = new Preflight(
                    library, matters ? images(library) : List.of(), facts, Boolean.getBoolean(Preflight.ALLOW_PTX));
        }
        return preflight;
    }

    private static List<CodeImage> images(Nd4jLibrary library) {
        try {
            return library.images();
        } catch (IOException e) {
            throw new BackendException("the library of " + library + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void prepare(OptionalInt wanted) {
        preflight().problem(wanted).ifPresent(problem -> {
            throw new BackendException(problem, null);
        });
        device = wanted.orElse(0);
        CudaDriver.select(device);
        CudaEnvironment.getInstance()
                .getConfiguration()
                .useDevice(device)
                .allowMultiGPU(false)
                .setMaximumDeviceCache(CACHE)
                .setMaximumDeviceCacheableLength(LARGEST_CACHED_ARRAY);
    }

    /** Its native side takes the next GPU for each new thread, whatever {@code allowMultiGPU} says. */
    @Override
    public void takeDevice() {
        if (!hasDevice.get()) {
            Nd4j.getAffinityManager().unsafeSetDevice(device);
            hasDevice.set(true);
        }
    }

    @Override
    public String nd4jBackend() {
        return "JCublasBackend";
    }

    private Gpu gpu() {
        return preflight().facts().gpus().get(device);
    }

    @Override
    public BackendInfo describe() {
        Gpu gpu = gpu();
        return new BackendInfo(
                preflight().library().toString(),
                "code for "
                        + preflight().images().stream()
                                .filter(image -> image.runsOn(gpu.computeCapability()))
                                .reduce((first, second) -> second)
                                .map(CodeImage::toString)
                                .orElse("nothing"),
                "GPU " + device + ", " + gpu.name() + ", compute capability "
                        + CodeImage.dotted(gpu.computeCapability()),
                Nd4j.getEnvironment().maxMasterThreads(),
                gpu.memoryInBytes());
    }

    /** Of what was free at the start: a block that changed its size would change the rounding of sums. */
    @Override
    public OptionalLong blockBytes() {
        long free = gpu().freeInBytes();
        return OptionalLong.of(free < 0 ? LARGEST_BLOCK : Math.min(LARGEST_BLOCK, free / BLOCKS_IN_FREE_MEMORY));
    }

    /**
     * Straight from there, in the calling thread's own stream; ND4J's arrays made of Java's would be copied twice more.
     * The device's pointer of a view is at its first number already, other than the host's.
     */
    @Override
    public void copy(Pointer from, long count, INDArray to, long at) {
        int width = to.dataType().width();
        AtomicAllocator.getInstance().memcpyBlocking(to.data(), from, count * width, at * width);
    }

    /** On the device and on the host, whose arrays of values on their way there count, too. */
    @Override
    public long freeMemoryInBytes() {
        long onDevice = CudaDriver.freeMemory(device);
        long free = onDevice < 0 ? Long.MAX_VALUE : onDevice;
        return Pointer.maxPhysicalBytes() > 0
                ? Math.min(free, Pointer.maxPhysicalBytes() - Pointer.physicalBytes())
                : free;
    }
}
