package io.github.softmax4j.benchmarks;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.Parameters;
import java.util.Locale;
import java.util.OptionalLong;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The pass against what it is made of: the bare products, and the memory of the device. gpu_check.py reads its rows.
 */
final class PassCheck {
    private static final int PASSES = 50;
    private static final int PRODUCTS = 10;

    /** The share of the rate of the bare products that the pass shall reach. */
    private static final double RATE_GOAL = 0.8;

    /**
     * The CUDA driver hands out memory in pieces of 2 MiB; a buffer lost in each of fifty passes is more than a few of
     * them.
     */
    private static final long LOST_BYTES_ALLOWED = 8 << 20;

    private final CheckReport report;
    private final MadeProblem problem;
    private double passSeconds;
    private double productSeconds;

    PassCheck(CheckReport report, MadeProblem problem) {
        this.report = report;
        this.problem = problem;
    }

    void run(Dataset dataset) {
        try (INDArray point = problem.point();
                var pass = new MeasuredPass(dataset, point, 0);
                INDArray zeros = Parameters.zeroMatrix(problem.features(), problem.classes(), DataType.DOUBLE)) {
            report.checkEqual(
                    problem.name() + " loss at zero weights against log(classes)",
                    Math.log(problem.classes()),
                    pass.evaluate(zeros),
                    1e-6);
            report.row(problem, "loss at the fixed weights", pass.evaluate(point), "");
            report.row(problem, "length of its gradient", pass.gradientLength(), "");
            measurePasses(pass, point);
            measureProducts(pass);
        }
        measureCopies(dataset.featureMatrix().values());
    }

    private void measurePasses(MeasuredPass pass, INDArray point) {
        DeviceClock.medianSeconds(1, () -> pass.evaluate(point));
        OptionalLong before = DeviceClock.freeBytes();
        passSeconds = DeviceClock.medianSeconds(PASSES, () -> pass.evaluate(point));
        OptionalLong after = DeviceClock.freeBytes();
        report.row(problem, "pass", passSeconds * 1e3, "ms, " + pass.blockCount() + " blocks");
        if (before.isEmpty()) {
            report.note("%s: this backend has no device memory to watch", problem.name());
            return;
        }
        long lost = before.getAsLong() - after.getAsLong();
        report.check(
                lost <= LOST_BYTES_ALLOWED,
                "%s device memory is flat over %d passes: %.1f MiB less free",
                problem.name(),
                PASSES,
                lost / 1024.0 / 1024.0);
    }

    private void measureProducts(MeasuredPass pass) {
        double whole = DeviceClock.medianSeconds(PRODUCTS, pass::wholeProducts);
        double blocks = DeviceClock.medianSeconds(PRODUCTS, pass::blockProducts);
        productSeconds = Math.min(whole, blocks);
        double operations = 4.0 * problem.rows() * problem.features() * problem.classes();
        report.row(problem, "bare products, all rows at once", whole * 1e3, rate(operations, whole));
        report.row(problem, "bare products, in the blocks of the pass", blocks * 1e3, rate(operations, blocks));
        report.row(problem, "rate of the pass / rate of the products", productSeconds / passSeconds, "");
    }

    private static String rate(double operations, double seconds) {
        return String.format(Locale.ROOT, "ms, %.3g TFLOP/s", operations / seconds / 1e12);
    }

    /** X is read and written once each. */
    private void measureCopies(INDArray values) {
        try (INDArray copy = Nd4j.create(DataType.FLOAT, values.shape(), 'c')) {
            double seconds = DeviceClock.medianSeconds(PRODUCTS, () -> copy.assign(values));
            double bytes = 2.0 * values.length() * Float.BYTES;
            report.row(problem, "bandwidth of a copy of X", bytes / seconds / 1e9, "GB/s read and written");
        }
    }

    /** Says whether the pass is near what the products allow. */
    void judgeRate() {
        report.goal(
                productSeconds / passSeconds >= RATE_GOAL,
                "%s: the pass has %.0f %% of the rate of the bare products, wanted are %.0f %%",
                problem.name(),
                100 * productSeconds / passSeconds,
                100 * RATE_GOAL);
    }
}
