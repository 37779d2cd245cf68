package io.github.softmax4j.backend.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ND4J for CUDA on the class path, as its own files tell.
 *
 * @param version of ND4J, such as {@code 1.0.0-M2.1}; empty if there is none
 * @param cudaVersion the CUDA that it needs: 11060 for 11.6; 0 if there is none
 */
record Nd4jLibrary(String version, int cudaVersion) {
    private static final Logger LOG = LoggerFactory.getLogger(Nd4jLibrary.class);

    /** The names that were released: each holds one version of ND4J. */
    private static final int[] RELEASED = {11_060, 11_040, 11_020, 11_010, 11_000};

    /** Where 1.0.0-M2.1 has its library, and where 1.0.0-M1.1 had it. */
    private static final List<String> FOLDERS = List.of("/org/nd4j/linalg/jcublas/bindings/", "/org/nd4j/nativeblas/");

    static Nd4jLibrary onClassPath() {
        for (int cuda : RELEASED) {
            String artifact = "nd4j-cuda-" + dotted(cuda);
            String file = "/META-INF/maven/org.nd4j/" + artifact + "/pom.properties";
            try (InputStream in = Nd4jLibrary.class.getResourceAsStream(file)) {
                if (in != null) {
                    var properties = new Properties();
                    properties.load(in);
                    return new Nd4jLibrary(properties.getProperty("version", "of an unknown version"), cuda);
                }
            } catch (IOException e) {
                LOG.debug("{} cannot be read", file, e);
            }
        }
        return new Nd4jLibrary("", 0);
    }

    static String dotted(int cudaVersion) {
        return cudaVersion / 1000 + "." + cudaVersion % 1000 / 10;
    }

    boolean isThere() {
        return cudaVersion > 0;
    }

    /**
     * What the library holds code for.
     *
     * @return empty if there is no library for this platform
     * @throws IOException if it cannot be read
     */
    List<CodeImage> images() throws IOException {
        String name = System.mapLibraryName("nd4jcuda");
        for (String folder : FOLDERS) {
            String place = folder + Loader.getPlatform() + "/" + name;
            try (InputStream in = Nd4jLibrary.class.getResourceAsStream(place)) {
                if (in != null) {
                    return FatBinary.read(in);
                }
            }
        }
        return List.of();
    }

    @Override
    public String toString() {
        return isThere() ? "nd4j-cuda-" + dotted(cudaVersion) + " " + version : "no nd4j-cuda";
    }
}
