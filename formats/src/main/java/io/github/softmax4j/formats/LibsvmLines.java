package io.github.softmax4j.formats;

import io.github.softmax4j.data.WrittenNumber;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringTokenizer;
import java.util.zip.ZipException;

/**
 * The lines of a LIBSVM file as rows: {@code label index:value index:value ... # comment}, indices ascending, line
 * ends of any kind. No line is held as a whole, so that one of any length takes little memory.
 */
final class LibsvmLines {
    private static final int LARGEST_INDEX = 1 << 30;
    private static final int LONGEST_WORD = 1 << 12;

    /** Of one row; they are held until it ends. */
    private static final int MOST_FEATURES = 1 << 22;

    private static final int BUFFER_CHARACTERS = 1 << 16;
    private static final String LABEL_FIRST = "[^:,]{1,40}";
    private static final String PAIR = "\\d{1,10}:[+-]?[\\d.][\\d.eE+-]{0,30}";

    private final SourceFile file;
    private final ReadOptions options;
    private final NumberField numbers;

    LibsvmLines(SourceFile file, ReadOptions options) {
        this.file = file;
        this.options = options;
        this.numbers = new NumberField(options.type());
    }

    /** Whether a line looks like one of such a file; behind a word there must be nothing but pairs. */
    static boolean looksLike(String line) {
        var tokens = new StringTokenizer(line);
        if (tokens.countTokens() < 2) {
            return false;
        }
        String first = tokens.nextToken();
        if (WrittenNumber.looksLikeNumber(first)) {
            return tokens.nextToken().matches("(\\d{1,10}|qid):\\S{1,40}");
        }
        boolean pairs = first.matches(LABEL_FIRST);
        while (pairs && tokens.hasMoreTokens()) {
            String token = tokens.nextToken();
            pairs = token.matches(PAIR) || token.matches("qid:\\d+") || (token.startsWith("#") && !endOf(tokens));
        }
        return pairs;
    }

    /** The rest is a comment. */
    private static boolean endOf(StringTokenizer tokens) {
        while (tokens.hasMoreTokens()) {
            tokens.nextToken();
        }
        return false;
    }

    /** Takes rows, each in arrays that are used again for the next one. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes a row.
         *
         * @param label as it is written; null where there is none
         * @param count how many indices and values there are
         * @param line where, from 1
         */
        void take(String label, int[] indices, double[] values, int count, long line) throws IOException;
    }

    String place(long line) {
        return file + ", line " + line;
    }

    /** Hands out all rows. */
    void forEach(Taker taker) throws IOException {
        try (InputStream in = file.open();
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())) {
            var parser = new Parser(taker);
            var buffer = new char[BUFFER_CHARACTERS];
            for (int count = text.read(buffer); count >= 0; count = text.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    parser.next(buffer[i]);
                }
            }
            parser.endLine();
        } catch (CharacterCodingException e) {
            throw new InputException(file.name(), "text in UTF-8 was expected, but there are other bytes", e);
        } catch (EOFException | ZipException e) {
            throw new InputException(file.name(), "the gzip data is cut short or damaged: " + e.getMessage(), e);
        }
    }

    /** Goes through the characters once, and makes words of them, and rows of these. */
    private final class Parser {
        private final Taker taker;
        private final StringBuilder word = new StringBuilder();
        private long line = 1;
        private boolean isComment;
        private boolean wasReturn;
        private boolean hasWords;
        private boolean lastIsBare;
        private long emptyLine;
        private String label;
        private int count;
        private int[] indices = new int[256];
        private double[] values = new double[256];

        Parser(Taker taker) {
            this.taker = taker;
        }

        void next(char character) throws IOException {
            boolean isSecond = character == '\n' && wasReturn;
            wasReturn = character == '\r';
            if (isSecond) {
                return;
            }
            switch (character) {
                case '\n', '\r' -> endLine();
                case ' ', '\t', '\f' -> endWord();
                case '#' -> {
                    endWord();
                    isComment = true;
                }
                default -> append(character);
            }
        }

        private void append(char character) throws InputException {
            boolean isMark = line == 1 && !hasWords && word.isEmpty() && character == RawFile.MARK.charAt(0);
            if (isComment || isMark) {
                return;
            }
            if (word.length() == LONGEST_WORD) {
                throw new InputException(
                        place(line),
                        "a label or index:value was expected, but it goes on after " + LONGEST_WORD + " characters: '"
                                + word.substring(0, 20) + "...'");
            }
            word.append(character);
        }

        void endLine() throws IOException {
            endWord();
            if (hasWords) {
                requireNoRowOfZeros();
                taker.take(label, indices, values, count, line);
            }
            if (!hasWords && !isComment && lastIsBare && emptyLine == 0) {
                emptyLine = line;
            }
            line++;
            isComment = false;
            hasWords = false;
            label = null;
            count = 0;
        }

        /** Among rows without labels an empty line may be a row, of zeros: predictions would go to other rows. */
        private void requireNoRowOfZeros() throws InputException {
            boolean isBare = label == null;
            if (isBare && emptyLine > 0) {
                throw new InputException(
                        place(emptyLine),
                        "is empty, which may be a row of zeros, as rows have no labels; write 1:0, or delete it");
            }
            lastIsBare = isBare;
            emptyLine = isBare ? emptyLine : 0;
        }

        private void endWord() throws InputException {
            if (word.isEmpty()) {
                return;
            }
            String token = word.toString();
            word.setLength(0);
            boolean isFirst = !hasWords;
            hasWords = true;
            if (isFirst && token.indexOf(':') < 0) {
                label = token;
            } else {
                if (isFirst && options.labelsAreWanted()) {
                    throw new InputException(place(line), "a label was expected first, but found '" + token + "'");
                }
                addFeature(token);
            }
        }

        private void addFeature(String token) throws InputException {
            int colon = token.indexOf(':');
            if (colon == 3 && token.startsWith("qid")) {
                return;
            }
            int index = colon < 1 || colon > 10 ? -1 : index(token.substring(0, colon));
            if (index < 0) {
                throw new InputException(
                        place(line),
                        "index:value with an index from 0 to " + LARGEST_INDEX + " was expected, but found '"
                                + NumberField.abbreviate(token) + "'");
            }
            if (count > 0 && index <= indices[count - 1]) {
                throw new InputException(
                        place(line), "indices must ascend, but " + index + " comes after " + indices[count - 1]);
            }
            String field = token.substring(colon + 1);
            double value = numbers.parse(field);
            if (Double.isNaN(value)) {
                throw new InputException(place(line) + ", index " + index, numbers.problem(field));
            }
            makeRoom();
            indices[count] = index;
            values[count] = value;
            count++;
        }

        private void makeRoom() throws InputException {
            if (count == MOST_FEATURES) {
                throw new InputException(place(line), "a row may have " + MOST_FEATURES + " pairs, but has more");
            }
            if (count == indices.length) {
                indices = Arrays.copyOf(indices, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
        }

        private static int index(String digits) {
            for (int i = 0; i < digits.length(); i++) {
                if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                    return -1;
                }
            }
            long index = Long.parseLong(digits);
            return index <= LARGEST_INDEX ? (int) index : -1;
        }
    }
}
