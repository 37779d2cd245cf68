package io.github.softmax4j.cli;

import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The updaters of ND4J that the command line offers, each with ND4J's own default learning rate. */
enum UpdaterName {
    /** Kingma and Ba (2015). */
    ADAM(Adam.DEFAULT_ADAM_LEARNING_RATE),
    /** Gradient descent with Nesterov's momentum 0.9. */
    NESTEROVS(Nesterovs.DEFAULT_NESTEROV_LEARNING_RATE),
    /** Plain gradient descent. */
    SGD(Sgd.DEFAULT_SGD_LR),
    /** Duchi, Hazan and Singer (2011). */
    ADAGRAD(AdaGrad.DEFAULT_ADAGRAD_LEARNING_RATE),
    /** Tieleman and Hinton (2012). */
    RMSPROP(RmsProp.DEFAULT_RMSPROP_LEARNING_RATE),
    /** Adam with the maximum norm; the same paper. */
    ADAMAX(AdaMax.DEFAULT_ADAMAX_LEARNING_RATE),
    /** Adam with Nesterov's momentum; Dozat (2016). */
    NADAM(Nadam.DEFAULT_NADAM_LEARNING_RATE),
    /** Reddi, Kale and Kumar (2018). */
    AMSGRAD(AMSGrad.DEFAULT_AMSGRAD_LEARNING_RATE);

    private final double defaultLearningRate;

    UpdaterName(double defaultLearningRate) {
        this.defaultLearningRate = defaultLearningRate;
    }

    double defaultLearningRate() {
        return defaultLearningRate;
    }

    /**
     * Makes the updater.
     *
     * @param learningRate null for the default
     * @param decay what the rate is multiplied with after every epoch; 1 leaves it as it is
     */
    IUpdater create(Double learningRate, double decay) {
        double rate = learningRate == null ? defaultLearningRate : learningRate;
        ISchedule schedule =
                decay == 1 ? new FixedSchedule(rate) : new ExponentialSchedule(ScheduleType.EPOCH, rate, decay);
        return switch (this) {
            case ADAM -> new Adam(schedule);
            case NESTEROVS -> new Nesterovs(schedule);
            case SGD -> new Sgd(schedule);
            case ADAGRAD -> new AdaGrad(schedule, AdaGrad.DEFAULT_ADAGRAD_EPSILON);
            case RMSPROP -> new RmsProp(schedule);
            case ADAMAX -> new AdaMax(schedule);
            case NADAM -> new Nadam(schedule);
            case AMSGRAD -> new AMSGrad(schedule);
        };
    }
}
