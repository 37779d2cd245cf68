package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureBuilder;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Reads LIBSVM or SVMlight: {@code label index:value index:value ... # comment}, indices ascending; a missing value
 * is 0.
 *
 * <p>The file is read twice: first for its size and its smallest index, then for the rows, which become dense. An
 * index of 0 anywhere means that indices begin at 0, otherwise at 1; features are named after them, x1, x2, ...
 * Where the dense matrix would be too large, indices are hashed into fewer columns, with a sign that makes
 * collisions cancel on average: Weinberger, Dasgupta, Langford, Smola and Attenberg, Feature hashing for large
 * scale multitask learning (2009).
 */
final class LibsvmReader {
    /** Features of more bytes than this are not made dense. */
    private static final long MOST_DENSE_BYTES = 2L << 30;

    private static final int MOST_COLUMNS = 1 << 24;
    private static final int LONGEST_LINE = 1 << 26;
    private static final int LARGEST_INDEX = 1 << 30;
    private static final String HASHED = "hash";
    private static final Pattern NAME = Pattern.compile("x(\\d{1,9})");

    private final SourceFile file;
    private final ReadOptions options;
    private final NumberField numbers;

    LibsvmReader(SourceFile file, ReadOptions options) {
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

    private interface RowHandler {
        void row(String label, int[] indices, double[] values, int count, String place) throws IOException;
    }

    /** How indices become columns. */
    private record Layout(int base, int columns, boolean hashed) {
        List<String> names() {
            return hashed
                    ? IntStream.range(0, columns).mapToObj(j -> HASHED + j).toList()
                    : IntStream.range(base, base + columns)
                            .mapToObj(j -> "x" + j)
                            .toList();
        }

        void fill(double[] row, int[] indices, double[] values, int count) {
            Arrays.fill(row, 0);
            for (int i = 0; i < count; i++) {
                if (hashed) {
                    long hash = hash(indices[i] - base);
                    row[(int) Long.remainderUnsigned(hash >>> 1, columns)] += (hash & 1) == 0 ? values[i] : -values[i];
                } else {
                    row[indices[i] - base] = values[i];
                }
            }
        }

        /** The finalizer of MurmurHash3 in 64 bits, for an index that begins at 0. */
        private static long hash(long index) {
            long bits = index + 0x9E3779B97F4A7C15L;
            bits = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
            bits = (bits ^ bits >>> 33) * 0xC4CEB9FE1A85EC53L;
            return bits ^ bits >>> 33;
        }
    }

    Table read() throws IOException {
        var extent = new Extent();
        forEachRow(extent);
        if (extent.rows == 0) {
            throw new InputException(file.name(), "has no rows");
        }
        Layout layout = options.expected().isPresent()
                ? trained(options.expected().get().featureNames(), extent)
                : fresh(extent);
        var labels = new ArrayList<String>();
        var row = new double[layout.columns];
        boolean wanted = options.labelsAreWanted();
        try (var builder = new FeatureBuilder(layout.columns, options.type(), options.storage())) {
            builder.expect(extent.rows);
            forEachRow((label, indices, values, count, place) -> {
                layout.fill(row, indices, values, count);
                builder.add(row);
                if (wanted) {
                    options.knownLabels().require(label, () -> place);
                    labels.add(label);
                }
            });
            return Table.ofArrays(
                    file.name(), builder.build(), layout.names(), wanted ? Optional.of(labels) : Optional.empty());
        }
    }

    /** What the first pass looks for. */
    private static final class Extent implements RowHandler {
        private long rows;
        private int smallest = Integer.MAX_VALUE;
        private int largest = -1;

        @Override
        public void row(String label, int[] indices, double[] values, int count, String place) {
            rows++;
            if (count > 0) {
                smallest = Math.min(smallest, indices[0]);
                largest = Math.max(largest, indices[count - 1]);
            }
        }
    }

    private Layout fresh(Extent extent) throws InputException {
        int base = extent.smallest == 0 ? 0 : 1;
        int columns = extent.largest - base + 1;
        if (columns < 1) {
            throw new InputException(file.name(), "no row has a feature");
        }
        if (options.libsvm().hashFeatures().isPresent()) {
            return new Layout(base, options.libsvm().hashFeatures().getAsInt(), true);
        }
        double bytes = (double) extent.rows * columns * (options.type() == DataType.FLOAT ? Float.BYTES : Double.BYTES);
        if (bytes > MOST_DENSE_BYTES) {
            throw new InputException(
                    file.name(),
                    String.format(
                            "%d rows x %d features would take %.1f GiB, and at most 2 are made dense; fold the features"
                                    + " into fewer columns with --hash-features, for example 4096",
                            extent.rows, columns, bytes / (1 << 30)));
        }
        if (columns > MOST_COLUMNS) {
            throw new InputException(
                    file.name(),
                    "at most " + MOST_COLUMNS + " features are made dense, but there are " + columns
                            + "; fold them into fewer columns with --hash-features, for example 4096");
        }
        return new Layout(base, columns, false);
    }

    /** The columns of a model; hashed where those of the training were. */
    private Layout trained(List<String> names, Extent extent) throws InputException {
        boolean hashed = names.get(0).startsWith(HASHED);
        var first = NAME.matcher(names.get(0));
        int base = hashed ? (extent.smallest == 0 ? 0 : 1) : first.matches() ? Integer.parseInt(first.group(1)) : 1;
        if (!hashed && (extent.smallest < base || extent.largest >= base + names.size())) {
            throw new InputException(
                    file.name(),
                    "indices must be " + base + " to " + (base + names.size() - 1) + " as in the training, but are "
                            + extent.smallest + " to " + extent.largest);
        }
        return new Layout(base, names.size(), hashed);
    }

    private void forEachRow(RowHandler handler) throws IOException {
        try (InputStream in = file.open();
                Reader text =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16)) {
            var row = new RowParser(handler);
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

    /** Takes lines apart. */
    private final class RowParser {
        private final RowHandler handler;
        private int[] indices = new int[256];
        private double[] values = new double[256];

        RowParser(RowHandler handler) {
            this.handler = handler;
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
            handler.row(label, indices, values, count, place);
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
