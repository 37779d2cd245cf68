package io.github.softmax4j.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoublePredicate;

/** Values as the text that a table has for them, as DuckDB writes it: that is what categories are called. */
final class WrittenText {
    private static final int MOST_DIGITS = 17;

    /** Decimal exponents from here, and below the least, are written as one. */
    private static final int LARGE = 16;

    private static final int SMALL = -4;

    private WrittenText() {}

    /**
     * The text of a value.
     *
     * @param value not null
     * @return empty for what is no single value
     */
    static Optional<String> of(Object value) {
        if (value instanceof String || value instanceof Boolean) {
            return Optional.of(value.toString());
        }
        return value instanceof Number number
                ? Optional.of(ofNumber(number))
                : Moment.of(value).map(Moment::text);
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
        if (number instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        double value = number.doubleValue();
        return number instanceof Float
                ? shortest(value, rounded -> (float) rounded == (float) value)
                : shortest(value, rounded -> rounded == value);
    }

    /** With as few digits as tell it from all others of its type; Java 17 sometimes writes more. */
    private static String shortest(double value, DoublePredicate isSame) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact;
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (isSame.test(rounded.doubleValue())) {
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
        String sign = number.signum() < 0 ? "-" : "";
        return sign
                + digits.charAt(0)
                + fraction
                + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
