package io.github.softmax4j.formats;

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
        return List.of(values.header);
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
