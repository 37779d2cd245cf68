package io.github.softmax4j.benchmarks.gaps;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up measurements. */
final class Made {
    private Made() {}

    static Measured point(String who, String settings, Start start, int steps, double seconds, double objective) {
        return new Measured(
                "iris, 150 x 4, 3 classes",
                150,
                who,
                settings,
                start,
                "epochs",
                steps,
                seconds,
                objective,
                objective / 2,
                0.75,
                "");
    }

    static Measurements of(List<Measured> all) {
        return new Measurements(List.of("Made up."), all);
    }

    /** So many contenders, every other one with a fit on its way; cold and warm, at random. */
    static Measurements random(int contenders, long seed) {
        var random = new SplittableRandom(seed);
        var all = new ArrayList<Measured>();
        for (int i = 0; i < contenders; i++) {
            for (Start start : Start.values()) {
                double seconds = Math.pow(10, random.nextDouble(-2, 1));
                double gap = Math.pow(10, random.nextDouble(-1, 1));
                for (int step = 1; step <= 5; step++) {
                    String settings = i % 2 == 0 ? "on its way" : "limit " + step;
                    all.add(point("Contender " + i, settings, start, step, seconds, 0.5 * (1 + gap)));
                    seconds *= random.nextDouble(1.1, 3);
                    gap *= Math.pow(10, -random.nextDouble(2));
                }
            }
        }
        return of(all);
    }
}
