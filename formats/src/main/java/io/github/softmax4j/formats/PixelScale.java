package io.github.softmax4j.formats;

import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.FeatureBlock;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.data.Reading;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What the bytes of images are divided by: a model that was trained on 0 to 1 gets 0 to 1, in whatever format rows come
 * later.
 *
 * @param kept by the model; empty where it does not say, or in training
 * @param told by the user
 * @param isTraining whether there is no model yet
 */
record PixelScale(OptionalDouble kept, OptionalDouble told, boolean isTraining) {
    static final String SETTING = "pixel-scale";
    private static final double WHITE = 255;

    /** Values that are larger than the whitest pixel by more are surely of another scale. */
    private static final double FAR = 2;

    private static final double SLACK = 1e-3;
    private static final MathContext DIGITS = new MathContext(6);
    private static final int VALUES_AT_A_TIME = 1 << 20;

    static PixelScale of(ReadOptions options) throws InputException {
        OptionalDouble kept = OptionalDouble.empty();
        if (options.expected().isPresent()) {
            String setting = options.expected().get().settings().get(SETTING);
            kept = setting == null ? kept : OptionalDouble.of(parsed(setting));
        }
        return new PixelScale(
                kept, options.idx().pixelScale(), options.expected().isEmpty());
    }

    private static double parsed(String setting) throws InputException {
        double scale = new NumberField(DataType.DOUBLE).parse(setting);
        if (!IdxOptions.isScale(scale)) {
            throw new InputException("the model", "its " + SETTING + " must be a positive number, but is " + setting);
        }
        return scale;
    }

    /** What the bytes of IDX are divided by. */
    double ofImages(String source) throws InputException {
        if (kept.isPresent() && told.isPresent() && kept.getAsDouble() != told.getAsDouble()) {
            throw new InputException(
                    source,
                    "bytes were divided by " + text(kept.getAsDouble()) + " for the model, so that "
                            + ReadOption.PIXEL_SCALE + " cannot be " + text(told.getAsDouble()));
        }
        if (kept.isEmpty() && told.isEmpty() && !isTraining) {
            throw new InputException(
                    source,
                    "the model does not say what bytes of images were divided by; " + ReadOption.PIXEL_SCALE
                            + " does: 255 if they"
                            + " were from 0 to 1, 1 if they were left as they are");
        }
        return kept.orElse(told.orElse(WHITE));
    }

    /** What the bytes of another format are divided by: nothing, unless the model was trained on bytes of images. */
    double ofOtherBytes() {
        return kept.orElse(1);
    }

    static Map<String, String> setting(double scale) {
        return Map.of(SETTING, text(scale));
    }

    static String text(double scale) {
        return new BigDecimal(Double.toString(scale)).stripTrailingZeros().toPlainString();
    }

    private static String brief(double value) {
        return Double.isFinite(value) && value != 0
                ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
                : "0";
    }

    /** Rows of any format, for a model of images: refused where their values are of another scale. */
    Table checked(Table table) throws IOException {
        if (kept.isEmpty()) {
            return table;
        }
        double white = WHITE / kept.getAsDouble();
        double[] range = range(table.matrix());
        String found = "values are from " + brief(range[0]) + " to " + brief(range[1])
                + ", but the model was trained on bytes divided by " + text(kept.getAsDouble())
                + ", which are from 0 to " + brief(white);
        if (range[1] > FAR * white || range[0] < -FAR * white) {
            throw new InputException(table.source(), found + "; divide them");
        }
        boolean isWithin = range[0] >= -SLACK * white && range[1] <= (1 + SLACK) * white;
        return isWithin ? table : table.withReading(warned(table.reading(), found));
    }

    private static Reading warned(Reading reading, String warning) {
        var warnings = new ArrayList<>(reading.warnings());
        warnings.add(warning);
        return new Reading(reading.settings(), reading.notes(), reading.columns(), List.copyOf(warnings));
    }

    private static double[] range(FeatureMatrix matrix) throws IOException {
        double[] center = matrix.center();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        boolean isFloat = matrix.type() == DataType.FLOAT;
        try (Blocks<FeatureBlock> blocks = matrix.blocks(Math.max(1, VALUES_AT_A_TIME / matrix.columns()))) {
            for (FeatureBlock block : blocks) {
                ByteBuffer bytes = block.bytes().duplicate().order(ByteOrder.nativeOrder());
                for (int i = 0; bytes.hasRemaining(); i++) {
                    double value = (isFloat ? bytes.getFloat() : bytes.getDouble()) + center[i % center.length];
                    smallest = Math.min(smallest, value);
                    largest = Math.max(largest, value);
                }
            }
        }
        return new double[] {smallest, largest};
    }
}
