package io.github.softmax4j.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Tribuo's LogisticRegressionTrainer: AdaGrad(1.0, 0.1), single rows, no penalty; it comes with five epochs. */
final class TribuoTrainer implements Trainer {
    private final int epochs;

    TribuoTrainer(int epochs) {
        this.epochs = epochs;
    }

    @Override
    public Fitting prepare(TrainingData data, double lambda) {
        var names = new ArrayList<String>();
        for (int j = 0; j < data.columns(); j++) {
            names.add(name(j));
        }
        var factory = new LabelFactory();
        var dataset = new MutableDataset<>(new SimpleDataSourceProvenance("peers", factory), factory);
        for (int i = 0; i < data.rows(); i++) {
            Example<Label> example = new ArrayExample<>(new Label(String.valueOf(data.labels()[i])));
            for (int j = 0; j < data.columns(); j++) {
                if (data.features()[i][j] != 0) {
                    example.add(new Feature(names.get(j), data.features()[i][j]));
                }
            }
            dataset.add(example);
        }
        return watch -> {
            LinearSGDTrainer trainer = trainer(); // a new one, as each fit moves its seed
            watch.start();
            LinearSGDModel model = trainer.train(dataset);
            return Trained.softmax(epochs, watch.stop(), matrix(data, names, model));
        };
    }

    private static double[][] matrix(TrainingData data, List<String> names, LinearSGDModel model) {
        DenseMatrix weights = model.getWeightsCopy();
        var matrix = new double[data.columns() + 1][data.classes()];
        int known = model.getFeatureIDMap().size(); // columns that are 0 everywhere are not known
        for (int k = 0; k < data.classes(); k++) {
            int row = model.getOutputIDInfo().getID(new Label(String.valueOf(k)));
            for (int j = 0; j < data.columns(); j++) {
                int id = model.getFeatureIDMap().getID(names.get(j));
                matrix[j][k] = id < 0 ? 0 : weights.get(row, id);
            }
            matrix[data.columns()][k] = weights.get(row, known);
        }
        return matrix;
    }

    /** A model of about no training, whose calls take as long as those of any other. */
    static LinearSGDModel untrained(int features, int classes) {
        var factory = new LabelFactory();
        var dataset = new MutableDataset<>(new SimpleDataSourceProvenance("peers", factory), factory);
        var row = new float[features];
        for (int k = 0; k < classes; k++) {
            Arrays.fill(row, (k + 1f) / classes);
            dataset.add(example(new Label(String.valueOf(k)), row));
        }
        return new TribuoTrainer(1).trainer().train(dataset);
    }

    /** One row, all of whose features are there. */
    static Example<Label> example(Label label, float... row) {
        Example<Label> example = new ArrayExample<>(label);
        for (int j = 0; j < row.length; j++) {
            example.add(new Feature(name(j), row[j]));
        }
        return example;
    }

    /** Ids follow the order of the names. */
    private static String name(int feature) {
        return String.format(Locale.ROOT, "f%05d", feature);
    }

    /** What LogisticRegressionTrainer is made of. */
    private LinearSGDTrainer trainer() {
        return new LinearSGDTrainer(
                new LogMulticlass(), new AdaGrad(1.0, 0.1), epochs, org.tribuo.Trainer.DEFAULT_SEED);
    }
}
