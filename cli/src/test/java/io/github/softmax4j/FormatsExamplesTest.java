package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.formats.Format;
import io.github.softmax4j.formats.IdxOptions;
import io.github.softmax4j.formats.InputException;
import io.github.softmax4j.formats.LabelsBeside;
import io.github.softmax4j.formats.LibsvmOptions;
import io.github.softmax4j.formats.NpzOptions;
import io.github.softmax4j.formats.PredictionColumns;
import io.github.softmax4j.formats.PredictionWriter;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Table;
import io.github.softmax4j.formats.TableOptions;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.formats.TextOptions;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The examples of the formats; {@link JavadocExamplesTest} compares them with the Javadoc. */
class FormatsExamplesTest {
    private static final String CSV = """
            id,width,town,kind
            a,1,Ulm,bee
            b,2.5,Bonn,fly
            c,,Ulm,bee
            d,3,Bonn,fly
            """;

    @TempDir
    private Path folder;

    private Path csv;
    private Path file;

    @BeforeEach
    void writeRows() throws IOException {
        csv = written("insects.csv", CSV);
        file = folder.resolve("predictions.csv");
    }

    private Path written(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private SoftmaxModel model() throws IOException {
        ReadOptions options = ReadOptions.forTraining()
                .withLabel("kind")
                .withTable(table -> table.withDrop("id").withMissing(FeatureRecipe.Missing.MEAN));
        Dataset training = Tables.readTraining(csv, options).trainingSet();
        return SoftmaxRegression.withDefaults().fit(training).model();
    }

    @Test
    void tables() throws IOException {
        // begin Tables
        Dataset training =
                Tables.readTraining("sample:digits", ReadOptions.forTraining()).trainingSet();
        SoftmaxModel model = SoftmaxRegression.withDefaults().fit(training).model();
        Table rows = Tables.readTest("sample:digits", ReadOptions.forModel(model));
        double accuracy = model.evaluate(rows.dataset(model.classes())).accuracy();
        // end
        assertTrue(accuracy > 0.9, "accuracy " + accuracy);
    }

    @Test
    void table() throws IOException {
        // begin Table
        ReadOptions options = ReadOptions.forTraining()
                .withLabel("kind")
                .withTable(table -> table.withKeep("id").withMissing(FeatureRecipe.Missing.MEAN));
        Table table = Tables.readTraining(csv, options);
        Dataset training = table.trainingSet();
        List<String> ids = table.kept().get("id"); // one per row; no feature
        List<String> warnings = table.reading().warnings();
        // end
        assertEquals(4, training.rows());
        assertEquals(List.of("a", "b", "c", "d"), ids);
        assertEquals(List.of(), warnings.stream().filter(String::isBlank).toList());
    }

    @Test
    void readOptions() throws IOException {
        SoftmaxModel model = model();
        // begin ReadOptions
        ReadOptions options = ReadOptions.forTraining()
                .withLabel("kind")
                .withTable(table -> table.withDrop("id").withMissing(FeatureRecipe.Missing.MEAN));
        Dataset training = Tables.readTraining(csv, options).trainingSet();

        ReadOptions later = ReadOptions.forModel(model).withoutLabels(); // read as the model's training was
        INDArray features = Tables.readTest(csv, later).features();
        // end
        assertEquals(training.featureNames(), model.featureNames());
        assertEquals(4, features.rows());
    }

    @Test
    void tableOptions() throws IOException {
        // begin TableOptions
        TableOptions columns = TableOptions.standard()
                .withDrop("id")
                .withCategories("town")
                .withMissing(FeatureRecipe.Missing.INDICATOR)
                .withUnseen(FeatureRecipe.Unseen.ZERO);
        ReadOptions options = ReadOptions.forTraining().withLabel("kind").withTable(columns);
        List<String> features = Tables.readTraining(csv, options).featureNames();
        // end
        assertEquals(List.of("width", "width is missing", "town=Bonn", "town=Ulm"), features);
    }

    @Test
    void textOptions() throws IOException {
        Path european = written("european.csv", "# measured by hand\n1,5;2;bee\n2,5;1;fly\n");
        // begin TextOptions
        TextOptions text = TextOptions.standard()
                .withSeparator(';')
                .withSkippedLines(1)
                .withHeader(false)
                .withEncoding(StandardCharsets.UTF_8);
        TableOptions columns = TableOptions.standard().withText(text).withDecimal(',');
        ReadOptions options = ReadOptions.forTraining().withLabel("-1").withTable(columns); // the last column
        Table table = Tables.readTraining(european, options);
        // end
        assertEquals(1.5, table.features().getDouble(0, 0));
    }

    @Test
    void libsvmOptions() throws IOException {
        Path words = written("words.libsvm", "spam 3:1 70000:2\nham 12:1\n");
        // begin LibsvmOptions
        LibsvmOptions hashed = LibsvmOptions.standard().withHashFeatures(1024).withIndexBase(1);
        ReadOptions options =
                ReadOptions.forTraining().withFormat(Format.LIBSVM).withLibsvm(hashed);
        Dataset training = Tables.readTraining(words, options).trainingSet();
        // end
        assertEquals(1024, training.featureNames().size());
    }

    @Test
    void npzOptions() throws IOException {
        Path archive = folder.resolve("rows.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("pixels.npy"));
            zip.write(Nd4j.toNpyByteArray(Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}})));
            zip.putNextEntry(new ZipEntry("y.npy"));
            zip.write(Nd4j.toNpyByteArray(Nd4j.createFromArray(7, 8)));
        }
        // begin NpzOptions
        NpzOptions arrays = NpzOptions.standard().withArray("pixels"); // which is no usual name
        ReadOptions options = ReadOptions.forTraining().withNpz(arrays);
        Dataset training = Tables.readTraining(archive, options).trainingSet(); // of a file such as rows.npz
        // end
        assertEquals(List.of("7", "8"), training.classes().names());
        assertEquals(4, training.features().getDouble(1, 1));
    }

    @Test
    void idxOptions() throws IOException {
        Path images = folder.resolve("train-images-idx3-ubyte");
        Files.write(images, new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40});
        Files.write(folder.resolve("train-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 5, 6});
        // begin IdxOptions
        IdxOptions asTheyAre = IdxOptions.standard().withPixelScale(1); // 0 to 255 instead of 0 to 1
        ReadOptions options = ReadOptions.forTraining().withIdx(asTheyAre);
        Dataset training = Tables.readTraining(images, options).trainingSet(); // of train-images-idx3-ubyte
        // end
        assertEquals(40, training.features().getDouble(1, 1));
    }

    @Test
    void labelsBeside() {
        // begin LabelsBeside
        List<Path> candidates = LabelsBeside.of(Path.of("data", "x_train.npy"));
        Path labels = candidates.get(0); // data/y_train.npy
        // end
        assertEquals(Path.of("data", "y_train.npy"), labels);
    }

    @Test
    void format() throws IOException {
        Path data = written("insects.data", CSV);
        // begin Format
        ReadOptions options = ReadOptions.forTraining()
                .withFormat(Format.CSV) // the name of the file does not say so
                .withLabel("kind")
                .withTable(table -> table.withMissing(FeatureRecipe.Missing.DROP_ROW));
        Table table = Tables.readTraining(data, options);
        // end
        assertEquals(1, table.leftOut());
    }

    @Test
    void inputException() throws IOException {
        Path broken = written("broken.csv", "width,kind\n1,bee\n2,fly,red\n");
        // begin InputException
        String problem = "";
        try {
            Tables.readTraining(broken, ReadOptions.forTraining().withLabel("kind"));
        } catch (InputException e) {
            problem = e.getMessage(); // the file and the line, what was expected and what was found
        }
        // end
        assertTrue(problem.contains("broken.csv") && problem.contains("3"), problem);
    }

    @Test
    void predictionColumns() throws IOException {
        SoftmaxModel model = model();
        // begin PredictionColumns
        ReadOptions options = ReadOptions.forModel(model).withoutLabels().withTable(columns -> columns.withKeep("id"));
        Table rows = Tables.readTest(csv, options);
        PredictionColumns.of(model)
                .withKept(rows.kept())
                .withTop(2)
                .write(model.probabilities(rows.matrix()), file); // or to a name that ends with .parquet
        // end
        assertEquals(
                "id,prediction_1,probability_1,prediction_2,probability_2",
                Files.readAllLines(file).get(0));
    }

    @Test
    void predictionWriter() throws IOException {
        SoftmaxModel model = model();
        var out = new ByteArrayOutputStream();
        // begin PredictionWriter
        Table rows = Tables.readTest(csv, ReadOptions.forModel(model).withoutLabels());
        var writer = new PredictionWriter(PredictionColumns.of(model), PredictionWriter.Format.CSV);
        writer.write(model.probabilities(rows.matrix()), out); // such as System.out
        // end
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("prediction,probability\nbee,0."), out::toString);
    }
}
