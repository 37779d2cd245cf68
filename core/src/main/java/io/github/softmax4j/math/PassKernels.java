package io.github.softmax4j.math;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/** What the class path has of {@link PassKernel}, looked for once in a process, as ND4J's backend is. */
final class PassKernels {
    private static final List<PassKernel> FOUND = ServiceLoader.load(PassKernel.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private PassKernels() {}

    /** What the first kernel makes that suits. */
    static <T> Optional<T> first(Function<PassKernel, Optional<T>> maker) {
        return FOUND.stream().flatMap(kernel -> maker.apply(kernel).stream()).findFirst();
    }
}
