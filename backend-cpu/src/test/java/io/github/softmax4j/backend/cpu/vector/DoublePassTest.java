package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.math.CrossEntropy;
import io.github.softmax4j.math.HessianProducts;
import io.github.softmax4j.math.PassShape;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

class DoublePassTest extends PassContract {
    DoublePassTest() {
        super(DataType.DOUBLE, 1e-12);
    }

    @Override
    List<CrossEntropy> forms(PassShape shape, double smoothing) {
        return List.of(new DoubleVectorCrossEntropy(shape, smoothing));
    }

    @Override
    HessianProducts hessianProducts(List<Batch> batches, PassShape shape) {
        return new DoubleVectorHessianProducts(batches, shape);
    }
}
