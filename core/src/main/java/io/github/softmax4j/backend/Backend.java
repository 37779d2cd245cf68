package io.github.softmax4j.backend;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to ND4J: whoever is about to make the first array comes through here.
 *
 * <p>ND4J takes its backend from the class path when its first class is loaded, and what it has loaded cannot be
 * changed later. So the backend module gets its word before that: it picks the natives that this processor can run.
 *
 * <p>For example:
 *
 * <pre>{@code
 * var lines = new ArrayList<String>();
 * List<Device> devices = Backend.devices().map(DeviceReport::devices).orElse(List.of());
 * for (Device device : devices) {
 *     lines.add(device.number() + ": " + device.name() + ", " + device.verdict());
 * }
 * try {
 *     BackendInfo started = Backend.start();
 *     lines.add(started.name() + " on " + started.device() + ", " + started.threads() + " threads");
 * } catch (BackendException e) {
 *     lines.add(e.getMessage()); // what is missing, and what to do
 * }
 * }</pre>
 */
public final class Backend {
    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    /** The class that makes a jar a backend; the lists of services repeat themselves in 1.0.0-M1.1. */
    private static final List<String> ND4J_BACKENDS =
            List.of("org/nd4j/linalg/cpu/nativecpu/CpuBackend.class", "org/nd4j/linalg/jcublas/JCublasBackend.class");

    /** Volatile: whoever serves rows comes through here for each batch, and must not wait for others. */
    private static volatile BackendInfo started;

    private static String failure;
    private static BackendProvider provider;
    private static Optional<NativeFolder> natives;
    private static OptionalInt device = OptionalInt.empty();
    private static OptionalInt threads = OptionalInt.empty();
    private static int allThreads;

    private Backend() {}

    /**
     * Starts ND4J, once per process; later calls return the same description. With several GPUs, ND4J gives each thread
     * another one: threads that call this before their first array compute on the one that was chosen.
     *
     * @return what was loaded
     * @throws BackendException if there is no backend, or if it cannot run on this machine
     */
    public static BackendInfo start() {
        if (started == null) {
            startOnce();
        }
        if (provider != null) {
            provider.takeDevice();
        }
        return started;
    }

    private static synchronized void startOnce() {
        if (failure != null) {
            throw new BackendException(failure, null); // ND4J cannot be loaded a second time
        }
        if (started == null) {
            try {
                started = loadApart();
            } catch (BackendException e) {
                failure = e.getMessage();
                throw e;
            }
        }
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

    /**
     * Looks at the machine without starting ND4J.
     *
     * @return what is there; empty where a backend of ND4J is used without a module of ours
     * @throws BackendException if the class path holds more than one backend
     */
    public static synchronized Optional<DeviceReport> devices() {
        return findProvider().map(BackendProvider::devices);
    }

    /**
     * Chooses the device that ND4J computes on. Before the first array is made; later it has no effect any more.
     *
     * @param number as {@link #devices} numbers them
     * @throws IllegalStateException if ND4J has started
     */
    public static synchronized void chooseDevice(int number) {
        requireNotStarted("the device");
        device = OptionalInt.of(number);
    }

    /**
     * Chooses how many threads of the processor compute. Before the first array is made. Without it, as many as there
     * are cores, or as the environment's OMP_NUM_THREADS says. Backends that compute on a GPU pass over it, and so do
     * those without a module of ours.
     *
     * @param number at least 1; more than there are cores, ND4J does not take
     * @throws IllegalArgumentException if it is less
     * @throws IllegalStateException if ND4J has started
     */
    public static synchronized void chooseThreads(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, but are " + number);
        }
        requireNotStarted("the number of threads");
        threads = OptionalInt.of(number);
    }

    private static void requireNotStarted(String what) {
        if (started != null) {
            throw new IllegalStateException(what + " must be chosen before the first array is made, but ND4J runs on "
                    + started.device() + " already");
        }
    }

    private static Optional<BackendProvider> findProvider() {
        if (natives == null) {
            natives = NativeFolder.choose(); // before a provider can load a library
        }
        if (provider == null) {
            requireOneBackend();
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
        }
        return Optional.ofNullable(provider);
    }

