package io.github.softmax4j.formats;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How text with separators is read. Options never change: each {@code with} returns new ones.
 *
 * <p>A new option is a field of {@code Values} with its default, a method that returns it, one that sets it, and a
 * place in {@code choices}.
 */
public final class TextOptions {
    private final Values values;

    private TextOptions(Values values) {
        this.values = values;
    }

    /** The options with their defaults; what they hold never changes, so that a shallow copy is a copy. */
    private static final class Values implements Cloneable {
        private Optional<Boolean> header = Optional.empty();
        private Optional<Character> separator = Optional.empty();
        private Optional<Character> quote = Optional.empty();
        private Optional<Charset> encoding = Optional.empty();
        private int skippedLines;

        private Values copy() {
            try {
                return (Values) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError("it is Cloneable", e);
            }
        }
    }

    private TextOptions with(Consumer<Values> change) {
        Values changed = values.copy();
        change.accept(changed);
        return new TextOptions(changed);
    }

    /** All options, in a fixed order. */
    List<Object> choices() {
        return List.of(values.header, values.separator, values.quote, values.encoding, values.skippedLines);
    }

    /**
     * Everything goes by the look of the first lines.
     *
     * @return the options
     */
    public static TextOptions standard() {
        return new TextOptions(new Values());
    }

    /**
     * Whether the first line holds names.
     *
     * @return empty to go by its look
     */
    public Optional<Boolean> header() {
        return values.header;
    }

    /**
     * Says whether the first line holds names.
     *
     * @param value empty to go by its look
     * @return new options
     */
    public TextOptions withHeader(Optional<Boolean> value) {
        return with(changed -> changed.header = value);
    }

    /**
     * The character between fields.
     *
     * @return a blank for any number of blanks and tabs; empty for the one that divides the first lines alike
     */
    public Optional<Character> separator() {
        return values.separator;
    }

    /**
     * Sets the character between fields.
     *
     * @param value a blank for any number of blanks and tabs; empty to find it
     * @return new options
     */
    public TextOptions withSeparator(Optional<Character> value) {
        if (value.isPresent() && (value.get() < ' ' || value.get() > '~') && value.get() != '\t') {
            throw new IllegalArgumentException("a separator must be one character of ASCII that can be seen, a tab or"
                    + " blanks, but is " + (int) value.get());
        }
        return with(changed -> changed.separator = value);
    }

    /**
     * The character around fields that hold separators.
     *
     * @return empty for "; 0 for none
     */
    public Optional<Character> quote() {
        return values.quote;
    }

    /**
     * Sets the character around fields that hold separators.
     *
     * @param value empty for "; 0 for none
     * @return new options
     */
    public TextOptions withQuote(Optional<Character> value) {
        if (value.isPresent() && (Character.isLetterOrDigit(value.get()) || value.get() == '_')) {
            throw new IllegalArgumentException("a quote must be no letter or digit, but is '" + value.get() + "'");
        }
        return with(changed -> changed.quote = value);
    }

    /**
     * The encoding.
     *
     * @return empty to find it: UTF-8 or UTF-16, else Windows-1252
     */
    public Optional<Charset> encoding() {
        return values.encoding;
    }

    /**
     * Sets the encoding.
     *
     * @param value empty to find it
     * @return new options
     */
    public TextOptions withEncoding(Optional<Charset> value) {
        return with(changed -> changed.encoding = value);
    }

    /**
     * The lines at the beginning that are passed over.
     *
     * @return 0 or more
     */
    public int skippedLines() {
        return values.skippedLines;
    }

    /**
     * Passes over lines at the beginning.
     *
     * @param value 0 or more
     * @return new options
     * @throws IllegalArgumentException if it is less than 0
     */
    public TextOptions withSkippedLines(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("lines to pass over must be 0 or more, but are " + value);
        }
        return with(changed -> changed.skippedLines = value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextOptions options && choices().equals(options.choices());
    }

    @Override
    public int hashCode() {
        return choices().hashCode();
    }

    @Override
    public String toString() {
        return "TextOptions" + choices();
    }
}
