package io.github.softmax4j.data;

import io.github.softmax4j.backend.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Collects what an iterator of ND4J goes through, as DL4J's networks are trained on it. */
final class IteratedRows {
    private final List<double[]> targets = new ArrayList<>();
    private FeatureBuilder features;
    private int columns;

    private IteratedRows() {}

    static Dataset read(DataSetIterator iterator) {
        Backend.start();
        if (iterator.resetSupported()) {
            iterator.reset();
        }
        var rows = new IteratedRows();
        while (iterator.hasNext()) {
            rows.add(iterator.next());
        }
        if (rows.targets.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one row, but the iterator has none");
        }
        return rows.dataset(iterator.getLabels());
    }

    private void add(DataSet batch) {
        if (batch.getFeaturesMaskArray() != null || batch.getLabelsMaskArray() != null) {
            throw new IllegalArgumentException(
                    "rows of features and labels were expected, but there are masks, as sequences have them");
        }
        INDArray x = batch.getFeatures();
        INDArray y = batch.getLabels();
        if (y == null || y.rank() != 2 || y.columns() < 2 || y.rows() != x.size(0)) {
            throw new IllegalArgumentException("labels must be rows x classes, at least 2 classes, but have shape "
                    + (y == null ? "none" : Arrays.toString(y.shape())) + " beside features of shape "
                    + Arrays.toString(x.shape()));
        }
        INDArray matrix = x.reshape('c', x.size(0), x.length() / x.size(0));
        Features.requireFinite("features", matrix);
        if (features == null) {
            columns = matrix.columns();
            features = new FeatureBuilder(columns, x.dataType() == DataType.DOUBLE ? DataType.DOUBLE : DataType.FLOAT);
        }
        if (matrix.columns() != columns || (!targets.isEmpty() && targets.get(0).length != y.columns())) {
            throw new IllegalArgumentException("all batches must have the same features and classes, but one has "
                    + matrix.columns() + " features and " + y.columns() + " classes, and the first "
                    + columns + " and " + targets.get(0).length);
        }
        for (double[] row : matrix.castTo(DataType.DOUBLE).toDoubleMatrix()) {
            features.add(row);
        }
        targets.addAll(Arrays.asList(y.castTo(DataType.DOUBLE).toDoubleMatrix()));
    }

    /** Names are the iterator's where it has one per class, else the classes' numbers. */
    private Dataset dataset(List<String> named) {
        int count = targets.get(0).length;
        List<String> names = named != null && named.size() == count
                ? named
                : IntStream.range(0, count).mapToObj(Integer::toString).toList();
        ClassLabels classes = ClassLabels.inOrder(names);
        FeatureMatrix matrix = features.build();
        if (targets.stream().allMatch(IteratedRows::isOneHot)) {
            List<String> labels =
                    targets.stream().map(row -> names.get(largest(row))).toList();
            return Dataset.of(matrix, labels, classes);
        }
        return Dataset.ofProbabilities(
                matrix.original(), Nd4j.createFromArray(targets.toArray(double[][]::new)), classes);
    }

    private static boolean isOneHot(double[] row) {
        return Arrays.stream(row).allMatch(y -> y == 0 || y == 1)
                && Arrays.stream(row).sum() == 1;
    }

    private static int largest(double[] row) {
        return IntStream.range(0, row.length)
                .reduce((a, b) -> row[b] > row[a] ? b : a)
                .orElseThrow();
    }
}
