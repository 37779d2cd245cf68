package io.github.softmax4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            var range = NDArrayIndex.interval(first, Math.min(rows(), first + blockRows));
            blocks.add(FeatureBlock.of(values.get(range, NDArrayIndex.all())));
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
