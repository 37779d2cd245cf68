package io.github.softmax4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a file that stands in a command line as {@code @FILE}, so that a line from a shell can be copied there.
 *
 * <p>Blanks and line ends are between words; {@code #} where a word would begin makes the rest of the line a comment;
 * in single quotes all is as it stands, in double quotes a backslash stands before a quote or another one; elsewhere a
 * backslash is one, as in paths of Windows, but alone at the end of a line, where it means nothing.
 */
final class ArgumentFile {
    private final Path file;
    private final String text;
    private int at;
    private int line = 1;

    private ArgumentFile(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * Reads the words.
     *
     * @throws IllegalArgumentException with the file, the line and what is wrong there
     */
    static List<String> words(Path file) {
        return new ArgumentFile(file, SmallText.read(file)).words();
    }

    private List<String> words() {
        var words = new ArrayList<String>();
        while (at < text.length()) {
            if (isBetweenWords()) {
                next();
            } else if (text.charAt(at) == '#') {
                passOverLine();
            } else {
                words.add(word());
            }
        }
        return words;
    }

    private boolean isBetweenWords() {
        return isBlank(at) || (text.charAt(at) == '\\' && (at + 1 == text.length() || text.charAt(at + 1) == '\n'));
    }

    private boolean isBlank(int place) {
        return Character.isWhitespace(text.charAt(place));
    }

    private void passOverLine() {
        while (at < text.length() && text.charAt(at) != '\n') {
            next();
        }
    }

    private char next() {
        char character = text.charAt(at++);
        if (character == '\n') {
            line++;
        }
        return character;
    }

    private String word() {
        var word = new StringBuilder();
        while (at < text.length() && !isBlank(at)) {
            char character = next();
            if (character == '\'' || character == '"') {
                quoted(character, word);
            } else {
                word.append(character);
            }
        }
        return word.toString();
    }

    private void quoted(char quote, StringBuilder word) {
        int begin = line;
        while (at < text.length()) {
            char character = next();
            if (character == quote) {
                return;
            }
            boolean escapes = character == '\\' && quote == '"' && at < text.length();
            word.append(escapes && "\"\\".indexOf(text.charAt(at)) >= 0 ? next() : character);
        }
        throw new IllegalArgumentException(file + ", line " + begin + ": a quote " + quote + " is not closed");
    }
}
