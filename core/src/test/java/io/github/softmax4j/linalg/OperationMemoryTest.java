package io.github.softmax4j.linalg;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.ResidentMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An operation that is kept gathers nothing from call to call: the process's resident memory stays as it is. */
class OperationMemoryTest {
    private static final int CALLS = 200_000;

    /** Some 50 bytes per call; what a context keeps of its arrays would be 260. */
    private static final long MOST_GROWTH = 10 << 20;

    /** Every operation, on 2 x 2 matrices. */
    private enum Kept {
        PRODUCT {
            @Override
            Runnable call(INDArray matrix, INDArray other, INDArray out) {
                Operation operation = Operation.product();
                return () -> operation.run(matrix, other, out);
            }
        },
        ADD_TO_EACH_ROW {
            @Override
            Runnable call(INDArray matrix, INDArray other, INDArray out) {
                Operation operation = Operation.addToEachRow();
                INDArray vector = Nd4j.ones(DataType.FLOAT, 2);
                return () -> operation.run(matrix, vector, out);
            }
        },
        SOFTMAX {
            @Override
            Runnable call(INDArray matrix, INDArray other, INDArray out) {
                Operation operation = Operation.softmax();
                return () -> operation.run(matrix, out);
            }
        },
        AT_LEAST {
            @Override
            Runnable call(INDArray matrix, INDArray other, INDArray out) {
                Operation operation = Operation.atLeast(1e-20);
                return () -> operation.run(matrix, out);
            }
        },
        ROW_MAXIMUM {
            @Override
            Runnable call(INDArray matrix, INDArray other, INDArray out) {
                Operation operation = Operation.rowMaximum();
                INDArray vector = Nd4j.ones(DataType.FLOAT, 2);
                return () -> operation.run(matrix, vector);
            }
        },
        COLUMN_SUM {
            @Override
            Runnable call(INDArray matrix, INDArray other, INDArray out) {
                Operation operation = Operation.columnSum();
                INDArray vector = Nd4j.ones(DataType.FLOAT, 2);
                return () -> operation.run(matrix, vector);
            }
        },
        MULTIPLY {
            @Override
            Runnable call(INDArray matrix, INDArray other, INDArray out) {
                Operation operation = Operation.multiply();
                return () -> operation.run(matrix, other, out);
            }
        },
        ONE_HOT {
            @Override
            Runnable call(INDArray matrix, INDArray other, INDArray out) {
                Operation operation = Operation.oneHot(2, 1, 0);
                INDArray labels = Nd4j.createFromArray(0, 1);
                return () -> operation.run(labels, out);
            }
        },
        TO_DOUBLE {
            @Override
            Runnable call(INDArray matrix, INDArray other, INDArray out) {
                Operation operation = Operation.toDouble();
                INDArray converted = Nd4j.ones(DataType.DOUBLE, 2, 2);
                return () -> operation.run(matrix, converted);
            }
        };

        abstract Runnable call(INDArray matrix, INDArray other, INDArray out);
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void residentMemoryIsFlat(Kept kept) {
        Runnable call = kept.call(
                Nd4j.ones(DataType.FLOAT, 2, 2), Nd4j.ones(DataType.FLOAT, 2, 2), Nd4j.ones(DataType.FLOAT, 2, 2));
        long growth = Backend.onOneThread(() -> ResidentMemory.growth(CALLS, call));
        assertTrue(growth < MOST_GROWTH, growth + " bytes more after " + CALLS + " calls");
    }
}
