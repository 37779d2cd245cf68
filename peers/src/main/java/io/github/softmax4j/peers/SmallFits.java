package io.github.softmax4j.peers;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import smile.classification.LogisticRegression;

/** How long fits of small tables take beside Smile's, in one warm process, turn by turn. */
public final class SmallFits {
    private static final int ROUNDS = 2000;
    private static final int FITS = 5000;

    private SmallFits() {}

    /**
     * Prints medians of the last half of all rounds, and the memory of the process while many fits are made.
     *
     * @param arguments the directory of the published data
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        TrainingData iris = PeerData.table(lines(directory.resolve("small/iris.data")), 4, 0, 4);
        TrainingData wine = PeerData.table(lines(directory.resolve("small/wine.data")), 0, 1, 13);
        System.out.printf(
                Locale.ROOT,
                "%-6s %8s %10s %10s %8s %14s %14s%n",
                "",
                "lambda",
                "ours, ms",
                "Smile, ms",
                "ratio",
                "our objective",
                "Smile's");
        for (double lambda : new double[] {1e-4, 1e-2}) {
            compare("iris", iris, lambda);
            compare("wine", wine, lambda);
            compare("wine, standardised", wine.standardised(), lambda);
        }
        for (int i = 0; i <= FITS; i++) {
            if (i % (FITS / 5) == 0) {
                System.out.printf(
                        Locale.ROOT,
                        "after %d fits: %d MB resident, %d MB of them heap%n",
                        i,
                        residentMegabytes(),
                        Runtime.getRuntime().totalMemory() >> 20);
            }
            SoftmaxRegression.withDefaults().fit(dataset(i % 2 == 0 ? iris : wine));
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    }

    private static void compare(String name, TrainingData data, double lambda) {
        double[][] features = data.featuresInDouble();
        var own = new double[ROUNDS];
        var smile = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            SoftmaxRegression.withDefaults().withLambda(lambda).fit(dataset(data));
            own[i] = Trainer.secondsSince(start);
            start = System.nanoTime();
            LogisticRegression.multinomial(features, data.labels(), lambda * data.rows(), 1e-5, 500);
            smile[i] = Trainer.secondsSince(start);
        }
        double ours = 1e3 * median(own);
        double theirs = 1e3 * median(smile);
        System.out.printf(
                Locale.ROOT,
                "%-6s %8.0e %10.3f %10.3f %8.2f %14.8f %14.8f%n",
                name,
                lambda,
                ours,
                theirs,
                ours / theirs,
                SoftmaxRegression.withDefaults()
                        .withLambda(lambda)
                        .fit(dataset(data))
                        .objective(),
                Judge.of(data, smile(data, lambda).end().matrix(), false, lambda)
                        .objective());
    }

    private static Trained smile(TrainingData data, double lambda) {
        return new SmileTrainer(500).prepare(data, lambda).fit(new Stopwatch());
    }

    private static Dataset dataset(TrainingData data) {
        return Dataset.of(
                data.features(),
                Arrays.stream(data.labels()).mapToObj(Integer::toString).toArray(String[]::new));
    }

    private static double median(double... seconds) {
        double[] later =
                DoubleStream.of(seconds).skip(seconds.length / 2).sorted().toArray();
        return later[later.length / 2];
    }

    private static long residentMegabytes() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(text -> text.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }
}
