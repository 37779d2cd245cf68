package io.github.softmax4j.export;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.export.form.CheckRows;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Table;
import io.github.softmax4j.formats.TableOptions;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.nd4j.linalg.api.buffer.DataType;

/** Ten models that show what models are like, each with rows: eight of published data, and two that were made. */
public final class ExportedModels {
    /** Beside the project, or nowhere. */
    private static final Path DATA = Path.of(System.getProperty("softmax4j.shared", "shared"), "data");

    /** So many rows tell what there is to tell; of a model with many weights fewer, which take as long. */
    private static final int MOST_ROWS = 300;

    private static final int MOST_PRODUCTS = 1_000_000;

    /** Ten times the intercept of the model that was made. */
    private static final double USUAL = 1e4;

    private static final Map<String, ExportedModel> MADE = new ConcurrentHashMap<>();

    private ExportedModels() {}

    /**
     * A model and rows that it takes.
     *
     * @param model the model
     * @param rows rows x features, as a reader made them
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, not compared
    public record ExportedModel(SoftmaxModel model, double[][] rows) {}

    /**
     * The names of all.
     *
     * @return for {@link #named}
     */
    public static List<String> names() {
        return List.of(
                "optdigits",
                "titanic",
                "adult",
                "breast-cancer",
                "leaves99",
                "penguins-indicator",
                "penguins-mean",
                "penguins-zero",
                "mixed-float",
                "mixed-double");
    }

    /**
     * A model, trained when it is first asked for; the test is skipped where its data are not there.
     *
     * @param name one of {@link #names}
     * @return the model and rows
     */
    public static ExportedModel named(String name) {
        if (!name.startsWith("mixed")) {
            Assumptions.assumeTrue(Files.isDirectory(DATA), "the published data sets are not in " + DATA);
        }
        return MADE.computeIfAbsent(name, ExportedModels::make);
    }

    private static ExportedModel make(String name) {
        try {
            return switch (name) {
                case "optdigits" ->
                    trained("optdigits/optdigits.tra", "optdigits/optdigits.tes", "-1", options -> options);
                case "titanic" ->
                    trained(
                            "small/titanic.csv",
                            "survived",
                            table -> table.withMissing(Missing.MEAN)
                                    .withDrop("name", "ticket", "cabin")
                                    .withCategories("pclass"));
                case "adult" -> adult();
                case "breast-cancer" -> trained("sklearn/breast_cancer.csv", "-1", UnaryOperator.identity());
                case "leaves99" -> trained("leaves99/leaves99.csv.gz", "species", UnaryOperator.identity());
                case "penguins-indicator" ->
                    trained(
                            "small/penguins.csv",
                            "species",
                            table -> table.withMissing(Missing.INDICATOR).withUnseen(Unseen.ZERO));
                case "penguins-mean" ->
                    trained(
                            "small/penguins.csv",
                            "species",
                            table -> table.withMissing(Missing.MEAN).withUnseen(Unseen.ERROR));
                case "penguins-zero" ->
                    trained(
                            "small/penguins.csv",
                            "small/penguins.csv",
                            "species",
                            options -> options.withTable(table ->
                                            table.withMissing(Missing.ZERO).withUnseen(Unseen.ZERO))
                                    .withType(DataType.DOUBLE));
                case "mixed-float" -> made(DataType.FLOAT, Unseen.ZERO);
                case "mixed-double" -> made(DataType.DOUBLE, Unseen.ERROR);
                default -> throw new IllegalArgumentException(name);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its test rows have a line in front, labels with a full stop, and blanks before what is missing. */
    private static ExportedModel adult() throws IOException {
        ReadOptions options = ReadOptions.forTraining()
                .withLabel("-1")
                .withTable(table -> table.withMissing(Missing.INDICATOR).withUnseen(Unseen.ZERO));
        SoftmaxModel model =
                fitted(Tables.readTraining(DATA.resolve("small/adult.data").toString(), options));
        String rows = "sql:SELECT * REPLACE (rtrim(column14, '.') AS column14) FROM read_csv('"
                + DATA.resolve("small/adult.test") + "', header = false, skip = 1, nullstr = ' ?')";
        Table test = Tables.readTest(rows, options.matching(model).withLabel("column14"));
        return some(model, test.features().toDoubleMatrix());
    }

    private static SoftmaxModel fitted(Table table) throws IOException {
        return SoftmaxRegression.withDefaults().fit(table.trainingSet()).model();
    }

    private static ExportedModel trained(String file, String label, UnaryOperator<TableOptions> table)
            throws IOException {
        return trained(file, file, label, options -> options.withTable(table));
    }

    private static ExportedModel trained(String training, String test, String label, UnaryOperator<ReadOptions> options)
            throws IOException {
        return trained(
                DATA.resolve(training).toString(),
                DATA.resolve(test).toString(),
                options.apply(ReadOptions.forTraining().withLabel(label)));
    }

    private static ExportedModel trained(String training, String test, ReadOptions options) throws IOException {
        Table table = Tables.readTraining(training, options);
        SoftmaxModel model = fitted(table);
        Table rows = test.equals(training)
                ? table
                : Tables.readTest(test, options.matching(model).withoutLabels());
        return some(model, rows.features().toDoubleMatrix());
    }

    /** Of rows made to cover the model, others than those of the export itself, those of usual size that it takes. */
    private static ExportedModel made(DataType type, Unseen unseen) {
        SoftmaxModel model = MadeModels.mixed(type, unseen);
        ScoringForm form = ScoringForm.ofColumns(model, unseen);
        CheckRows rows = CheckRows.covering(form, 5);
        return some(
                model,
                IntStream.range(0, rows.rows())
                        .filter(i -> ScoringForm.winner(form.probabilities(rows.row(i))) >= 0
                                && form.magnitude(rows.row(i)) < USUAL)
                        .mapToObj(i -> model.featuresInDouble(rows.record(i)))
                        .toArray(double[][]::new));
    }

    /** As many as there is time for, from all parts. */
    private static ExportedModel some(SoftmaxModel model, double[][] rows) {
        int most = Math.max(
                20, Math.min(MOST_ROWS, MOST_PRODUCTS / (int) model.matrix().length()));
        int step = Math.max(1, rows.length / most);
        return new ExportedModel(
                model,
                IntStream.range(0, Math.min(most, rows.length))
                        .mapToObj(i -> Arrays.copyOf(rows[i * step], rows[i * step].length))
                        .toArray(double[][]::new));
    }
}
