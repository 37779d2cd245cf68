package io.github.softmax4j.peers;

import io.github.softmax4j.benchmarks.gaps.Start;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All fits of a contender on one problem, from its smallest limit to its largest. The next one is left out where the
 * seconds of the one before let expect more than twice the most that a fit may take.
 */
final class Ladder {
    /** So many processes for a single short fit, as a bad moment would spoil all that there is of a contender. */
    private static final int ROUNDS = 3;

    private static final double SHORT_SECONDS = 5;

    private final PeerProcesses processes;
    private final double mostSeconds;

    Ladder(PeerProcesses processes, double mostSeconds) {
        this.processes = processes;
        this.mostSeconds = mostSeconds;
    }

    /** What became of each limit. */
    Map<Integer, PeerProcesses.Outcome> climb(Contender contender, Path data) throws IOException, InterruptedException {
        var outcomes = new LinkedHashMap<Integer, PeerProcesses.Outcome>();
        for (int limit : contender.limits()) {
            double expected = expected(outcomes, limit);
            PeerProcesses.Outcome outcome = expected > 2 * mostSeconds
                    ? new PeerProcesses.Outcome(Map.of(), "not run: some %.0f s".formatted(expected))
                    : run(contender, limit, data);
            outcomes.put(limit, outcome);
        }
        return outcomes;
    }

    /**
     * Seconds of a first fit: those of the last one that was made, and for every step more those of a step of a later
     * fit, which has nothing to start up; 0 where none was made.
     */
    static double expected(Map<Integer, PeerProcesses.Outcome> outcomes, int limit) {
        double expected = 0;
        for (Map.Entry<Integer, PeerProcesses.Outcome> entry : outcomes.entrySet()) {
            Map<Start, Trained> trained = entry.getValue().trained();
            if (trained.containsKey(Start.COLD)) {
                double cold = trained.get(Start.COLD).seconds();
                double warm = trained.getOrDefault(Start.WARM, trained.get(Start.COLD))
                        .seconds();
                expected = cold + warm / entry.getKey() * (limit - entry.getKey());
            }
        }
        return expected;
    }

    private PeerProcesses.Outcome run(Contender contender, int limit, Path data)
            throws IOException, InterruptedException {
        boolean isSingle = contender.limits().size() == 1;
        return isSingle ? fastest(contender, limit, data) : processes.run(contender, limit, data);
    }

    private PeerProcesses.Outcome fastest(Contender contender, int limit, Path data)
            throws IOException, InterruptedException {
        PeerProcesses.Outcome outcome = processes.run(contender, limit, data);
        var fastest = new EnumMap<Start, Trained>(Start.class);
        fastest.putAll(outcome.trained());
        for (int round = 2; round <= ROUNDS && isShort(outcome); round++) {
            outcome = processes.run(contender, limit, data);
            outcome.trained()
                    .forEach((start, trained) ->
                            fastest.merge(start, trained, (a, b) -> a.seconds() <= b.seconds() ? a : b));
        }
        return new PeerProcesses.Outcome(fastest, fastest.isEmpty() ? outcome.note() : "");
    }

    private static boolean isShort(PeerProcesses.Outcome outcome) {
        return !outcome.trained().isEmpty() && outcome.trained().get(Start.COLD).seconds() < SHORT_SECONDS;
    }
}
