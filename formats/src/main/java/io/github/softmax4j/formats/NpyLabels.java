package io.github.softmax4j.formats;

import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.Spelling;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipException;

/**
 * Labels in an array of NumPy. Whole numbers never go through a double, which would make one class of two beyond 2^53;
 * floating-point numbers are labels where they are whole, as pandas writes a column of whole numbers with a gap.
 */
final class NpyLabels {
    private static final double LARGEST_EXACT = 0x1p53;

    private final NpyArray source;

    NpyLabels(NpyArray source) {
        this.source = source;
    }

    /** Adds one label for each row. */
    void addTo(LabelList labels, long rows) throws IOException {
        try (DataInputStream in = source.open()) {
            NpyHeader header = NpyReader.header(in, source);
            if (header.rows() != rows || header.rowLength() != 1) {
                throw new InputException(
                        source.name(),
                        "there must be " + rows + " labels, one per row, but the shape is " + header.shapeText());
            }
            var bytes = new byte[header.bytesPerElement()];
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
            for (long i = 0; i < rows; i++) {
                in.readFully(bytes);
                long row = i;
                Supplier<String> place = () -> source.name() + ", row " + row;
                labels.add(label(header, buffer, place), place);
            }
            NpyReader.requireEnd(in, source.name(), header);
        } catch (EOFException | ZipException e) {
            throw NpyReader.cutShort(source.name(), e);
        }
    }

    private static String label(NpyHeader header, ByteBuffer buffer, Supplier<String> place) throws InputException {
        return switch (header.kind()) {
            case 'U', 'S' -> ofText(header.text(buffer, 0), place);
            case 'b' -> buffer.get(0) == 0 ? "false" : "true";
            case 'f' -> ofFloat(header.number(buffer, 0), place);
            default -> header.whole(buffer, 0);
        };
    }

    private static String ofText(String text, Supplier<String> place) throws InputException {
        return Optional.of(text.strip())
                .filter(word -> !Notation.USUAL.isNothing(word))
                .map(Spelling::of)
                .orElseThrow(() -> missing("'" + text.strip() + "'", place));
    }

    private static String ofFloat(double number, Supplier<String> place) throws InputException {
        if (Double.isNaN(number)) {
            throw missing("NaN", place);
        }
        if (number != Math.rint(number) || Math.abs(number) > LARGEST_EXACT) {
            throw new InputException(place.get(), "a label must be a whole number or text, but is " + number);
        }
        return new BigDecimal(number).toBigInteger().toString();
    }

    private static InputException missing(String found, Supplier<String> place) {
        return new InputException(
                place.get(), "a label was expected, but it is missing (" + found + "); leave such rows out");
    }
}
