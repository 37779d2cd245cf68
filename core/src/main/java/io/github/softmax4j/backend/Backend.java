package io.github.softmax4j.backend;

import java.util.List;
import java.util.ServiceLoader;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to ND4J: whoever is about to make the first array comes through here.
 *
 * <p>ND4J takes its backend from the class path when its first class is loaded, and what it has loaded cannot be
 * changed later. So the backend module gets its word before that: it picks the natives that this processor can run.
 */
public final class Backend {
    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    private static BackendInfo started;
    private static String failure;
    private static BackendProvider provider;

    private Backend() {}

    /**
     * Starts ND4J, once per process; later calls return the same description.
     *
     * @return what was loaded
     * @throws BackendException if there is no backend, or if it cannot run on this machine
     */
    public static synchronized BackendInfo start() {
        if (failure != null) {
            throw new BackendException(failure, null); // ND4J cannot be loaded a second time
        }
        if (started == null) {
            try {
                started = load();
            } catch (BackendException e) {
                failure = e.getMessage();
                throw e;
            }
        }
        return started;
    }

    /**
     * The memory that arrays can still take.
     *
     * @return in bytes; of a backend without a module of ours nothing is known, and it is the largest number there is
     */
    public static synchronized long freeMemoryInBytes() {
        start();
        return provider == null ? Long.MAX_VALUE : provider.freeMemoryInBytes();
    }

    private static BackendInfo load() {
        List<BackendProvider> providers = ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (providers.size() > 1) {
            throw new BackendException(
                    "one backend module must be on the class path, but there are " + providers.size() + ": "
                            + providers.stream()
                                    .map(p -> p.getClass().getName())
                                    .toList(),
                    null);
        }
        provider = providers.isEmpty() ? null : providers.get(0);
        providers.forEach(BackendProvider::prepare);
        String nd4j = startNd4j();
        BackendInfo info =
                providers.isEmpty() ? unknown(nd4j) : providers.get(0).describe();
        LOG.info("{} on {}, {} threads, {}", info.name(), info.device(), info.threads(), info.build());
        return info;
    }

    private static String startNd4j() {
        try {
            return Nd4j.getBackend().getClass().getSimpleName();
        } catch (LinkageError | RuntimeException e) {
            throw new BackendException(
                    "ND4J found no backend that runs here; put softmax4j-backend-cpu on the class path (cause: "
                            + rootMessage(e) + ")",
                    e);
        }
    }

    private static String rootMessage(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** A program may bring a backend of ND4J without a module of ours: all that is known then is its name. */
    private static BackendInfo unknown(String nd4jBackend) {
        return new BackendInfo(
                nd4jBackend,
                "as on the class path",
                System.getProperty("os.arch"),
                Nd4j.getEnvironment().maxMasterThreads(),
                Runtime.getRuntime().maxMemory());
    }
}
