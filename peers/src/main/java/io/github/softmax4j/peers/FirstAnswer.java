package io.github.softmax4j.peers;

import io.github.softmax4j.serve.Scorer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The first answer of a process: its arguments are a model file and a record as {@code name=value}; what it takes is
 * measured from outside.
 */
final class FirstAnswer {
    private FirstAnswer() {}

    public static void main(String[] args) throws IOException {
        var record = new HashMap<String, String>();
        for (int i = 1; i < args.length; i++) {
            String[] parts = args[i].split("=", 2);
            record.put(parts[0], parts[1]);
        }
        System.out.println(answer(Path.of(args[0]), record));
    }

    /** A model without a table is asked for a row of zeros where no record is given. */
    private static String answer(Path file, Map<String, String> record) throws IOException {
        Scorer scorer = Scorer.read(file);
        return record.isEmpty() ? scorer.label(new double[scorer.featureNames().size()]) : scorer.label(record);
    }
}
