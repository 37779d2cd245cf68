package io.github.softmax4j.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An amount of memory, as users write it: 512m, 1.5g; units of 1024, as Java's own options have them.
 *
 * @param bytes at least 1
 */
record ByteSize(long bytes) {
    private static final String UNITS = "kmgt";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)([kmgt]?)b?");

    /** Reads one. */
    static final class Converter implements ITypeConverter<ByteSize> {
        @Override
        public ByteSize convert(String text) {
            Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
            if (matcher.matches()) {
                int power = matcher.group(2).isEmpty() ? 0 : UNITS.indexOf(matcher.group(2)) + 1;
                double bytes = Double.parseDouble(matcher.group(1)) * Math.pow(1024, power);
                if (bytes >= 1 && bytes < Long.MAX_VALUE) {
                    return new ByteSize((long) bytes);
                }
            }
            throw new TypeConversionException(
                    "expected an amount of memory such as 512m or 8g, but was '" + text + "'");
        }
    }

    @Override
    public String toString() {
        double gibibytes = bytes / (double) (1 << 30);
        return gibibytes >= 1
                ? String.format(Locale.ROOT, "%.1f GiB", gibibytes)
                : String.format(Locale.ROOT, "%.0f MiB", Math.ceil(bytes / (double) (1 << 20)));
    }
}
