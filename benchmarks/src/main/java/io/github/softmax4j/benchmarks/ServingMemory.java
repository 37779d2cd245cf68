package io.github.softmax4j.benchmarks;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** 300000 predictions in one process, by four threads and all calls, and the resident memory along the way. */
public final class ServingMemory {
    private static final int PREDICTIONS = 300_000;
    private static final int INTERVALS = 10;
    private static final int THREADS = 4;
    private static final int FEATURES = 64;
    private static final int CLASSES = 10;
    private static final int BATCH = 100;

    private final SoftmaxModel model;
    private final float[][] rows;
    private final double[] inDouble;

    private ServingMemory(SoftmaxModel model, float[][] rows) {
        this.model = model;
        this.rows = rows;
        this.inDouble =
                IntStream.range(0, FEATURES).mapToDouble(j -> rows[0][j]).toArray();
    }

    /**
     * Prints a table.
     *
     * @param args none
     * @throws Exception if a call fails
     */
    public static void main(String[] args) throws Exception {
        var random = new Random(1);
        var rows = new float[BATCH][FEATURES];
        for (float[] row : rows) {
            for (int j = 0; j < FEATURES; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        String[] labels =
                IntStream.range(0, BATCH).mapToObj(i -> "class " + i % CLASSES).toArray(String[]::new);
        Dataset dataset = Dataset.of(rows, labels);
        new ServingMemory(
                        SoftmaxRegression.withDefaults()
                                .withLambda(0.1)
                                .fit(dataset)
                                .model(),
                        rows)
                .run();
    }

    private void run() throws InterruptedException, ExecutionException {
        System.out.println("| predictions | resident MB |\n|---|---|");
        print(0);
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (int interval = 1; interval <= INTERVALS; interval++) {
                var shares = new ArrayList<Future<?>>();
                for (int thread = 0; thread < THREADS; thread++) {
                    shares.add(pool.submit(() -> predict(PREDICTIONS / INTERVALS / THREADS)));
                }
                for (Future<?> share : shares) {
                    share.get();
                }
                print(interval * PREDICTIONS / INTERVALS);
            }
        } finally {
            pool.shutdown();
        }
    }

    /** One call after the other, of each kind in turn; a batch counts as one. */
    private void predict(int calls) {
        var into = new float[CLASSES];
        for (int call = 0; call < calls; call++) {
            switch (call % 6) {
                case 0 -> model.predict(rows[call % BATCH]);
                case 1 -> model.predict(inDouble);
                case 2 -> model.probabilities(rows[call % BATCH], into);
                case 3 -> model.topK(rows[call % BATCH], 3);
                case 4 -> model.predict(rows);
                default -> {
                    try (INDArray array = Nd4j.createFromArray(Arrays.copyOf(rows, 3));
                            INDArray probabilities = model.probabilities(array)) {
                        into[0] = probabilities.getFloat(0, 0);
                    }
                }
            }
        }
    }

    private static void print(int predictions) {
        System.gc();
        System.out.println("| " + predictions + " | " + (Pointer.physicalBytes() >> 20) + " |");
    }
}
