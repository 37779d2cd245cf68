package io.github.softmax4j.formats;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How images in IDX are read.
 *
 * <p>For example:
 *
 * <pre>{@code
 * IdxOptions asTheyAre = IdxOptions.standard().withPixelScale(1); // 0 to 255 instead of 0 to 1
 * ReadOptions options = ReadOptions.forTraining().withIdx(asTheyAre);
 * Dataset training = Tables.readTraining(images, options).trainingSet(); // of train-images-idx3-ubyte
 * }</pre>
 *
 * @param pixelScale what unsigned bytes are divided by; empty for what the model was trained with, or else 255
 */
public record IdxOptions(OptionalDouble pixelScale) {
    /**
     * Checks the options.
     *
     * @param pixelScale what unsigned bytes are divided by
     * @throws IllegalArgumentException if it is not a positive number
     */
    public IdxOptions {
        Objects.requireNonNull(pixelScale, "pixelScale");
        if (pixelScale.isPresent() && !isScale(pixelScale.getAsDouble())) {
            throw new IllegalArgumentException(
                    "pixels must be divided by a positive number, but by " + pixelScale.getAsDouble());
        }
    }

    static boolean isScale(double value) {
        return value > 0 && Double.isFinite(value);
    }

    /**
     * The usual way.
     *
     * @return the options
     */
    public static IdxOptions standard() {
        return new IdxOptions(OptionalDouble.empty());
    }

    /**
     * Says what unsigned bytes are divided by.
     *
     * @param scale a positive number
     * @return new options
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public IdxOptions withPixelScale(double scale) {
        return new IdxOptions(OptionalDouble.of(scale));
    }
}
