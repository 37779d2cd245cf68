package io.github.softmax4j.training;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.ShuffledBatches;
import io.github.softmax4j.optim.Remembered;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How many mini-batches have been drawn: their orders follow from the seed. */
final class DrawnBatches implements Remembered {
    private final ShuffledBatches batches;
    private long drawn;

    DrawnBatches(ShuffledBatches batches) {
        this.batches = batches;
    }

    Batch next() {
        drawn++;
        return batches.next();
    }

    /** Without the last one, whose loss the descent does not know yet. */
    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(drawn - 1);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        drawn = in.readLong();
        batches.skip(drawn);
    }
}
