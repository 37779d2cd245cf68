package io.github.softmax4j.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was written, and how it was checked.
 *
 * @param file the file
 * @param description what it is like: its inputs, its outputs
 * @param inFloat whether it computes in float
 * @param check how it compares with the model; empty where the class path has no reader of such files
 * @param warnings what may not be meant; a sentence each
 * @see ModelExport
 */
public record ExportReport(
        Path file, String description, boolean inFloat, Optional<Check> check, List<String> warnings) {
    /**
     * Copies the warnings.
     *
     * @param file the file
     * @param description what it is like
     * @param inFloat whether it computes in float
     * @param check how it compares with the model
     * @param warnings what may not be meant
     */
    public ExportReport {
        Objects.requireNonNull(file, "file must not be null");
        Objects.requireNonNull(description, "description must not be null");
        Objects.requireNonNull(check, "check must not be null");
        Objects.requireNonNull(warnings, "warnings must not be null");
        warnings = List.copyOf(warnings);
    }

    /**
     * A comparison with the model, of which every row has passed.
     *
     * @param reader the program that scored by the file
     * @param rows how many rows were compared: those made to cover what the model knows, and those given
     * @param givenRows those given
     * @param refused rows that both refuse
     * @param largestDifference of two probabilities
     * @param allowed by how much they may differ where the logits are summed from small numbers; where from large ones,
     *     by as much more as these round
     */
    public record Check(
            String reader, long rows, long givenRows, long refused, double largestDifference, double allowed) {
        /**
         * Checks that the reader is told.
         *
         * @param reader the program that scored by the file
         * @param rows how many rows were compared
         * @param givenRows those given
         * @param refused rows that both refuse
         * @param largestDifference of two probabilities
         * @param allowed by how much they may differ
         */
        public Check {
            Objects.requireNonNull(reader, "reader must not be null");
        }
    }
}
