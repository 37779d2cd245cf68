package io.github.softmax4j.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the labels of arrays are looked for, if nobody names them: beside the rows, under a name like theirs.
 *
 * <p>For example:
 *
 * <pre>{@code
 * List<Path> candidates = LabelsBeside.of(Path.of("data", "x_train.npy"));
 * Path labels = candidates.get(0); // data/y_train.npy
 * }</pre>
 */
public final class LabelsBeside {
    private LabelsBeside() {}

    /**
     * All files that may be read so.
     *
     * @param rows a file of rows, of any format
     * @return in no order; none where no name is like that of labels
     */
    public static List<Path> of(Path rows) {
        Objects.requireNonNull(rows, "rows");
        return rows.getFileName() == null
                ? List.of()
                : Stream.concat(ofImages(rows).stream(), ofArray(rows).stream()).toList();
    }

    /** Of IDX images, {@code ...-labels-idx1-ubyte} to {@code ...-images-idx3-ubyte}; either may be compressed. */
    static List<Path> ofImages(Path images) {
        String name = images.getFileName().toString();
        String labels = name.replace("images-idx3", "labels-idx1").replace("images.idx3", "labels.idx1");
        String plain = labels.replaceFirst("\\.gz$", "");
        return labels.equals(name)
                ? List.of()
                : Stream.of(labels, plain, plain + ".gz")
                        .map(images::resolveSibling)
                        .toList();
    }

    /** Of an array of NumPy, {@code y...} to {@code x...}, and {@code labels...} to {@code features...}. */
    static Optional<Path> ofArray(Path features) {
        String name = features.getFileName().toString();
        String labels = name.replaceFirst("^[xX]", "y").replaceFirst("^features", "labels");
        return labels.equals(name) ? Optional.empty() : Optional.of(features.resolveSibling(labels));
    }
}
