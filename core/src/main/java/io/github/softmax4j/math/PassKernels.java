package io.github.softmax4j.math;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The kernels that the class path has, found once in a process, as ND4J's backend is; the one of ND4J's operations is
 * the last.
 */
public final class PassKernels {
    private static final List<PassKernel> FOUND = Stream.concat(
                    ServiceLoader.load(PassKernel.class).stream().map(ServiceLoader.Provider::get),
                    Stream.of(new ArrayKernel()))
            .toList();

    private PassKernels() {}

    /**
     * What the first kernel makes that suits.
     *
     * @param maker asks a kernel for it
     * @param <T> what is made
     * @return the fastest form
     */
    public static <T> T first(Function<PassKernel, Optional<T>> maker) {
        return find(maker).orElseThrow();
    }

    /**
     * The same of what no kernel may suit.
     *
     * @param maker asks a kernel for it
     * @param <T> what is made
     * @return the fastest form; empty where nobody makes it
     */
    public static <T> Optional<T> find(Function<PassKernel, Optional<T>> maker) {
        return FOUND.stream().flatMap(kernel -> maker.apply(kernel).stream()).findFirst();
    }
}
