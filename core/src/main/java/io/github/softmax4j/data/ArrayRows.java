package io.github.softmax4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Rows that are an array.
 *
 * @param values rows x columns, c order
 */
record ArrayRows(INDArray values) implements FeatureRows {
    /**
     * Neighbouring rows of a matrix, or values of a vector: a view, or the whole itself. ND4J takes some views of views
     * for empty, by their offset in what both are views of; those are copied.
     */
    static INDArray range(INDArray array, long first, long count) {
        if (count == array.size(0)) {
            return array;
        }
        var range = NDArrayIndex.interval(first, first + count);
        if (array.rank() == 1) {
            return array.get(range);
        }
        INDArray view = array.get(range, NDArrayIndex.all());
        return view.isEmpty()
                ? Nd4j.pullRows(
                        array,
                        1,
                        IntStream.range((int) first, (int) (first + count)).toArray(),
                        'c')
                : view;
    }

    @Override
    public long rows() {
        return values.rows();
    }

    @Override
    public int columns() {
        return values.columns();
    }

    @Override
    public DataType type() {
        return values.dataType();
    }

    @Override
    public Optional<INDArray> array() {
        return Optional.of(values);
    }

    /** Views. */
    @Override
    public Blocks<FeatureBlock> blocks(int blockRows, int step) {
        List<FeatureBlock> blocks = new ArrayList<>();
        for (long first = 0; first < rows(); first += (long) blockRows * step) {
            blocks.add(FeatureBlock.of(range(values, first, Math.min(blockRows, rows() - first))));
        }
        return Blocks.of(blocks, () -> {});
    }

    @Override
    public INDArray copy(int... rows) {
        return Nd4j.pullRows(values, 1, rows, 'c');
    }

    @Override
    public INDArray copyAll() {
        return values.dup('c');
    }

    @Override
    public RowGather gather(int mostRows) {
        return new ArrayGather(values, mostRows);
    }
}
