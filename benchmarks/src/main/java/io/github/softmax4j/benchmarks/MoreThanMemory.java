package io.github.softmax4j.benchmarks;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.settings.Solver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** A fit of made rows in memory, or in a file because they are more than the memory; the same rows every time. */
public final class MoreThanMemory {
    private static final int FEATURES = 128;
    private static final int CLASSES = 10;
    private static final int EPOCHS = 2;
    private static final int BATCH_ROWS = 256;

    private MoreThanMemory() {}

    /**
     * Prints seconds, the objective, and the most memory that the process had.
     *
     * @param arguments the size of the features in GiB, {@code memory} or {@code file}, and {@code sgd} for two epochs
     *     of it
     * @throws IOException if the system does not tell the memory
     */
    public static void main(String[] arguments) throws IOException {
        long rows = (long) (Double.parseDouble(arguments[0]) * (1 << 30)) / FEATURES / Float.BYTES;
        boolean isInMemory = arguments[1].equals("memory");
        FeatureStorage storage = isInMemory ? FeatureStorage.inMemory() : FeatureStorage.automatic();
        long start = System.nanoTime();
        Dataset dataset = dataset(Math.toIntExact(rows), storage);
        double made = (System.nanoTime() - start) / 1e9;
        boolean isSgd = arguments.length > 2 && arguments[2].equals("sgd");
        SoftmaxRegression regression = SoftmaxRegression.withDefaults().withLambda(1e-4);
        Fit fit = (isSgd ? regression.withSolver(new Solver.MiniBatch(EPOCHS, BATCH_ROWS, new Adam(1e-3))) : regression)
                .fit(dataset);
        System.out.printf(
                Locale.ROOT,
                "%d x %d, in a file: %b; made in %.1f s; %s, %d passes in %.1f s, objective %.9f; %s%n",
                rows,
                FEATURES,
                dataset.featureMatrix().isInFile(),
                made,
                fit.stopReason(),
                fit.evaluations(),
                fit.seconds(),
                fit.objective(),
                peak());
    }

    private static Dataset dataset(int rows, FeatureStorage storage) {
        var random = new SplittableRandom(7);
        double[][] centers = new double[CLASSES][];
        for (int k = 0; k < CLASSES; k++) {
            centers[k] = random.doubles(FEATURES, -0.1, 0.1).toArray();
        }
        var features = new FeatureBuilder(FEATURES, DataType.FLOAT, storage);
        features.expect(rows);
        var names = ClassLabels.inOrder(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
        var labels = new ArrayList<String>(rows);
        var row = new double[FEATURES];
        for (int i = 0; i < rows; i++) {
            int k = random.nextInt(CLASSES);
            labels.add(names.names().get(k));
            for (int j = 0; j < FEATURES; j++) {
                row[j] = centers[k][j] + random.nextDouble() - 0.5;
            }
            features.add(row);
        }
        return Dataset.of(features.build(), labels, names);
    }

    /** The most that was resident: pages of a file that the system may drop count, too. */
    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("")
                        .replaceAll("\\s+", " ")
                : "";
    }
}