    /** With two, ND4J takes the GPU if it can and falls back to the processor in silence. */
    private static void requireOneBackend() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        List<URL> backends = ND4J_BACKENDS.stream().flatMap(loader::resources).toList();
        if (backends.size() > 1) {
            throw new BackendException(
                    "one backend of ND4J must be on the class path, but there are " + backends.size()
                            + "; leave out all but one of " + backends,
                    null);
        }
    }

    /**
     * How large a block of rows should be, with what is computed from it.
     *
     * @return in bytes; empty where the cache of a processor decides
     */
    public static synchronized OptionalLong blockBytes() {
        start();
        return provider == null ? OptionalLong.empty() : provider.blockBytes();
    }

    /**
     * Whether the host's copy of an array is the one that is computed with, so that Java may read and write it.
     *
     * @return false where a device has the values, or where nothing is known
     */
    public static synchronized boolean computesInHostMemory() {
        start();
        return provider != null && provider.computesInHostMemory();
    }

    /**
     * Maps a file of values into memory as a matrix; see {@link BackendProvider#map}.
     *
     * @param file row after row, in the byte order of this machine
     * @param type FLOAT or DOUBLE
     * @param rows at least 1
     * @param columns at least 1
     * @return the matrix, c order; empty where this backend cannot do so
     * @throws IOException if that fails
     */
    public static synchronized Optional<INDArray> map(Path file, DataType type, long rows, long columns)
            throws IOException {
        start();
        return provider == null ? Optional.empty() : provider.map(file, type, rows, columns);
    }

    /**
     * Copies values of the host into an array; see {@link BackendProvider#copy}.
     *
     * @param from values of the array's type
     * @param count how many
     * @param to dense, in c order
     * @param at the place in it where they go
     * @return false where nothing was copied, as no module of ours knows how
     */
    public static boolean copy(Pointer from, long count, INDArray to, long at) {
        start();
        if (provider != null) {
            provider.copy(from, count, to, at);
        }
        return provider != null;
    }

    /**
     * Tells the backend of a data set that is about to come.
     *
     * @param values rows times features, about
     */
    public static void expect(long values) {
        if (provider != null) {
            provider.expect(values);
        }
    }

    /**
     * Computes with as many threads as were chosen, whatever number the calling thread had, which it has again
     * afterwards. Other threads do not notice.
     *
     * @param work what is to be computed
     * @param <T> its result
     * @return its result
     */
    public static <T> T onAllThreads(Supplier<T> work) {
        start();
        return provider == null ? work.get() : ThreadNumber.during(provider, allThreads, work);
    }

    /**
     * Computes on the calling thread alone, for long runs of operations so small that waking another thread costs more
     * than it does. Other threads do not notice.
     *
     * @param work what is to be computed
     * @param <T> its result
     * @return its result
     */
    public static <T> T onOneThread(Supplier<T> work) {
        start();
        return provider == null ? work.get() : ThreadNumber.during(provider, 1, work);
    }

    /**
     * By a thread of its own: on one that is interrupted JavaCPP cannot lock what it unpacks, and there is no second
     * attempt.
     */
    private static BackendInfo loadApart() {
        try {
            return CompletableFuture.supplyAsync(
                            Backend::load, loading -> new Thread(loading, "softmax4j-start").start())
                    .join();
        } catch (CompletionException e) {
            throw VirtualThreads.unchecked(e.getCause());
        }
    }

    private static BackendInfo load() {
        Optional<BackendProvider> found = findProvider();
        found.ifPresent(present -> present.prepare(device));
        String nd4j = startNd4j();
        natives.ifPresent(NativeFolder::seal);
        if (found.isEmpty()) {
            return unknown(nd4j);
        }
        String wanted = found.get().nd4jBackend();
        if (!nd4j.equals(wanted)) {
            throw new BackendException("ND4J should have loaded " + wanted + ", but has loaded " + nd4j, null);
        }
        threads.ifPresent(found.get()::limitThreads);
        allThreads = threads.orElseGet(found.get()::threadsOfCaller);
        BackendInfo info = found.get().describe();
        LOG.info("{} on {}, {} threads, {}", info.name(), info.device(), info.threads(), info.build());
        return info;
    }

    private static String startNd4j() {
        try {
            return Nd4j.getBackend().getClass().getSimpleName();
        } catch (LinkageError | RuntimeException e) {
            Optional<String> notUnpacked = natives.flatMap(folder -> folder.explain(e));
            if (notUnpacked.isPresent()) {
                throw new BackendException(notUnpacked.get(), e);
            }
            throw new BackendException(
                    "ND4J found no backend that runs here; put softmax4j-backend-cpu or softmax4j-backend-cuda on the"
                            + " class path (cause: " + rootMessage(e) + ")",
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
