package io.github.softmax4j.formats;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How text with separators is read. Options never change: each {@code with} returns new ones.
 *
 * <p>A new option is a field of {@code Values} with its default, a method that returns it, one that sets it, and a
 * place in {@code choices}; what messages call it is a constant of {@code ReadOption}.
 *
 * <p>For example:
 *
 * <pre>{@code
 * TextOptions text = TextOptions.standard()
 *         .withSeparator(';')
 *         .withSkippedLines(1)
 *         .withHeader(false)
 *         .withEncoding(StandardCharsets.UTF_8);
 * TableOptions columns = TableOptions.standard().withText(text).withDecimal(',');
 * ReadOptions options = ReadOptions.forTraining().withLabel("-1").withTable(columns); // the last column
 * Table table = Tables.readTraining(european, options);
 * }</pre>
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

        private Map<String, Object> choices() {
            var choices = new LinkedHashMap<String, Object>();
            choices.put("header", header);
            choices.put("separator", separator);
            choices.put("quote", quote);
            choices.put("encoding", encoding);
            choices.put("skippedLines", skippedLines);
            return choices;
        }
    }

    private TextOptions with(Consumer<Values> change) {
        Values changed = values.copy();
        change.accept(changed);
        return new TextOptions(changed);
    }

    /** All options, by name. */
    Map<String, Object> choices() {
        return values.choices();
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
     * Says whether the first line holds names. Known elsewhere as header (pandas, Spark, Smile, Tribuo).
     *
     * @param value false if it is a row
     * @return new options
     */
    public TextOptions withHeader(boolean value) {
        return with(changed -> changed.header = Optional.of(value));
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
     * Sets the character between fields. Known elsewhere as sep or delimiter (pandas, Spark, Smile, Tribuo).
     *
     * @param value a blank for any number of blanks and tabs
     * @return new options
     * @throws IllegalArgumentException if it is neither a tab nor can be seen in ASCII
     */
    public TextOptions withSeparator(char value) {
        if ((value < ' ' || value > '~') && value != '\t') {
            throw new IllegalArgumentException("a separator must be one character of ASCII that can be seen, a tab or"
                    + " blanks, but is " + (int) value);
        }
        return with(changed -> changed.separator = Optional.of(value));
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
     * Sets the character around fields that hold separators. Known elsewhere as quotechar (pandas), quote (Spark,
     * Smile, Tribuo).
     *
     * @param value 0 for none
     * @return new options
     * @throws IllegalArgumentException if it is a letter, a digit or an underscore
     */
    public TextOptions withQuote(char value) {
        if (Character.isLetterOrDigit(value) || value == '_') {
            throw new IllegalArgumentException("a quote must be no letter or digit, but is '" + value + "'");
        }
        return with(changed -> changed.quote = Optional.of(value));
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
     * Sets the encoding. Known elsewhere as encoding (pandas, Spark), charset (Smile).
     *
     * @param value the encoding
     * @return new options
     */
    public TextOptions withEncoding(Charset value) {
        Objects.requireNonNull(value, "value");
        return with(changed -> changed.encoding = Optional.of(value));
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
     * Passes over lines at the beginning. Known elsewhere as skiprows (pandas).
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
        return "TextOptions" + OptionsText.of(choices(), standard().choices());
    }
}
