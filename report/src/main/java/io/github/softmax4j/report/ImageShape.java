package io.github.softmax4j.report;

import io.github.softmax4j.data.Reading;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows of pixels that features are, row after row from the top.
 *
 * @param height in pixels
 * @param width in pixels
 * @param source where that is known from, in words
 */
record ImageShape(int height, int width, String source) {
    private static final int SMALLEST = 4;
    private static final Pattern SETTING = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    /** pixel_0_0, px-1-1, 1x1. */
    private static final Pattern PLACE = Pattern.compile("((?:pixel|px|p)?\\D?)(\\d{1,5})\\D(\\d{1,5})");

    private static final Pattern NUMBER = Pattern.compile("(?:pixel|px)\\D?(\\d{1,8})");

    /** What the reader said, else what the names of the features say; a square number of them says nothing. */
    static Optional<ImageShape> of(SoftmaxModel model) {
        List<String> names = model.featureNames();
        return told(model.training().reading(), names.size())
                .or(() -> ofPlaces(names))
                .or(() -> ofNumbers(names))
                .filter(shape -> shape.height >= SMALLEST && shape.width >= SMALLEST);
    }

    private static Optional<ImageShape> told(Reading reading, int features) {
        Matcher setting = SETTING.matcher(reading.settings().getOrDefault(Reading.IMAGE_SHAPE, ""));
        if (!setting.matches()) {
            return Optional.empty();
        }
        int height = Integer.parseInt(setting.group(1));
        int width = Integer.parseInt(setting.group(2));
        return (long) height * width == features
                ? Optional.of(new ImageShape(height, width, "as the file of images says"))
                : Optional.empty();
    }

    private static Optional<ImageShape> ofPlaces(List<String> names) {
        Matcher first = PLACE.matcher(names.get(0));
        Matcher last = PLACE.matcher(names.get(names.size() - 1));
        if (!first.matches() || !last.matches()) {
            return Optional.empty();
        }
        int top = Integer.parseInt(first.group(2));
        int left = Integer.parseInt(first.group(3));
        int height = Integer.parseInt(last.group(2)) - top + 1;
        int width = Integer.parseInt(last.group(3)) - left + 1;
        if (height < 1 || width < 1 || (long) height * width != names.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < names.size(); i++) {
            Matcher place = PLACE.matcher(names.get(i));
            if (!place.matches()
                    || !place.group(1).equals(first.group(1))
                    || Integer.parseInt(place.group(2)) != top + i / width
                    || Integer.parseInt(place.group(3)) != left + i % width) {
                return Optional.empty();
            }
        }
        return Optional.of(new ImageShape(height, width, "as the names of the features say"));
    }

    private static Optional<ImageShape> ofNumbers(List<String> names) {
        int side = (int) Math.round(Math.sqrt(names.size()));
        Matcher first = NUMBER.matcher(names.get(0));
        if (side * side != names.size() || !first.matches()) {
            return Optional.empty();
        }
        int start = Integer.parseInt(first.group(1));
        for (int i = 0; i < names.size(); i++) {
            Matcher number = NUMBER.matcher(names.get(i));
            if (!number.matches() || Integer.parseInt(number.group(1)) != start + i) {
                return Optional.empty();
            }
        }
        return Optional.of(new ImageShape(
                side, side, "assumed, because the features are called pixels, and there are as many as in a square"));
    }
}
