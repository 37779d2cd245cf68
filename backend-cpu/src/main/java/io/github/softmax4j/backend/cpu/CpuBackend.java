package io.github.softmax4j.backend.cpu;

import io.github.softmax4j.backend.BackendInfo;
import io.github.softmax4j.backend.BackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Nd4j;
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

    private final Processor processor = Processor.current();
    private String build = "";

    /** Looks at the processor; for {@link java.util.ServiceLoader}. */
    public CpuBackend() {}

    @Override
    public void prepare() {
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
                Pointer.maxPhysicalBytes());
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
