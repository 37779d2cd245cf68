package io.github.softmax4j.backend.cpu;

import io.github.softmax4j.backend.BackendException;
import io.github.softmax4j.backend.BackendInfo;
import io.github.softmax4j.backend.BackendProvider;
import io.github.softmax4j.backend.Device;
import io.github.softmax4j.backend.DeviceReport;
import io.github.softmax4j.backend.cpu.vector.VectorKernel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * nd4j-native, in the fastest build that this processor can run.
 *
 * <p>JavaCPP would load the first build it finds, whether or not the processor has the instructions, and the process
 * would die of the first one it lacks. So the choice is made here, before ND4J is loaded. Whoever sets the property
 * {@value #EXTENSION} has chosen already.
 */
public final class CpuBackend implements BackendProvider {
    private static final Logger LOG = LoggerFactory.getLogger(CpuBackend.class);
    private static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";

    /** Where the driver for NVIDIA GPUs shows itself on Linux. */
    private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

    private final Processor processor = Processor.current();
    private String build = "";

    /** Looks at the processor; for {@link java.util.ServiceLoader}. */
    public CpuBackend() {}

    @Override
    public DeviceReport devices() {
        var device = new Device(0, processor.name(), System.getProperty("os.arch"), memory(), memory(), "computes");
        String gpu = Files.exists(NVIDIA_DRIVER)
                ? "there is one for NVIDIA GPUs; the cuda flavour computes on them"
                : "none for NVIDIA GPUs";
        return new DeviceReport("cpu", "nd4j-native" + version(), gpu, List.of(device), Optional.empty());
    }

    private static long memory() {
        return Pointer.maxPhysicalBytes();
    }

    @Override
    public String nd4jBackend() {
        return "CpuBackend";
    }

    @Override
    public void prepare(OptionalInt device) {
        if (device.isPresent() && device.getAsInt() != 0) {
            throw new BackendException(
                    "this is the cpu flavour, whose only device is number 0, the processor, but number "
                            + device.getAsInt() + " was asked for; GPUs need the cuda flavour",
                    null);
        }
        OpenBlasCode.advice(
                        Processor.said("vendor_id"),
                        Processor.said("cpu family"),
                        processor,
                        Optional.ofNullable(System.getenv(OpenBlasCode.VARIABLE)))
                .ifPresent(LOG::warn);
        String chosen = System.getProperty(EXTENSION);
        if (chosen != null) {
            build = "build '" + chosen + "' as the property " + EXTENSION + " says";
            return;
        }
        ClassLoader loader = CpuBackend.class.getClassLoader();
        NativeBuild best =
                NativeBuild.choose(Loader.getPlatform(), processor, resource -> loader.getResource(resource) != null);
        if (best.isPlain()) {
            LOG.warn("ND4J runs on its {}", best.reason());
        }
        System.setProperty(EXTENSION, best.extension());
        build = best.reason();
    }

    @Override
    public void expect(long values) {
        VectorKernel.expect(values);
    }

    /**
     * Of the parts that ND4J's own operations cut their work into, and of the threads of OpenBLAS, there is one number
     * for all.
     */
    @Override
    public void limitThreads(int threads) {
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        Nd4j.factory().blas().setMaxThreads(threads);
    }

    /** OpenMP's number, by which oneDNN cuts its work, and by which ND4J's parts find threads. */
    @Override
    public int threadsOfCaller() {
        return operations().ompGetMaxThreads();
    }

    @Override
    public void giveCaller(int threads) {
        operations().setOmpNumThreads(threads);
    }

    private static NativeOps operations() {
        return NativeOpsHolder.getInstance().getDeviceNativeOps();
    }

    @Override
    public boolean computesInHostMemory() {
        return true;
    }

    @Override
    public Optional<INDArray> map(Path file, DataType type, long rows, long columns) throws IOException {
        return Optional.of(MappedFile.map(file, type, rows, columns));
    }

    @Override
    public void copy(Pointer from, long count, INDArray to, long at) {
        int width = to.dataType().width();
        Pointer place = new BytePointer(to.data().pointer()).position((to.offset() + at) * width);
        Pointer.memcpy(place, from, count * width);
    }

    /** The jar's manifest does not tell its version, but what Maven has left in it does. */
    private static String version() {
        var properties = new Properties();
        try (InputStream in =
                CpuBackend.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-native/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            LOG.debug("the version of nd4j-native cannot be read", e);
        }
        return properties.containsKey("version") ? " " + properties.getProperty("version") : "";
    }

    @Override
    public BackendInfo describe() {
        return new BackendInfo(
                "nd4j-native" + version(),
                build,
                processor.name(),
                Nd4j.getEnvironment().maxMasterThreads(),
                memory());
    }

    /** JavaCPP ends what goes over its limits; the first counts its own arrays, the second the whole process. */
    @Override
    public long freeMemoryInBytes() {
        long free = Long.MAX_VALUE;
        if (Pointer.maxBytes() > 0) {
            free = Math.min(free, Pointer.maxBytes() - Pointer.totalBytes());
        }
        if (Pointer.maxPhysicalBytes() > 0) {
            free = Math.min(free, Pointer.maxPhysicalBytes() - Pointer.physicalBytes());
        }
        return free;
    }
}
