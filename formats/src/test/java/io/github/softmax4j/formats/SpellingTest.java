package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.data.Spelling;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The one spelling of labels and categories, in Java and in SQL. */
class SpellingTest {
    private static final Map<String, List<String>> SPELLINGS = Map.of(
            "1", List.of("1.000000000000000000e+00", "1", "1.0", "+1", "1.", "+1.000"),
            "0", List.of("0", "0.0", "-0", "+0", "-0.0", "0."),
            "-7", List.of("-7", "-7.0", "-7."),
            "9007199254740993", List.of("9007199254740993", "9007199254740993.0", "+9007199254740993"),
            "true", List.of("true", "True", "TRUE", "tRUE"),
            "false", List.of("false", "False", "FALSE"));

    /** Postal codes, versions, and what is no number. */
    private static final List<String> OTHERS = List.of(
            "01",
            "1.10",
            "1.5",
            "1e3",
            "1.5000e+00",
            "0x1",
            "a",
            "A",
            "1.0a",
            "--1",
            "+",
            ".",
            ".0",
            "1,0",
            "trues",
            "yes",
            "T",
            "\u0661",
            "00",
            "1.0.0",
            "- 1",
            "");

    @Test
    void wholeNumbersAndFlagsHaveOne() {
        SPELLINGS.forEach((spelling, texts) -> texts.forEach(text -> assertEquals(spelling, Spelling.of(text), text)));
        OTHERS.forEach(text -> assertEquals(text, Spelling.of(text)));
    }

    @Test
    void sqlSpellsAlike() throws IOException, SQLException {
        try (DuckDb database = DuckDb.open()) {
            for (List<String> texts : SPELLINGS.values()) {
                for (String text : texts) {
                    assertEquals(Spelling.of(text), spelled(database, text), text);
                }
            }
            for (String text : OTHERS) {
                assertEquals(text, spelled(database, text));
            }
        }
    }

    private static Object spelled(DuckDb database, String text) throws SQLException {
        return database.rows("SELECT " + SpellingSql.of(DuckDb.text(text)))
                .get(0)
                .get(0);
    }

    @Test
    void capitalsAreNoticed() {
        assertEquals(Optional.of(List.of("No", "no")), Spelling.differInCapitals(List.of("yes", "no", "maybe", "No")));
        assertEquals(Optional.empty(), Spelling.differInCapitals(List.of("yes", "no")));
    }
}
