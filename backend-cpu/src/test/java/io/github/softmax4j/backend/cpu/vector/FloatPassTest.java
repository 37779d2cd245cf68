package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.math.CrossEntropy;
import io.github.softmax4j.math.HessianProducts;
import io.github.softmax4j.math.PassShape;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

class FloatPassTest extends PassContract {
    FloatPassTest() {
        super(DataType.FLOAT, 3e-6);
    }

    @Override
    List<CrossEntropy> forms(PassShape shape, double smoothing) {
        return List.of(new VectorCrossEntropy(shape, smoothing), new WideCrossEntropy(shape, smoothing));
    }

    @Override
    HessianProducts hessianProducts(List<Batch> batches, PassShape shape) {
        return new VectorHessianProducts(batches, shape);
    }
}
