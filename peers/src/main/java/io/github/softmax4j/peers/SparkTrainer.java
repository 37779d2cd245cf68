package io.github.softmax4j.peers;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Spark MLlib on all cores of this machine, rows cached, tolerance as it comes (1e-6). */
final class SparkTrainer implements Trainer {
    private final int iterations;

    /** Its own limit is 100. */
    SparkTrainer(int iterations) {
        this.iterations = iterations;
    }

    @Override
    public Fitting prepare(TrainingData data, double lambda) {
        SparkSession spark = SparkSession.builder() // ends with the process
                .master("local[*]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.maxResultSize", "0")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        Dataset<Row> rows = rows(spark, data).cache();
        rows.count();
        return watch -> {
            watch.start();
            LogisticRegressionModel model = new LogisticRegression()
                    .setFamily("multinomial")
                    .setRegParam(lambda)
                    .setStandardization(false)
                    .setMaxIter(iterations)
                    .fit(rows);
            return Trained.softmax(iterations, watch.stop(), matrix(data, model));
        };
    }

    private static double[][] matrix(TrainingData data, LogisticRegressionModel model) {
        var matrix = new double[data.columns() + 1][data.classes()];
        for (int k = 0; k < data.classes(); k++) {
            for (int j = 0; j < data.columns(); j++) {
                matrix[j][k] = model.coefficientMatrix().apply(k, j);
            }
            matrix[data.columns()][k] = model.interceptVector().apply(k);
        }
        return matrix;
    }

    private static Dataset<Row> rows(SparkSession spark, TrainingData data) {
        var list = new ArrayList<Row>();
        double[][] features = data.featuresInDouble();
        for (int i = 0; i < data.rows(); i++) {
            list.add(RowFactory.create(
                    (double) data.labels()[i], Vectors.dense(features[i]).compressed()));
        }
        var schema = DataTypes.createStructType(List.of(
                new StructField("label", DataTypes.DoubleType, false, org.apache.spark.sql.types.Metadata.empty()),
                new StructField(
                        "features", SQLDataTypes.VectorType(), false, org.apache.spark.sql.types.Metadata.empty())));
        return spark.createDataFrame(list, schema)
                .repartition(Runtime.getRuntime().availableProcessors());
    }
}
