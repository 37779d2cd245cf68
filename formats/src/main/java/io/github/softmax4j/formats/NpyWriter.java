package io.github.softmax4j.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes predictions as an array of NumPy with a field for each column, text as UTF-32 of fixed width; {@code
 * numpy.load} reads it without pickles.
 *
 * @param columns what is said about each row
 */
record NpyWriter(PredictionColumns columns) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;

    /** Version 3 of the format: a header in UTF-8, whose length is an int. */
    private static final int PREAMBLE_BYTES = MAGIC.length + 2 + Integer.BYTES;

    void write(INDArray probabilities, OutputStream out) throws IOException {
        List<PredictionColumns.Column> all = columns.columns();
        int[] widths = widths(all);
        boolean isFloat = probabilities.dataType() == DataType.FLOAT;
        String fields = IntStream.range(0, widths.length)
                .mapToObj(i -> "('" + escaped(all.get(i).name()) + "', '"
                        + (all.get(i).isText() ? "<U" + widths[i] : isFloat ? "<f4" : "<f8") + "')")
                .collect(Collectors.joining(", "));
        out.write(header(
                "{'descr': [" + fields + "], 'fortran_order': False, 'shape': (" + probabilities.rows() + ",), }"));
        int probabilityBytes = isFloat ? Float.BYTES : Double.BYTES;
        int rowBytes = IntStream.range(0, widths.length)
                .map(i -> all.get(i).isText() ? widths[i] * Integer.BYTES : probabilityBytes)
                .sum();
        for (int row = 0; row < probabilities.rows(); row++) {
            out.write(bytes(columns.row(row, probabilities), widths, isFloat, rowBytes));
        }
    }

    /** The characters of the longest text of each column, at least 1. */
    private int[] widths(List<PredictionColumns.Column> all) {
        int classes = columns.classNames().stream()
                .mapToInt(name -> name.codePointCount(0, name.length()))
                .max()
                .orElse(1);
        var widths = new int[all.size()];
        for (int i = 0; i < widths.length; i++) {
            List<String> kept = columns.kept().get(all.get(i).name());
            widths[i] = kept == null || i >= columns.kept().size()
                    ? Math.max(1, classes)
                    : kept.stream()
                            .mapToInt(text -> text.codePointCount(0, text.length()))
                            .reduce(1, Math::max);
        }
        return widths;
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static byte[] header(String dictionary) {
        byte[] text = dictionary.getBytes(StandardCharsets.UTF_8);
        int bytes = (PREAMBLE_BYTES + text.length + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC)
                .put((byte) 3)
                .put((byte) 0)
                .putInt(bytes - PREAMBLE_BYTES)
                .put(text);
        while (header.remaining() > 1) {
            header.put((byte) ' ');
        }
        return header.put((byte) '\n').array();
    }

    private static byte[] bytes(List<Object> values, int[] widths, boolean isFloat, int rowBytes) {
        ByteBuffer row = ByteBuffer.allocate(rowBytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < widths.length; i++) {
            if (values.get(i) instanceof String text) {
                int end = row.position() + widths[i] * Integer.BYTES;
                text.codePoints().forEach(row::putInt);
                row.position(end);
            } else if (isFloat) {
                row.putFloat(((Double) values.get(i)).floatValue());
            } else {
                row.putDouble((Double) values.get(i));
            }
        }
        return row.array();
    }
}
