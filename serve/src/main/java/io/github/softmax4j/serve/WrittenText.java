package io.github.softmax4j.serve;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Values as the text that a table has for them: that is what categories are called. */
final class WrittenText {
    private static final int MOST_DIGITS = 17;

    /** Decimal exponents from here, and below the least, are written as one. */
    private static final int LARGE = 16;

    private static final int SMALL = -4;

    private WrittenText() {}

    /** The text of a value; null for what is no single value. */
    static String of(Object value) {
        if (value instanceof String || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        Moment moment = Moment.of(value);
        return moment == null ? null : moment.text();
    }

    private static String ofNumber(Number number) {
        boolean isWhole = number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger
                || number instanceof AtomicInteger
                || number instanceof AtomicLong;
        if (isWhole) {
            return number.toString();
        }
        return number instanceof BigDecimal decimal
                ? decimal.toPlainString()
                : shortest(number.doubleValue(), number instanceof Float);
    }

    /** With as few digits as tell it from all others of its type; Java 17 sometimes writes more. */
    private static String shortest(double value, boolean isFloat) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        var exact = new BigDecimal(value);
        BigDecimal rounded = exact;
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            double back = rounded.doubleValue();
            if (isFloat ? (float) back == (float) value : back == value) {
                break;
            }
        }
        return written(rounded.stripTrailingZeros());
    }

    private static String written(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        if (exponent >= SMALL && exponent < LARGE) {
            String plain = number.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = number.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return (number.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + power;
    }
}
