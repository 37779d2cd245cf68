package io.github.softmax4j.formats;

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
        if (!looksLikeNumber(field)) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(field);
            boolean fits = Double.isFinite(isFloat ? (float) value : value);
            return fits ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Only decimal notation: Java would also read 0x1p3, 1d and NaN. */
    static boolean looksLikeNumber(String field) {
        boolean digit = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            digit |= isDigit;
            if (!isDigit && "+-.eE ".indexOf(c) < 0) {
                return false;
            }
        }
        return digit;
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
