package io.github.softmax4j.export.form;

import java.util.List;

/**
 * What was decided about a file before it is written.
 *
 * @param inFloat whether the file computes in float; else in double
 * @param label whether it also names the class that wins
 * @param table the table that SQL reads
 * @param keep columns of that table that are carried along
 */
public record TargetOptions(boolean inFloat, boolean label, String table, List<String> keep) {
    /**
     * Copies the names.
     *
     * @param inFloat whether the file computes in float
     * @param label whether it also names the class that wins
     * @param table the table that SQL reads
     * @param keep columns of that table that are carried along
     */
    public TargetOptions {
        keep = List.copyOf(keep);
    }
}
