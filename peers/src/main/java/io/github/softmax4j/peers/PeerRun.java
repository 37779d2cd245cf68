package io.github.softmax4j.peers;

import io.github.softmax4j.benchmarks.gaps.Start;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * One contender's fits, in a process of its own: CONTENDER LIMIT DATA RESULT LAMBDA MOST LONG. The first fit goes to
 * RESULT.cold, a second one to RESULT.warm unless the first took more than LONG seconds; after MOST seconds of a fit
 * the process ends.
 */
public final class PeerRun {
    /** The exit code of a process whose fit took too long. */
    static final int TOO_LONG = 3;

    private PeerRun() {}

    /**
     * Trains and writes what came of it.
     *
     * @param args of the command line
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Trainer trainer = Contender.valueOf(args[0]).trainer(Integer.parseInt(args[1]));
        TrainingData data = TrainingData.read(Path.of(args[2]));
        double most = Double.parseDouble(args[5]);
        double longest = Double.parseDouble(args[6]);
        Trainer.Fitting fitting = trainer.prepare(data, Double.parseDouble(args[4]));
        Map<Start, Trained> trained = new EnumMap<>(Start.class);
        for (Start start : Start.values()) {
            if (trained.values().stream().allMatch(before -> before.seconds() <= longest)) {
                var watch = new Stopwatch();
                watch.endProcessAfter(most, TOO_LONG);
                trained.put(start, fitting.fit(watch));
            }
        }
        for (Map.Entry<Start, Trained> entry : trained.entrySet()) {
            fitting.completed(entry.getValue()).write(result(args[3], entry.getKey()));
        }
        System.exit(0); // some leave threads behind
    }

    static Path result(String prefix, Start start) {
        return Path.of(prefix + "." + start.word());
    }
}
