package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** From a table to predictions, as a user of the library goes: the model knows how to read what comes later. */
class TableToPredictionsTest {
    private static final String TRAINING = """
            id,width,town,kind
            a,1,Ulm,bee
            b,"2,5",Bonn,fly
            c,,Ulm,bee
            d,3,Bonn,fly
            e,1,Bonn,bee
            f,"2,5",Ulm,fly
            """;

    @TempDir
    private Path directory;

    private Path trainingFile;
    private SoftmaxModel model;

    @BeforeEach
    void trainAndKeep() throws IOException {
        trainingFile = written("train.csv", TRAINING);
        Table table = Tables.readTraining(
                trainingFile,
                ReadOptions.forTraining()
                        .withLabel("kind")
                        .withType(DataType.DOUBLE)
                        .withTable(columns ->
                                columns.withDrop("id").withDecimal(',').withMissing(Missing.MEAN)));
        Path file = directory.resolve("m.s4j");
        ModelFile.write(
                SoftmaxRegression.withDefaults()
                        .withLambda(1e-3)
                        .fit(table.trainingSet())
                        .model(),
                file);
        model = ModelFile.read(file);
    }

    private Path written(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    @Test
    void theModelKnowsItsColumnsItsLabelAndHowNumbersAreWritten() throws IOException {
        assertEquals("kind", model.training().labelColumn());
        assertEquals(",", model.training().reading().settings().get("decimal"));
        assertEquals(
                List.of("width", "town=Bonn", "town=Ulm"),
                model.recipe().orElseThrow().featureNames());
    }

    /** No option is told again, not even which column has the labels. */
    @Test
    void testRowsAreReadAsTheTrainingRowsWere() throws IOException {
        Path shuffled = written("test.csv", "kind,width,id,town\nfly,\"2,75\",x,Ulm\nbee,1,y,Bonn\n");
        Table test = Tables.readTest(shuffled, ReadOptions.forModel(model));
        assertEquals(Optional.of("kind"), test.labelColumn());
        assertEquals(2.75, test.features().getDouble(0, 0));
        assertEquals(DataType.DOUBLE, test.features().dataType());
        assertEquals(1, model.evaluate(test.dataset(model.classes())).accuracy());
    }

    @Test
    void rowsWithoutLabelsBecomePredictions() throws IOException {
        Path rows = written("new.csv", "id,width,town\nx,3,Ulm\ny,1,Bonn\n");
        ReadOptions options = ReadOptions.forModel(model);
        String message = assertThrows(InputException.class, () -> Tables.readTest(rows, options))
                .getMessage();
        assertTrue(message.contains("there is no label column 'kind'"), message);
        Table table = Tables.readTest(rows, options.withoutLabels().withTable(columns -> columns.withKeep("id")));
        assertEquals(List.of("fly", "bee"), model.predict(table.features()));
        PredictionColumns columns = PredictionColumns.of(model).withKept(table.kept());
        for (String name : List.of("p.csv", "p.parquet")) {
            Path file = directory.resolve(name);
            columns.write(model.probabilities(table.matrix()), file);
            Table read = Tables.readTraining(
                    file,
                    ReadOptions.forTraining()
                            .withLabel("prediction")
                            .withTable(told -> told.withFeatures("probability").withKeep("id")));
            assertEquals(Optional.of(List.of("fly", "bee")), read.labels());
            assertEquals(List.of("x", "y"), read.kept().get("id"));
            assertEquals(
                    model.probabilities(table.matrix()).getDouble(0, 1),
                    read.features().getDouble(0, 0),
                    1e-6);
        }
    }

    /** A path is a file, whatever its name would mean as that of a source. */
    @Test
    void pathsAreFiles() throws IOException {
        Path odd = Files.move(trainingFile, directory.resolve("[ab].csv"));
        ReadOptions options =
                ReadOptions.forTraining().withLabel("kind").withTable(columns -> columns.withFeatures("town"));
        assertEquals(6, Tables.readTraining(odd, options).matrix().rows());
        Path minus = Path.of("-");
        assertThrows(InputException.class, () -> Tables.readTraining(minus, options));
    }
}
