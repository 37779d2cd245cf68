package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportanceSampleTest {
    private static double[] terms(int count) {
        var random = new SplittableRandom(1);
        return IntStream.range(0, count)
                .mapToDouble(i -> i % 5 == 0 ? 0 : Math.exp(6 * random.nextDouble()))
                .toArray();
    }

    @Test
    void fewTermsAreAllTakenAsTheyAre() {
        var sample = ImportanceSample.of(new double[] {0, 3, 0, 1, 2}, 3, new SplittableRandom(1));
        assertArrayEquals(new int[] {1, 3, 4}, sample.places());
        assertArrayEquals(new double[] {3, 1, 2}, sample.weights());
    }

    @Test
    void ofManyAboutAsManyAreDrawnAsAreWanted() {
        double[] terms = terms(10_000);
        for (int wanted : new int[] {100, 1000, 5000, 7999}) {
            int drawn =
                    ImportanceSample.of(terms, wanted, new SplittableRandom(2)).places().length;
            assertEquals(wanted, drawn, 5 * Math.sqrt(wanted), "wanted " + wanted);
        }
    }

    @Test
    void sumsAreRightOnAverage() {
        double[] terms = terms(500);
        double sum = Arrays.stream(terms).sum();
        var random = new SplittableRandom(3);
        double mean = IntStream.range(0, 2000)
                .mapToDouble(i -> Arrays.stream(
                                ImportanceSample.of(terms, 60, random).weights())
                        .sum())
                .average()
                .orElseThrow();
        assertEquals(1, mean / sum, 0.01);
    }

    @Test
    void largeTermsAreAlwaysThere() {
        double[] terms = terms(500);
        terms[7] = 1e6;
        for (int seed = 0; seed < 20; seed++) {
            var sample = ImportanceSample.of(terms, 10, new SplittableRandom(seed));
            int place = Arrays.binarySearch(sample.places(), 7);
            assertTrue(place >= 0);
            assertEquals(1e6, sample.weights()[place]);
        }
    }

    /** The sum of the smallest is lost in that of all. */
    @Test
    void termsOfAnySizeAreDrawn() {
        var random = new SplittableRandom(4);
        for (int repetition = 0; repetition < 50; repetition++) {
            double[] terms = IntStream.range(0, 61)
                    .mapToDouble(i -> i < 2 ? 1e-17 * random.nextDouble() : Math.exp(random.nextDouble()))
                    .toArray();
            var sample = ImportanceSample.of(terms, 60, random);
            assertTrue(sample.places().length >= 59, "drawn " + sample.places().length);
            assertTrue(Arrays.stream(sample.weights()).allMatch(weight -> weight > 0));
        }
    }

    @Test
    void nothingComesOfNothing() {
        assertEquals(
                0,
                ImportanceSample.of(new double[5], 2, new SplittableRandom(1)).places().length);
    }
}
