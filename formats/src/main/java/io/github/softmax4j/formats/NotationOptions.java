package io.github.softmax4j.formats;

import io.github.softmax4j.data.Notation;
import java.util.Map;
import java.util.Optional;

/** How values are written, by what the options tell, and where they tell nothing, by the settings of a model. */
final class NotationOptions {
    /** Told as the sign between thousands: no groups, also where a model has some. */
    private static final char NO_SIGN = 0;

    private NotationOptions() {}

    /**
     * A decimal sign that is told makes an end of the groups of a model.
     *
     * @throws InputException if one sign is told to be two things
     */
    static Notation notation(ReadOptions options, String source) throws InputException {
        Notation kept = Notation.of(
                options.expected().map(ReadOptions.Expected::settings).orElse(Map.of()));
        TableOptions told = options.table();
        char decimal = told.decimal().orElse(kept.decimal());
        Optional<Character> keptGroups = told.decimal().isPresent() ? Optional.empty() : kept.thousands();
        Optional<Character> thousands = told.thousands().or(() -> keptGroups).filter(sign -> sign != NO_SIGN);
        if (thousands.equals(Optional.of(decimal))) {
            throw new InputException(
                    source,
                    "the sign between thousands must not be that before fractions, but both are '" + decimal + "' ("
                            + ReadOption.THOUSANDS + ", " + ReadOption.DECIMAL + ")");
        }
        return new Notation(
                told.naValues().isEmpty() ? kept.naValues() : told.naValues(),
                decimal,
                thousands,
                told.dateFormat().or(kept::dateFormat),
                kept.numbers(),
                kept.dates());
    }
}
