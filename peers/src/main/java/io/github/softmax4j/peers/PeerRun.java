package io.github.softmax4j.peers;

import java.io.IOException;
import java.nio.file.Path;

/** One contender's training, in a process of its own: CONTENDER DATA RESULT LAMBDA. */
public final class PeerRun {
    private PeerRun() {}

    /**
     * Trains and writes what came of it.
     *
     * @param args of the command line
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Contender contender = Contender.valueOf(args[0]);
        TrainingData data = TrainingData.read(Path.of(args[1]));
        contender.trainer().train(data, Double.parseDouble(args[3])).write(Path.of(args[2]));
        System.exit(0); // some leave threads behind
    }
}
