package io.github.softmax4j;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.BackendInfo;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.optim.L1BoxTerms;
import io.github.softmax4j.optim.Minimum;
import java.time.Instant;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is told of a descent that has ended: the model in the user's units, and numbers at that very point. */
record FitReport(SoftmaxRegression settings, Problem problem, JointPass pass) {
    /** A fit whose descent was told the objective at the point where it ended. */
    Fit told(int member, Minimum minimum) {
        return fit(member, minimum, minimum.objective(), minimum.gradientNorm());
    }

    /** A fit that is evaluated once more, because its descent saw estimates, or ended elsewhere. */
    Fit evaluated(int member, Minimum minimum) {
        INDArray point = minimum.point().castTo(DataType.DOUBLE);
        INDArray gradient = point.ulike();
        double smooth = pass.evaluate(List.of(member), List.of(point), List.of(gradient))[0];
        L1BoxTerms terms = problem.l1BoxTerms(settings.penalty());
        return fit(member, minimum, smooth + terms.value(point), terms.optimalityNorm(point, gradient));
    }

    private Fit fit(int member, Minimum minimum, double objective, double gradientNorm) {
        INDArray point = minimum.point().castTo(DataType.DOUBLE);
        double penalty = pass.penalty(member).value(point)
                + problem.l1BoxTerms(settings.penalty()).value(point);
        double logLoss = objective - penalty;
        var model = new SoftmaxModel(
                centred(problem.toModelMatrix(point)),
                problem.type(),
                problem.dataset().classes(),
                problem.dataset().featureNames(),
                summary(minimum, objective, logLoss, gradientNorm));
        return new Fit(
                settings,
                model.withRecipe(problem.dataset().recipe()),
                minimum.stopReason(),
                new Diagnosis(problem, minimum, logLoss).cause(),
                objective,
                logLoss,
                gradientNorm,
                minimum.iterations(),
                minimum.evaluations(),
                minimum.seconds(),
                minimum.history());
    }

    /** Shifting the intercept of all classes alike changes no probability: it is the one that sums to 0. */
    private INDArray centred(INDArray matrix) {
        if (settings.intercept()) {
            INDArray intercept = matrix.getRow(matrix.rows() - 1L);
            intercept.subi(intercept.meanNumber());
        }
        return matrix;
    }

    private TrainingSummary summary(Minimum minimum, double objective, double logLoss, double gradientNorm) {
        BackendInfo backend = Backend.start();
        Dataset dataset = problem.dataset();
        return new TrainingSummary(
                settings.solver().name(),
                settings.toString(),
                minimum.stopReason(),
                objective,
                logLoss,
                gradientNorm,
                minimum.iterations(),
                minimum.evaluations(),
                dataset.rows(),
                dataset.fingerprint(),
                "",
                Version.current(),
                backend.name() + ", " + backend.build(),
                Instant.now(),
                minimum.seconds());
    }
}
