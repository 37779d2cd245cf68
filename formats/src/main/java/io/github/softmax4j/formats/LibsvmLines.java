package io.github.softmax4j.formats;

import java.io.BufferedReader;
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

/** The lines of a LIBSVM file as rows: {@code label index:value index:value ... # comment}, indices ascending. */
final class LibsvmLines {
    private static final int LONGEST_LINE = 1 << 26;
    private static final int LARGEST_INDEX = 1 << 30;

    private final SourceFile file;
    private final ReadOptions options;
    private final NumberField numbers;

    LibsvmLines(SourceFile file, ReadOptions options) {
        this.file = file;
        this.options = options;
        this.numbers = new NumberField(options.type());
    }

    /** Whether a line looks like one of such a file. */
    static boolean looksLike(String line) {
        var tokens = new StringTokenizer(line);
        if (tokens.countTokens() < 2 || !NumberField.looksLikeNumber(tokens.nextToken())) {
            return false;
        }
        return tokens.nextToken().matches("(\\d{1,10}|qid):\\S{1,40}");
    }

    /** Takes rows, each in arrays that are used again for the next one. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes a row.
         *
         * @param label null where there is none
         * @param count how many indices and values there are
         * @param place for messages
         */
        void take(String label, int[] indices, double[] values, int count, String place) throws IOException;
    }

    /** Hands out all rows. */
    void forEach(Taker taker) throws IOException {
        try (InputStream in = file.open();
                Reader text =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16)) {
            var row = new RowParser(taker);
            var line = new StringBuilder();
            long number = 1;
            for (int character = text.read(); character >= 0; character = text.read()) {
                if (character == '\n') {
                    row.parse(line.toString(), number++);
                    line.setLength(0);
                } else if (line.length() < LONGEST_LINE) {
                    line.append((char) character);
                } else {
                    throw new InputException(
                            file + ", line " + number, "is longer than " + LONGEST_LINE + " characters");
                }
            }
            row.parse(line.toString(), number);
        } catch (CharacterCodingException e) {
            throw new InputException(file.name(), "text in UTF-8 was expected, but there are other bytes", e);
        } catch (EOFException | ZipException e) {
            throw new InputException(file.name(), "the gzip data is cut short or damaged: " + e.getMessage(), e);
        }
    }

    /** Splits lines into labels, indices and values. */
    private final class RowParser {
        private final Taker taker;
        private int[] indices = new int[256];
        private double[] values = new double[256];

        RowParser(Taker taker) {
            this.taker = taker;
        }

        void parse(String line, long number) throws IOException {
            int comment = line.indexOf('#');
            var tokens = new StringTokenizer(comment < 0 ? line : line.substring(0, comment), " \t\r\f");
            if (!tokens.hasMoreTokens()) {
                return;
            }
            String place = file + ", line " + number;
            String token = tokens.nextToken();
            boolean hasLabel = token.indexOf(':') < 0;
            String label = hasLabel ? label(token, place) : null;
            if (!hasLabel && options.labelsAreWanted()) {
                throw new InputException(place, "a label was expected first, but found '" + token + "'");
            }
            int count = hasLabel ? 0 : feature(token, 0, place);
            while (tokens.hasMoreTokens()) {
                count = feature(tokens.nextToken(), count, place);
            }
            taker.take(label, indices, values, count, place);
        }

        /** +1, 1 and 1.0 are the same class. */
        private String label(String token, String place) throws InputException {
            if (token.indexOf(',') >= 0) {
                throw new InputException(place, "one label per row was expected, but found several: '" + token + "'");
            }
            double value = numbers.parse(token);
            if (Double.isNaN(value)) {
                throw new InputException(place, "a label must be a number, but is '" + token + "'");
            }
            return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? Long.toString((long) value) : token;
        }

        /** Puts a feature after those that are there; the number of features then. */
        private int feature(String token, int count, String place) throws InputException {
            int colon = token.indexOf(':');
            if (colon == 3 && token.startsWith("qid")) {
                return count;
            }
            int index = colon < 1 || colon > 10 ? -1 : index(token.substring(0, colon));
            if (index < 0) {
                throw new InputException(
                        place,
                        "index:value with an index from 0 to " + LARGEST_INDEX + " was expected, but found '" + token
                                + "'");
            }
            if (count > 0 && index <= indices[count - 1]) {
                throw new InputException(
                        place, "indices must ascend, but " + index + " comes after " + indices[count - 1]);
            }
            String field = token.substring(colon + 1);
            double value = numbers.parse(field);
            if (Double.isNaN(value)) {
                throw new InputException(place + ", index " + index, numbers.problem(field));
            }
            if (count == indices.length) {
                indices = Arrays.copyOf(indices, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            indices[count] = index;
            values[count] = value;
            return count + 1;
        }

        private int index(String digits) {
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
