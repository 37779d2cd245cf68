package io.github.softmax4j.backend.cpu;

import java.util.Optional;

/**
 * Which code OpenBLAS computes with on this processor.
 *
 * <p>The release in ND4J's natives, 0.3.19 of 2021, tells AMD's processors by their families, and takes those that came
 * after it for one of 2007: its products then take three to four times as long as they could (docs/processor.md). Only
 * the environment that the process starts with can tell it otherwise.
 */
final class OpenBlasCode {
    /** What the environment tells OpenBLAS. */
    static final String VARIABLE = "OPENBLAS_CORETYPE";

    /** Zen 3 and Zen 4. */
    private static final int LAST_FAMILY_KNOWN = 25;

    private OpenBlasCode() {}

    /**
     * What the user should know.
     *
     * @param vendor of the processor, as Linux says; empty elsewhere
     * @param family of the processor, as Linux says
     * @param processor what it can do
     * @param told the value of {@link #VARIABLE}
     * @return what to set, and why; empty where OpenBLAS knows the processor, or was told
     */
    static Optional<String> advice(
            Optional<String> vendor, Optional<String> family, Processor processor, Optional<String> told) {
        boolean isUnknown = vendor.equals(Optional.of("AuthenticAMD"))
                && family.map(Integer::parseInt).orElse(0) > LAST_FAMILY_KNOWN;
        return isUnknown && told.isEmpty() && processor.avx2().orElse(false)
                ? Optional.of("OpenBLAS does not know this processor (" + processor.name()
                        + "), and multiplies matrices at a third of its speed: start Java with " + VARIABLE
                        + "=Haswell in its environment")
                : Optional.empty();
    }
}
