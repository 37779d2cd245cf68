package io.github.softmax4j.peers;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/**
 * Saves small models of Spark and LIBLINEAR, each with what its library says of some rows: the tests of the module
 * export import them. Usage: {@code SavedModels FOLDER}.
 *
 * <p>Beside a model NAME there is NAME.csv: one row of features and then the probabilities of its classes.
 */
public final class SavedModels {
    private static final int ROWS = 60;
    private static final int TOLD_ROWS = 5;

    private final Path folder;

    private SavedModels(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes all of them.
     *
     * @param arguments the folder, which is made
     * @throws IOException if that fails
     */
    public static void main(String[] arguments) throws IOException {
        var models = new SavedModels(Files.createDirectories(Path.of(arguments[0])));
        models.liblinear("liblinear-l2", SolverType.L2R_LR, 1, 7, -3);
        models.liblinear("liblinear-dual", SolverType.L2R_LR_DUAL, -1, 0, 1);
        models.liblinear("liblinear-l1", SolverType.L1R_LR, 2, -1, 1);
        models.liblinear("liblinear-rest", SolverType.L2R_LR, 1, 0, 1, 2);
        models.spark();
    }

    /** Rows whose label depends on the first features. */
    private static double[][] features(int columns) {
        var random = new Random(columns);
        return Stream.generate(() -> random.doubles(columns, -2, 2).toArray())
                .limit(ROWS)
                .toArray(double[][]::new);
    }

    private static int label(double[] row, int classes) {
        return row[0] + row[1] > 0.5 ? 0 : row[2] > 0 ? 1 : classes - 1;
    }

    private void liblinear(String name, SolverType solver, double bias, int... labels) throws IOException {
        double[][] rows = features(4);
        var problem = new Problem();
        problem.l = rows.length;
        problem.n = bias < 0 ? 4 : 5;
        problem.bias = bias;
        problem.x = Arrays.stream(rows).map(row -> nodes(row, bias)).toArray(Feature[][]::new);
        problem.y = Arrays.stream(rows)
                .mapToDouble(row -> labels[label(row, labels.length)])
                .toArray();
        Linear.disableDebugOutput();
        Model model = Linear.train(problem, new Parameter(solver, 1, 1e-6));
        model.save(folder.resolve(name));
        tell(name, rows, row -> probabilities(model, nodes(row, bias)));
    }

    private static Feature[] nodes(double[] row, double bias) {
        var nodes = new ArrayList<Feature>();
        for (int j = 0; j < row.length; j++) {
            nodes.add(new FeatureNode(j + 1, row[j]));
        }
        if (bias >= 0) {
            nodes.add(new FeatureNode(row.length + 1, bias));
        }
        return nodes.toArray(Feature[]::new);
    }

    /** In the order of the labels in the file. */
    private static double[] probabilities(Model model, Feature... row) {
        var probabilities = new double[model.getNrClass()];
        Linear.predictProbability(model, row, probabilities);
        return probabilities;
    }

    private void spark() throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate()) {
            spark.sparkContext().setLogLevel("ERROR");
            var plain = new LogisticRegression().setRegParam(0.01);
            save("spark-multinomial", plain.copy(plain.extractParamMap()).setFamily("multinomial"), spark, 4, 3);
            save("spark-two", plain.copy(plain.extractParamMap()).setFamily("multinomial"), spark, 4, 2);
            save("spark-binomial", plain.copy(plain.extractParamMap()).setFamily("binomial"), spark, 4, 2);
            var lasso = new LogisticRegression().setRegParam(0.05).setElasticNetParam(1);
            save("spark-sparse", lasso.copy(lasso.extractParamMap()).setFamily("multinomial"), spark, 40, 3);
            save("spark-sparse-binomial", lasso.copy(lasso.extractParamMap()), spark, 40, 2);
        }
    }

    private void save(String name, LogisticRegression regression, SparkSession spark, int columns, int classes)
            throws IOException {
        double[][] rows = features(columns);
        LogisticRegressionModel model = regression.fit(dataset(spark, rows, classes));
        model.write().overwrite().save(folder.resolve(name).toUri().toString());
        tell(name, rows, row -> model.predictProbability(Vectors.dense(row)).toArray());
        withoutChecksums(folder.resolve(name));
    }

    private static Dataset<Row> dataset(SparkSession spark, double[][] rows, int classes) {
        List<Row> list = Arrays.stream(rows)
                .map(row -> RowFactory.create((double) label(row, classes), Vectors.dense(row)))
                .toList();
        return spark.createDataFrame(
                list,
                DataTypes.createStructType(List.of(
                        new StructField("label", DataTypes.DoubleType, false, Metadata.empty()),
                        new StructField("features", SQLDataTypes.VectorType(), false, Metadata.empty()))));
    }

    /** Spark does not need them to read, and hides them. */
    private static void withoutChecksums(Path model) throws IOException {
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".crc")).toList()) {
                Files.delete(file);
            }
        }
    }

    private void tell(String name, double[][] rows, Said said) throws IOException {
        List<String> lines = Arrays.stream(rows)
                .limit(TOLD_ROWS)
                .map(row -> line(row) + "," + line(said.of(row)))
                .toList();
        Files.write(folder.resolve(name + ".csv"), lines);
    }

    private static String line(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(","));
    }

    /** What a model says of a row. */
    private interface Said {
        double[] of(double[] row);
    }
}
