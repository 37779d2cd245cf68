package io.github.softmax4j.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;

/** Time and memory of the device that ND4J computes on, through the part of its API that all backends have. */
final class DeviceClock {
    /** Before these, kernels are loaded and buffers made. */
    private static final int WARM_UPS = 3;

    private DeviceClock() {}

    /** The median time of some runs, each waited for: a GPU has only been asked when a call returns. */
    static double medianSeconds(int runs, Runnable work) {
        for (int i = 0; i < WARM_UPS; i++) {
            work.run();
        }
        var seconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            seconds[i] = seconds(work);
        }
        Arrays.sort(seconds);
        return seconds[runs / 2];
    }

    /** The time of one run. */
    static double seconds(Runnable work) {
        Nd4j.getExecutioner().commit();
        long start = System.nanoTime();
        work.run();
        Nd4j.getExecutioner().commit();
        return (System.nanoTime() - start) / 1e9;
    }

    /** The free memory of all GPUs; empty on a backend that has none. */
    static OptionalLong freeBytes() {
        Object devices =
                Nd4j.getExecutioner().getEnvironmentInformation().get(Nd4jEnvironment.CUDA_DEVICE_INFORMATION_KEY);
        if (!(devices instanceof List<?> list) || list.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(list.stream()
                .map(device -> ((Map<?, ?>) device).get(Nd4jEnvironment.CUDA_FREE_MEMORY_KEY))
                .mapToLong(free -> ((Number) free).longValue())
                .sum());
    }
}
