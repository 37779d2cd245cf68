package io.github.softmax4j.newton;

import io.github.softmax4j.linalg.SecantPairs;
import io.github.softmax4j.linalg.Vectors;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Limited-memory preconditioner: what the last solutions of a model's systems have told of its Hessian, which changes
 * little from step to step. Morales and Nocedal, Automatic preconditioning by limited memory quasi-Newton updating
 * (2000).
 */
final class LimitedMemoryPreconditioner implements AutoCloseable {
    /** Of some solutions; more take memory, and save little. */
    private static final int MEMORY = 8;

    /**
     * So many are kept of a solution, from all of its length: the first tell of what is steep, the last of what is
     * flat.
     */
    private static final int OF_A_SOLUTION = 4;

    /** An image of a direction that is so much flatter than another is mostly rounding in float. */
    private static final double LEAST_SHARE = 1e-5;

    /** Vectors that this takes at most. */
    static final int VECTORS = 2 * (MEMORY + 2 * OF_A_SOLUTION);

    private final SecantPairs pairs = new SecantPairs(MEMORY);
    private final List<Product> products = new ArrayList<>();
    private int seen;
    private int spacing = 1;

    /** A direction and A times it; its Rayleigh quotient. */
    private record Product(INDArray direction, INDArray image, double curvature) implements AutoCloseable {
        static Product of(INDArray direction, INDArray image) {
            double curvature = Vectors.dot(direction, image) / Vectors.dot(direction, direction);
            return new Product(direction.dup(), image.dup(), curvature);
        }

        @Override
        public void close() {
            direction.close();
            image.close();
        }
    }

    boolean isEmpty() {
        return pairs.isEmpty();
    }

    /** Begins to precondition a vector, see {@link SecantPairs}. */
    SecantPairs.Recursion begin(INDArray vector) {
        return pairs.begin(vector, false);
    }

    /** Takes notice of a product of the solution under way, whose preconditioner must not change by it. */
    void learn(INDArray direction, INDArray image) {
        if (seen % spacing == 0) {
            products.add(Product.of(direction, image));
        }
        seen++;
        if (products.size() == 2 * OF_A_SOLUTION) {
            thinOut();
        }
    }

    private void thinOut() {
        for (int i = products.size() - 1; i > 0; i -= 2) {
            products.remove(i).close();
        }
        spacing *= 2;
    }

    /** The solution has ended. */
    void end() {
        double steepest =
                products.stream().mapToDouble(Product::curvature).max().orElse(0);
        int count = Math.min(OF_A_SOLUTION, products.size());
        for (int i = 0; i < count; i++) {
            Product product = products.get(count == 1 ? 0 : i * (products.size() - 1) / (count - 1));
            if (product.curvature > LEAST_SHARE * steepest) {
                pairs.remember(product.direction, product.image);
            }
        }
        drop();
    }

    /** Between solutions, when no products are kept. */
    void writeTo(DataOutput out) throws IOException {
        pairs.writeTo(out);
    }

    void readFrom(DataInput in, DataType type, long length) throws IOException {
        pairs.readFrom(in, type, length);
    }

    private void drop() {
        products.forEach(Product::close);
        products.clear();
        seen = 0;
        spacing = 1;
    }

    /** What was learnt is of a point that is far away by now, or of no use. */
    void forget() {
        pairs.forget();
    }

    @Override
    public void close() {
        drop();
        pairs.close();
    }
}
