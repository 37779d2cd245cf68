package io.github.softmax4j.training;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.BackendInfo;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.model.Version;
import io.github.softmax4j.optim.Minimum;
import io.github.softmax4j.optim.ProximalTerms;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.settings.RegressionSettings;
import java.time.Instant;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is told of a descent that has ended: the model in the user's units, and figures at that very point. */
record FitReport(RegressionSettings settings, Problem problem, JointPass pass) {
    /** Of a descent that was told the objective at the point where it ended. */
    Trained told(int member, Minimum minimum) {
        return trained(member, minimum, minimum.convergence());
    }

    /** Of a descent that is evaluated once more, because it saw estimates, or ended elsewhere. */
    Trained evaluated(int member, Minimum minimum) {
        INDArray point = minimum.point().castTo(DataType.DOUBLE);
        INDArray gradient = point.ulike();
        double smooth = pass.evaluate(List.of(member), List.of(point), List.of(gradient))[0];
        ProximalTerms terms = problem.proximalTerms(settings.penalty());
        return trained(
                member,
                minimum,
                minimum.convergence().at(smooth + terms.value(point), terms.optimalityNorm(point, gradient)));
    }

    private Trained trained(int member, Minimum minimum, Convergence convergence) {
        INDArray point = minimum.point().castTo(DataType.DOUBLE);
        double penalty = pass.penalty(member).value(point)
                + problem.proximalTerms(settings.penalty()).value(point);
        double logLoss = convergence.objective() - penalty;
        var model = new SoftmaxModel(
                matrix(problem, point),
                problem.type(),
                problem.dataset().classes(),
                problem.dataset().featureNames(),
                summary(settings, problem.dataset(), problem.dataset().rows(), convergence, logLoss));
        return new Trained(
                model.withRecipe(problem.dataset().recipe()),
                convergence,
                new Diagnosis(problem, minimum, logLoss).cause(),
                logLoss,
                minimum.history());
    }

    /**
     * The weights of a point. Shifting the intercept of all classes alike changes no probability: it is the one that
     * sums to 0.
     */
    static INDArray matrix(Problem problem, INDArray point) {
        INDArray matrix = problem.toModelMatrix(point);
        if (problem.settings().intercept()) {
            INDArray intercept = matrix.getRow(matrix.rows() - 1L);
            intercept.subi(intercept.meanNumber());
        }
        return matrix;
    }

    /**
     * How a model came to be.
     *
     * @param dataset the rows, or the last of them
     * @param rows how many there were
     */
    static TrainingSummary summary(
            RegressionSettings settings, Dataset dataset, long rows, Convergence convergence, double logLoss) {
        BackendInfo backend = Backend.start();
        return new TrainingSummary(
                settings.solver().name(),
                settings.toString(),
                convergence,
                logLoss,
                rows,
                dataset.fingerprint(),
                dataset.labelColumn().orElse(""),
                Version.current(),
                backend.name() + ", " + backend.build(),
                Instant.now(),
                dataset.reading());
    }
}
