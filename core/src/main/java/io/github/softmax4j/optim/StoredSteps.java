package io.github.softmax4j.optim;

import io.github.softmax4j.progress.Step;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/** Steps in bytes. */
final class StoredSteps {
    private StoredSteps() {}

    static void write(DataOutput out, Step step) throws IOException {
        out.writeInt(step.iteration());
        out.writeLong(step.evaluations());
        out.writeDouble(step.seconds());
        out.writeDouble(step.objective());
        out.writeDouble(step.gradientNorm());
        out.writeDouble(step.stepLength());
        out.writeDouble(step.passes());
        out.writeDouble(step.predictedDecrease());
        out.writeBoolean(step.validation().isPresent());
        out.writeDouble(step.validation().orElse(0));
    }

    static Step read(DataInput in) throws IOException {
        return new Step(
                in.readInt(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                optional(in.readBoolean(), in.readDouble()));
    }

    private static OptionalDouble optional(boolean isPresent, double value) {
        return isPresent ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
