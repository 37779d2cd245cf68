package io.github.softmax4j.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.model.Prediction;
import io.github.softmax4j.model.SoftmaxModel;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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

/** The probabilities of many rows at a time, by us and by ONNX Runtime on the same number of threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BatchBenchmark {
    /** Features x classes. */
    @Param({"64x10", "784x10"})
    public String shape;

    /** Of a batch. */
    @Param({"100", "1000", "100000"})
    public int rows;

    /** That compute. */
    @Param("2")
    public int threads;

    private float[][] features;
    private INDArray array;
    private SoftmaxModel model;
    private OnnxModel onnx;
    private OnnxTensor onnxRows;
    private FloatBuffer onnxRowBuffer;
    private FloatBuffer onnxProbabilityBuffer;
    private OnnxTensor onnxProbabilities;

    /**
     * Makes the models.
     *
     * @throws OrtException if ONNX Runtime fails
     */
    @Setup
    public void prepare() throws OrtException {
        Backend.chooseThreads(threads);
        ServedProblem problem = ServedProblem.of(shape, rows);
        features = problem.rows();
        array = Nd4j.createFromArray(features);
        model = problem.model(DataType.FLOAT);
        onnx = new OnnxModel(problem.matrix(), threads);
        onnxRowBuffer = OnnxModel.buffer(rows * problem.features());
        onnxProbabilityBuffer = OnnxModel.buffer(rows * problem.classes());
        onnxRows = onnx.tensor(onnxRowBuffer, rows, problem.features());
        onnxProbabilities = onnx.tensor(onnxProbabilityBuffer, rows, problem.classes());
        onnxFromArray();
    }

    /**
     * Frees what needs it.
     *
     * @throws OrtException if ONNX Runtime fails
     */
    @TearDown
    public void close() throws OrtException {
        onnxRows.close();
        onnxProbabilities.close();
        onnx.close();
    }

    /**
     * Ours, from array to array.
     *
     * @return the probabilities
     */
    @Benchmark
    public float[][] fromArray() {
        return model.probabilities(features);
    }

    /**
     * Ours, labels with their probabilities.
     *
     * @return the predictions
     */
    @Benchmark
    public List<Prediction> predict() {
        return model.predict(features);
    }

    /** Ours, from an array of ND4J to another. */
    @Benchmark
    public void fromNd4j() {
        model.probabilities(array).close();
    }

    /**
     * ONNX Runtime, from array to array: rows are copied into its own form, and results out of it.
     *
     * @return the probabilities
     * @throws OrtException if it fails
     */
    @Benchmark
    public float[][] onnxFromArray() throws OrtException {
        FloatBuffer in = onnxRowBuffer.rewind();
        for (float[] row : features) {
            in.put(row);
        }
        onnx.run(onnxRows, onnxProbabilities);
        FloatBuffer out = onnxProbabilityBuffer.rewind();
        var result = new float[rows][out.capacity() / rows];
        for (float[] row : result) {
            out.get(row);
        }
        return result;
    }

    /**
     * ONNX Runtime, with its own form of the rows and of the result made before.
     *
     * @return the result
     * @throws OrtException if it fails
     */
    @Benchmark
    public OnnxTensor onnxFromTensor() throws OrtException {
        onnx.run(onnxRows, onnxProbabilities);
        return onnxProbabilities;
    }
}
