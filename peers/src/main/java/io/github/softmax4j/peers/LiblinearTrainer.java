package io.github.softmax4j.peers;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * LIBLINEAR's L2-regularised logistic regression, primal, with its own tolerance of 0.01: one class against the rest.
 */
final class LiblinearTrainer implements Trainer {
    private static final double TOLERANCE = 0.01;

    @Override
    public Fitting prepare(TrainingData data, double lambda) {
        var problem = new Problem();
        problem.l = data.rows();
        problem.n = data.columns() + 1;
        problem.bias = 1;
        problem.y = Arrays.stream(data.labels()).asDoubleStream().toArray();
        problem.x = Arrays.stream(data.features())
                .map(row -> {
                    var nodes = new ArrayList<Feature>();
                    for (int j = 0; j < row.length; j++) {
                        if (row[j] != 0) {
                            nodes.add(new FeatureNode(j + 1, row[j]));
                        }
                    }
                    nodes.add(new FeatureNode(row.length + 1, 1));
                    return nodes.toArray(Feature[]::new);
                })
                .toArray(Feature[][]::new);
        Linear.disableDebugOutput();
        var parameter = new Parameter(SolverType.L2R_LR, 1 / (lambda * data.rows()), TOLERANCE);
        return watch -> {
            watch.start();
            Model model = Linear.train(problem, parameter);
            return Trained.oneVsRest(watch.stop(), matrix(data, model));
        };
    }

    private static double[][] matrix(TrainingData data, Model model) {
        var matrix = new double[data.columns() + 1][data.classes()];
        int[] labels = model.getLabels();
        for (int c = 0; c < labels.length; c++) {
            for (int j = 0; j <= data.columns(); j++) {
                matrix[j][labels[c]] = model.getFeatureWeights()[j * labels.length + c];
            }
        }
        return matrix;
    }
}
