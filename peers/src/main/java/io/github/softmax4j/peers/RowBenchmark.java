package io.github.softmax4j.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.Prediction;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.serve.Scorer;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import smile.classification.LogisticRegression;
import smile.util.IntSet;

/** The probabilities of one row, by everybody. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RowBenchmark {
    /** Features x classes. */
    @Param({"4x3", "64x10", "784x10", "1024x1000"})
    public String shape;

    private float[] row;
    private double[] rowInDouble;
    private float[] probabilities;
    private double[] probabilitiesInDouble;
    private float[][] byClass;
    private SoftmaxModel model;
    private Scorer scorer;
    private Map<String, Object> record;
    private LogisticRegression.Multinomial smile;
    private LinearSGDModel tribuo;
    private Example<Label> tribuoRow;
    private OnnxModel onnx;
    private OnnxTensor onnxRow;
    private FloatBuffer onnxRowBuffer;
    private FloatBuffer onnxProbabilityBuffer;
    private OnnxTensor onnxProbabilities;

    /**
     * Makes the models.
     *
     * @throws OrtException if ONNX Runtime fails
     * @throws IOException if the scorer does not read what was written
     */
    @Setup
    public void prepare() throws OrtException, IOException {
        ServedProblem problem = ServedProblem.of(shape, 1);
        row = problem.rows()[0];
        rowInDouble = IntStream.range(0, row.length).mapToDouble(j -> row[j]).toArray();
        probabilities = new float[problem.classes()];
        probabilitiesInDouble = new double[problem.classes()];
        byClass = problem.transposed();
        model = problem.model(DataType.FLOAT);
        scorer = Scorer.ofBytes(ModelFile.toBytes(model));
        record = new HashMap<>();
        for (int j = 0; j < row.length; j++) {
            record.put(model.featureNames().get(j), row[j]);
        }
        smile = smile(problem);
        tribuo = TribuoTrainer.untrained(problem.features(), problem.classes());
        tribuoRow = TribuoTrainer.example(LabelFactory.UNKNOWN_LABEL, row);
        onnx = new OnnxModel(problem.matrix(), 1);
        onnxRowBuffer = OnnxModel.buffer(row.length);
        onnxProbabilityBuffer = OnnxModel.buffer(problem.classes());
        onnxRow = onnx.tensor(onnxRowBuffer, 1, row.length);
        onnxProbabilities = onnx.tensor(onnxProbabilityBuffer, 1, problem.classes());
        onnxFromArray();
    }

    /** It keeps one class less than there are; the last one's logit is 0. */
    private static LogisticRegression.Multinomial smile(ServedProblem problem) {
        int last = problem.classes() - 1;
        var weights = new double[last][problem.features() + 1];
        for (int k = 0; k < last; k++) {
            for (int j = 0; j <= problem.features(); j++) {
                weights[k][j] = problem.matrix()[j][k] - problem.matrix()[j][last];
            }
        }
        return new LogisticRegression.Multinomial(weights, 0, 0, IntSet.of(last + 1));
    }

    /**
     * Frees what needs it.
     *
     * @throws OrtException if ONNX Runtime fails
     */
    @TearDown
    public void close() throws OrtException {
        onnxRow.close();
        onnxProbabilities.close();
        onnx.close();
    }

    /**
     * A loop as anybody would write it.
     *
     * @return the probabilities
     */
    @Benchmark
    public float[] plainLoop() {
        ServedProblem.plainLoop(byClass, row, probabilities);
        return probabilities;
    }

    /**
     * Ours, from array to array.
     *
     * @return the probabilities
     */
    @Benchmark
    public float[] intoArray() {
        model.probabilities(row, probabilities);
        return probabilities;
    }

    /**
     * The same in double.
     *
     * @return the probabilities
     */
    @Benchmark
    public double[] intoArrayOfDouble() {
        model.probabilities(rowInDouble, probabilitiesInDouble);
        return probabilitiesInDouble;
    }

    /**
     * The jar that only scores, from array to array.
     *
     * @return the probabilities
     */
    @Benchmark
    public float[] scorer() {
        scorer.score(row, probabilities);
        return probabilities;
    }

    /**
     * The same in double.
     *
     * @return the probabilities
     */
    @Benchmark
    public double[] scorerInDouble() {
        scorer.score(rowInDouble, probabilitiesInDouble);
        return probabilitiesInDouble;
    }

    /**
     * The same of a record with a number for each feature.
     *
     * @return the probabilities
     */
    @Benchmark
    public double[] scorerOfRecord() {
        scorer.score(record, probabilitiesInDouble);
        return probabilitiesInDouble;
    }

    /**
     * The library's answer to the record.
     *
     * @return the probabilities
     */
    @Benchmark
    public double[] modelOfRecord() {
        return model.probabilities(record);
    }

    /**
     * Ours, the label with its probability.
     *
     * @return the prediction
     */
    @Benchmark
    public Prediction predict() {
        return model.predict(row);
    }

    /**
     * Smile, which has one class less to do.
     *
     * @return the class
     */
    @Benchmark
    public int smile() {
        return smile.predict(rowInDouble, probabilitiesInDouble);
    }

    /**
     * Tribuo, with its own form of the row made before.
     *
     * @return its prediction
     */
    @Benchmark
    public org.tribuo.Prediction<Label> tribuo() {
        return tribuo.predict(tribuoRow);
    }

    /**
     * ONNX Runtime, as its documentation shows it: the tensors are made by the call.
     *
     * @return the probabilities
     * @throws OrtException if it fails
     */
    @Benchmark
    public float[][] onnxAsDocumented() throws OrtException {
        return onnx.probabilities(new float[][] {row});
    }

    /**
     * ONNX Runtime, from array to array: the row is copied into its own form, and the result out of it.
     *
     * @return the probabilities
     * @throws OrtException if it fails
     */
    @Benchmark
    public float[] onnxFromArray() throws OrtException {
        onnxRowBuffer.rewind().put(row);
        onnx.run(onnxRow, onnxProbabilities);
        onnxProbabilityBuffer.rewind().get(probabilities);
        return probabilities;
    }

    /**
     * ONNX Runtime, with its own form of the row and of the result made before.
     *
     * @return the result
     * @throws OrtException if it fails
     */
    @Benchmark
    public OnnxTensor onnxFromTensor() throws OrtException {
        onnx.run(onnxRow, onnxProbabilities);
        return onnxProbabilities;
    }
}
