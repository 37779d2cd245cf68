package io.github.softmax4j.formats;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What messages call an option: the method that sets it, such as {@code TableOptions.withDrop("id")}. No message names
 * it in another way, so that programs can say what their users call it.
 */
enum ReadOption {
    LABEL(ReadOptions.class),
    LABEL_FILE(ReadOptions.class),
    TYPE(ReadOptions.class),
    FORMAT(ReadOptions.class),
    STRICT(ReadOptions.class),
    ARRAY(ReadOptions.class),
    HASH_FEATURES(ReadOptions.class),
    INDEX_BASE(ReadOptions.class),
    PIXEL_SCALE(ReadOptions.class),
    DROP(TableOptions.class),
    FEATURES(TableOptions.class),
    CATEGORIES(TableOptions.class),
    NUMBERS(TableOptions.class),
    DATES(TableOptions.class),
    DATE_FORMAT(TableOptions.class),
    FLAGS(TableOptions.class),
    NA_VALUES(TableOptions.class),
    DECIMAL(TableOptions.class),
    THOUSANDS(TableOptions.class),
    MISSING(TableOptions.class),
    UNSEEN(TableOptions.class),
    KEEP(TableOptions.class),
    DATABASE(TableOptions.class),
    HEADER(TextOptions.class),
    SEPARATOR(TextOptions.class),
    QUOTE(TextOptions.class),
    ENCODING(TextOptions.class),
    SKIPPED_LINES(TextOptions.class);

    /** A name of a million characters helps nobody. */
    private static final int LONGEST_VALUE = 160;

    private final Class<?> options;

    ReadOption(Class<?> options) {
        this.options = options;
    }

    /** The option set to values, as Java has it. */
    String of(Object... values) {
        return Arrays.stream(values).map(ReadOption::literal).collect(Collectors.joining(", ", this + "(", ")"));
    }

    /** The name of the method that sets it. */
    String setter() {
        return Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("", "with", ""));
    }

    private static String literal(Object value) {
        if (value instanceof Character sign) {
            return "'" + escaped(sign.toString(), "'") + "'";
        }
        if (value instanceof String text) {
            String shown = text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
            return '"' + escaped(shown, "\"") + '"';
        }
        return value instanceof Enum<?> constant
                ? constant.getDeclaringClass().getSimpleName() + "." + constant.name()
                : value.toString();
    }

    private static String escaped(String text, String quote) {
        return text.replace("\\", "\\\\").replace(quote, "\\" + quote);
    }

    @Override
    public String toString() {
        return options.getSimpleName() + "." + setter();
    }
}
