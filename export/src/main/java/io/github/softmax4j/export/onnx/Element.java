package io.github.softmax4j.export.onnx;

import java.util.Locale;

/** What the elements of a tensor are, as {@code TensorProto.DataType} numbers them. */
enum Element {
    FLOAT(1, Float.BYTES),
    INT64(7, Long.BYTES),
    STRING(8, 0),
    BOOL(9, 1),
    DOUBLE(11, Double.BYTES);

    private final int code;
    private final int bytes;

    Element(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    int code() {
        return code;
    }

    /** How long an element is, 0 where they differ. */
    int bytes() {
        return bytes;
    }

    /** Its name in small letters, as ONNX Runtime tells types: {@code tensor(double)}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
