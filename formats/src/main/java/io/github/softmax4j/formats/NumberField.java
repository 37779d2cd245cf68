package io.github.softmax4j.formats;

import io.github.softmax4j.data.WrittenNumber;
import org.nd4j.linalg.api.buffer.DataType;

/** Turns the text of a field into a finite number, and says what is wrong where it cannot. */
final class NumberField {
    /** Behind a number. */
    static final String TOO_LARGE =
            " is too large for float; double (" + ReadOption.TYPE.of(DataType.DOUBLE) + ") has room for it";

    private final boolean isFloat;

    NumberField(DataType type) {
        this.isFloat = type == DataType.FLOAT;
    }

    /** The number; NaN if the field is not a finite number of the type. */
    double parse(String field) {
        double value = WrittenNumber.parse(field);
        return isFloat && Double.isInfinite((float) value) ? Double.NaN : value;
    }

    /** Why {@link #parse} gave NaN. */
    String problem(String field) {
        String text = field.strip();
        if (text.isEmpty()) {
            return "a number was expected, but the field is empty";
        }
        if (text.matches("(?i)[+-]?(nan|inf|infinity)")) {
            return "a finite number was expected, but found '" + text + "'";
        }
        if (isFloat && Double.isFinite(new NumberField(DataType.DOUBLE).parse(field))) {
            return "'" + text + "'" + TOO_LARGE;
        }
        return "a number was expected, but found '" + abbreviate(text) + "'";
    }

    static String abbreviate(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
