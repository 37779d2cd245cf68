package io.github.softmax4j.cli;

import io.github.softmax4j.formats.TableOptions;
import io.github.softmax4j.formats.TextOptions;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how text is written, for sources that are text, and how its values are. */
final class TextFlags {
    @Option(
            names = "--header",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether the first line of CSV holds names. Default: by its look.")
    private Optional<Boolean> header = Optional.empty();

    @Option(
            names = "--separator",
            paramLabel = "CHAR",
            converter = Sign.class,
            description = "What stands between fields of text: a character, or comma, semicolon, tab, bar or blanks"
                    + " (any number of blanks and tabs). Default: what divides the first lines alike.")
    private Optional<Character> separator = Optional.empty();

    @Option(
            names = "--quote",
            paramLabel = "CHAR",
            converter = Sign.class,
            description = "What stands around fields of text that hold separators: a character, or none. Default: \".")
    private Optional<Character> quote = Optional.empty();

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            converter = Encoding.class,
            description = "The encoding of text, such as windows-1252. Default: UTF-8, or what its beginning shows.")
    private Optional<Charset> encoding = Optional.empty();

    @Option(names = "--skip-rows", paramLabel = "N", description = "Pass over the first N lines of text. Default: 0.")
    private int skippedLines;

    @Option(
            names = "--na-values",
            split = ",",
            converter = ListItem.class,
            paramLabel = "WORD",
            description = "Words that mean that nothing is there, beside the usual ones. The model keeps them.")
    private List<String> naValues = List.of();

    @Option(
            names = "--decimal",
            paramLabel = "CHAR",
            converter = Sign.class,
            description = "The sign before fractions in text. The model keeps it. Default: a point.")
    private Optional<Character> decimal = Optional.empty();

    @Option(
            names = "--thousands",
            paramLabel = "CHAR",
            converter = Sign.class,
            description = "The sign between groups of three digits in text. The model keeps it. Default: none.")
    private Optional<Character> thousands = Optional.empty();

    /** Throws an IllegalArgumentException where a sign is none that can be meant. */
    TableOptions applyTo(TableOptions table) {
        TextOptions text = new Given<>(table.text().withSkippedLines(skippedLines))
                .with(TextOptions::withHeader, header)
                .with(TextOptions::withSeparator, separator)
                .with(TextOptions::withQuote, quote)
                .with(TextOptions::withEncoding, encoding)
                .options();
        return new Given<>(table.withText(text).withNaValues(naValues))
                .with(TableOptions::withDecimal, decimal)
                .with(TableOptions::withThousands, thousands)
                .options();
    }

    /** A character, or its name. */
    static final class Sign implements ITypeConverter<Character> {
        private static final Map<String, Character> NAMES = Map.of(
                "comma",
                ',',
                "semicolon",
                ';',
                "tab",
                '\t',
                "\\t",
                '\t',
                "bar",
                '|',
                "blanks",
                ' ',
                "blank",
                ' ',
                "none",
                '\0',
                "point",
                '.');

        @Override
        public Character convert(String text) {
            Character named = NAMES.get(text.toLowerCase(Locale.ROOT));
            if (named != null) {
                return named;
            }
            if (text.length() == 1) {
                return text.charAt(0);
            }
            throw new TypeConversionException("expected one character, or comma, semicolon, tab, bar, point, blanks or"
                    + " none, but was '" + text + "'");
        }
    }

    /** Any that this Java knows. */
    static final class Encoding implements ITypeConverter<Charset> {
        @Override
        public Charset convert(String text) {
            try {
                return Charset.forName(text);
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw new TypeConversionException(
                        "expected an encoding such as utf-8, utf-16 or windows-1252, but was '" + text + "'");
            }
        }
    }
}
