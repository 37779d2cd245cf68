package io.github.softmax4j.examples;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.formats.PredictionColumns;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Table;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.Prediction;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A table of numbers, words and dates with gaps: from CSV to CSV, and the model keeps how columns became features. */
public final class TableExample {
    private TableExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException if the files cannot be written or read
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("tables");
        folder.toFile().deleteOnExit();
        var random = new Random(1);
        Path train = write(folder.resolve("train.csv"), 1500, random);
        Path test = write(folder.resolve("test.csv"), 500, random);
        Path predictions = folder.resolve("predictions.csv");
        predictions.toFile().deleteOnExit();

        // begin
        Table customers = Tables.readTraining(
                train,
                ReadOptions.forTraining()
                        .withLabel("plan")
                        .withTable(columns -> columns.withDrop("id")
                                .withCategories("region") // 1, 2, 3 are names here
                                .withMissing(Missing.INDICATOR)));
        SoftmaxModel model =
                SoftmaxRegression.withDefaults().fit(customers.trainingSet()).model();
        model.featureNames().forEach(name -> System.out.println(name + " " + model.coefficient(name, "yearly")));

        ReadOptions asTrained = ReadOptions.forModel(model);
        Evaluation evaluation = model.evaluate(Tables.readTest(test, asTrained).dataset(model.classes()));
        System.out.println(evaluation.report());

        Table rows = Tables.readTest(test, asTrained.withoutLabels().withTable(columns -> columns.withKeep("id")));
        PredictionColumns.of(model).withKept(rows.kept()).write(model.probabilities(rows.matrix()), predictions);

        Prediction one = model.predict(Map.of("age", 71, "region", "3", "device", "phone", "since", "2020-02-01"));
        System.out.println(one);
        // end

        List<String> lines = Files.readAllLines(predictions);
        if (evaluation.accuracy() < 0.8
                || !one.label().equals("yearly")
                || lines.size() != 501
                || !lines.get(0).equals("id,prediction,probability")) {
            throw new IllegalStateException("500 predictions of at least 80 % were expected, but there are "
                    + lines.size() + " lines that begin " + lines.get(0) + ", the accuracy is " + evaluation.accuracy()
                    + ", and of one row " + one);
        }
    }

    /** Who pays by the year: older ones, of region 3, and long customers; every tenth age is missing. */
    private static Path write(Path file, int rows, Random random) throws IOException {
        var lines = new ArrayList<>(List.of("id,age,region,device,since,plan"));
        for (int i = 0; i < rows; i++) {
            int age = 18 + random.nextInt(60);
            int region = 1 + random.nextInt(3);
            String device = List.of("phone", "tablet", "laptop").get(random.nextInt(3));
            LocalDate since = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000));
            double score = (age - 48) / 10.0 + 2 * (region - 2) + (2022 - since.getYear()) + random.nextGaussian();
            String shownAge = random.nextInt(10) == 0 ? "" : String.valueOf(age);
            lines.add("c" + i + "," + shownAge + "," + region + "," + device + "," + since + ","
                    + (score > 0 ? "yearly" : "monthly"));
        }
        Path written = Files.write(file, lines);
        written.toFile().deleteOnExit();
        return written;
    }
}
