package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.math.HessianProducts;
import io.github.softmax4j.math.PassShape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products with the Hessian by hand; the probabilities stay on the heap, tile by tile. */
final class VectorHessianProducts implements HessianProducts {
    private final PassShape shape;
    private final int classes;
    private final List<RowBlock> rows;
    private final FusedPass pass;
    private final Coefficients point;
    private final float[][] probabilities;
    private final Softmax[] softmaxes;
    private final float[][] means;

    VectorHessianProducts(List<Batch> batches, PassShape shape) {
        this(shape, batches.stream().map(RowBlock::of).toList());
    }

    private VectorHessianProducts(PassShape shape, List<RowBlock> rows) {
        this.shape = shape;
        this.classes = Math.toIntExact(shape.classes());
        this.rows = rows;
        this.pass = new FusedPass(shape);
        this.point = pass.newPoint();
        this.probabilities =
                new float[Math.toIntExact(FusedPass.groups(rows))][Math.toIntExact(shape.columns()) * Tile.ROWS];
        this.softmaxes = Stream.generate(Softmax::new).limit(pass.threads()).toArray(Softmax[]::new);
        this.means = new float[pass.threads()][Tile.ROWS];
    }

    @Override
    public void linearizeAt(INDArray points) {
        point.readTransposed(points);
        pass.forward(rows, point, this::keepProbabilities);
    }

    private void keepProbabilities(Tile tile, FusedPass.Place place) {
        Softmax softmax = softmaxes[place.worker()];
        for (int model = 0; model < shape.models(); model++) {
            softmax.run(tile.columns, model * classes * Tile.ROWS, classes);
        }
        float[] kept = probabilities[place.group()];
        System.arraycopy(tile.columns, 0, kept, 0, kept.length);
    }

    @Override
    public HessianProducts keep(int[] models) {
        var kept = new VectorHessianProducts(shape.ofModels(models.length), rows);
        int length = classes * Tile.ROWS;
        for (int group = 0; group < probabilities.length; group++) {
            for (int m = 0; m < models.length; m++) {
                System.arraycopy(
                        probabilities[group], models[m] * length, kept.probabilities[group], m * length, length);
            }
        }
        return kept;
    }

    @Override
    public void multiply(INDArray directions, INDArray images) {
        point.readTransposed(directions);
        pass.bothWays(rows, point, this::multiplyTile).writeTransposed(images);
    }

    /** z becomes w p o (z - p'z), row by row. */
    private void multiplyTile(Tile tile, FusedPass.Place place) {
        float[] kept = probabilities[place.group()];
        float[] mean = means[place.worker()];
        for (int model = 0; model < shape.models(); model++) {
            int from = model * classes * Tile.ROWS;
            Arrays.fill(mean, 0);
            for (int k = 0; k < classes; k++) {
                for (int i = 0; i < Tile.ROWS; i++) {
                    int at = from + k * Tile.ROWS + i;
                    mean[i] += kept[at] * tile.columns[at];
                }
            }
            for (int k = 0; k < classes; k++) {
                for (int i = 0; i < Tile.ROWS; i++) {
                    int at = from + k * Tile.ROWS + i;
                    tile.columns[at] = kept[at] * (tile.columns[at] - mean[i]);
                }
            }
            if (place.block().weights() != null) {
                for (int i = 0; i < tile.rows(); i++) {
                    mean[i] = place.block().weights().get(place.firstRow() + i);
                }
                tile.scaleRows(mean, model * classes, classes);
            }
        }
    }

    @Override
    public void close() {
        // everything is on the heap
    }
}
