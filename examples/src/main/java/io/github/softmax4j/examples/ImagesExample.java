package io.github.softmax4j.examples;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Table;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Images in files of IDX, as MNIST has them; here of 8 x 8 pixels, made of the sample of handwritten digits. */
public final class ImagesExample {
    private static final byte BYTES = 0x08; // the type of IDX's values
    private static final int SIDE = 8;

    private ImagesExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException if the files cannot be written or read
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("images");
        folder.toFile().deleteOnExit();
        Table digits = Tables.readTraining("sample:digits", ReadOptions.forTraining());
        writeImages(digits.trainingSet(), folder, "train");
        writeImages(Tables.readTest("sample:digits", ReadOptions.forTraining()).trainingSet(), folder, "t10k");

        // begin
        // the labels are found beside the images, in train-labels-idx1-ubyte; bytes are divided by 255
        Table images = Tables.readTraining(folder.resolve("train-images-idx3-ubyte"), ReadOptions.forTraining());
        SoftmaxModel model =
                SoftmaxRegression.withDefaults().fit(images.trainingSet()).model();

        Table others = Tables.readTest(folder.resolve("t10k-images-idx3-ubyte"), ReadOptions.forModel(model));
        Evaluation test = model.evaluate(others.dataset(model.classes()));
        System.out.println(images + "\n" + test.report());
        // end

        if (test.accuracy() < 0.94) {
            throw new IllegalStateException("the accuracy must be at least 0.94, but is " + test.accuracy());
        }
    }

    private static void writeImages(Dataset digits, Path folder, String name) throws IOException {
        float[][] images = digits.features().toFloatMatrix(); // 0 to 16
        int[] classes = digits.labels();
        var pixels = new byte[images.length * SIDE * SIDE];
        var labels = new byte[images.length];
        for (int i = 0; i < images.length; i++) {
            for (int j = 0; j < SIDE * SIDE; j++) {
                pixels[i * SIDE * SIDE + j] = (byte) Math.min(255, 16 * images[i][j]);
            }
            labels[i] = (byte) classes[i];
        }
        writeIdx(folder.resolve(name + "-images-idx3-ubyte"), pixels, images.length, SIDE, SIDE);
        writeIdx(folder.resolve(name + "-labels-idx1-ubyte"), labels, images.length);
    }

    /** The format: two zeros, the type, the number of axes; the size of each axis; the values. */
    private static void writeIdx(Path file, byte[] values, int... sizes) throws IOException {
        file.toFile().deleteOnExit();
        try (var out = new DataOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[] {0, 0, BYTES, (byte) sizes.length});
            for (int size : sizes) {
                out.writeInt(size);
            }
            out.write(values);
        }
    }
}
