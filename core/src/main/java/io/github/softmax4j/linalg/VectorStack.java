package io.github.softmax4j.linalg;

import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Vectors of one length, one behind the other in a matrix. Looking at a part of an array costs ND4J as much as a small
 * operation, so it is done once.
 *
 * @param matrix all of them, in c order; the rows of one are the next
 * @param flat the same as one vector
 * @param vectors each by itself
 */
public record VectorStack(INDArray matrix, INDArray flat, List<INDArray> vectors) implements AutoCloseable {
    /**
     * Sees a matrix as vectors.
     *
     * @param matrix its rows are a multiple of the number of vectors; closed with this
     * @param count the number of vectors
     * @return the vectors
     */
    public static VectorStack of(INDArray matrix, int count) {
        INDArray flat = Vectors.flat(matrix);
        long length = flat.length() / count;
        return new VectorStack(
                matrix,
                flat,
                count == 1
                        ? List.of(flat)
                        : IntStream.range(0, count)
                                .mapToObj(i -> flat.get(NDArrayIndex.interval(i * length, (i + 1) * length)))
                                .toList());
    }

    /**
     * As many vectors of other memory.
     *
     * @return with any values
     */
    public VectorStack ulike() {
        return of(matrix.ulike(), vectors.size());
    }

    /**
     * A copy.
     *
     * @return with memory of its own
     */
    public VectorStack copy() {
        return of(matrix.dup('c'), vectors.size());
    }

    /**
     * Copies some of the vectors; this is closed.
     *
     * @param kept their numbers, ascending
     * @return the copies
     */
    public VectorStack keep(int[] kept) {
        long rows = matrix.rows() / vectors.size();
        INDArray picked = Nd4j.create(matrix.dataType(), new long[] {rows * kept.length, matrix.columns()}, 'c');
        VectorStack left = of(picked, kept.length);
        for (int i = 0; i < kept.length; i++) {
            left.vectors.get(i).assign(vectors.get(kept[i]));
        }
        close();
        return left;
    }

    @Override
    public void close() {
        Operation.close(matrix);
    }
}
