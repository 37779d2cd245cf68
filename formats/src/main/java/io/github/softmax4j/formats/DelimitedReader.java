package io.github.softmax4j.formats;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.softmax4j.data.FeatureBuilder;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** Reads text with a separator: RFC 4180 with quotes, any line ends, UTF-8 with or without a byte order mark. */
final class DelimitedReader {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The first line is looked at twice; longer ones would be wider than any table that fits in memory. */
    private static final int LONGEST_FIRST_LINE = 1 << 24;

    private static final int MOST_COLUMNS = 1 << 20;
    private static final int LONGEST_FIELD = 1 << 20;

    private final String source;
    private final Optional<Character> separator;
    private final ReadOptions options;

    private final List<String> labels = new ArrayList<>();
    private Columns columns;
    private FeatureBuilder features;
    private NumberField numbers;
    private double[] row;

    DelimitedReader(String source, Optional<Character> separator, ReadOptions options) {
        this.source = source;
        this.separator = separator;
        this.options = options;
    }

    Table read(InputStream in) throws IOException {
        try (Reader text = open(in);
                CsvReader<CsvRecord> csv = reader(text);
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            readAll(records);
        } catch (CsvParseException e) {
            throw new InputException(source, "is not text with separators: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        } catch (InputException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(e);
        }
        return new Table(
                source,
                features.build(),
                columns.featureNames(),
                labelsAreWanted() ? Optional.of(labels) : Optional.empty(),
                columns.labelName());
    }

    private IOException unreadable(IOException cause) {
        if (cause instanceof CharacterCodingException) {
            return new InputException(source, "text in UTF-8 was expected, but there are other bytes", cause);
        }
        if (cause instanceof EOFException || cause instanceof ZipException) {
            return new InputException(source, "the gzip data is cut short or damaged: " + cause.getMessage(), cause);
        }
        return cause;
    }

    private static Reader open(InputStream in) throws IOException {
        var text = new BufferedReader(
                new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), LONGEST_FIRST_LINE >> 8);
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    private CsvReader<CsvRecord> reader(Reader text) throws IOException {
        CsvRecordHandler handler = CsvRecordHandler.builder()
                .maxFields(MOST_COLUMNS)
                .maxFieldSize(LONGEST_FIELD)
                .maxRecordSize(Integer.MAX_VALUE >> 1)
                .build();
        return CsvReader.builder()
                .fieldSeparator(separator.isPresent() ? separator.get() : findSeparator(text))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_FIRST_LINE)
                .build(handler, text);
    }

    /** The separator that stands most often in the first line, outside quotes. */
    private static char findSeparator(Reader text) throws IOException {
        text.mark(LONGEST_FIRST_LINE);
        var counts = new int[SEPARATORS.length];
        boolean quoted = false;
        boolean any = false;
        for (int read = 0; read < LONGEST_FIRST_LINE - 1; read++) {
            int character = text.read();
            boolean lineEnd = character == '\n' || character == '\r';
            if (character < 0 || (lineEnd && any && !quoted)) {
                break;
            }
            any |= !lineEnd;
            quoted ^= character == '"';
            for (int i = 0; i < SEPARATORS.length && !quoted; i++) {
                counts[i] += character == SEPARATORS[i] ? 1 : 0;
            }
        }
        text.reset();
        int best = 0;
        for (int i = 1; i < SEPARATORS.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return SEPARATORS[best];
    }

    private void readAll(CloseableIterator<CsvRecord> records) throws InputException {
        if (!records.hasNext()) {
            throw new InputException(source, "is empty");
        }
        CsvRecord first = records.next();
        boolean header = options.header().orElseGet(() -> Columns.looksLikeHeader(first));
        columns = Columns.choose(source, first, header, options);
        features = new FeatureBuilder(columns.featureNames().size(), options.type());
        numbers = new NumberField(options.type());
        row = new double[columns.featureNames().size()];
        if (!header) {
            add(first);
        }
        while (records.hasNext()) {
            add(records.next());
        }
        if (features.rows() == 0) {
            throw new InputException(source, "has a header, but no rows");
        }
    }

    private void add(CsvRecord record) throws InputException {
        if (record.getFieldCount() != columns.count()) {
            throw new InputException(
                    source + ", line " + record.getStartingLineNumber(),
                    "there must be " + columns.count() + " columns as in the first line, but there are "
                            + record.getFieldCount());
        }
        for (int i = 0; i < row.length; i++) {
            int index = columns.featureIndex(i);
            String field = record.getField(index);
            row[i] = numbers.parse(field);
            if (Double.isNaN(row[i])) {
                throw new InputException(place(record, index), numbers.problem(field));
            }
        }
        if (labelsAreWanted()) {
            labels.add(label(record));
        }
        features.add(row);
    }

    private boolean labelsAreWanted() {
        return options.labelUse() == ReadOptions.LabelUse.REQUIRED;
    }

    private String label(CsvRecord record) throws InputException {
        String label = record.getField(columns.labelIndex()).strip();
        if (label.isEmpty()) {
            throw new InputException(
                    place(record, columns.labelIndex()), "a label was expected, but the field is empty");
        }
        options.requireKnown(label, () -> place(record, columns.labelIndex()));
        return label;
    }

    private String place(CsvRecord record, int index) {
        return source + ", line " + record.getStartingLineNumber() + ", column " + columns.describe(index);
    }
}
