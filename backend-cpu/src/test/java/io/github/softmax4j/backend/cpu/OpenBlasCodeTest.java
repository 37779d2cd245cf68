package io.github.softmax4j.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenBlasCodeTest {
    private static final Optional<String> AMD = Optional.of("AuthenticAMD");
    private static final Processor WITH_AVX2 = new Processor("some processor", Optional.of(true));

    @Test
    void whoeverHasANewerProcessorIsTold() {
        String advice = OpenBlasCode.advice(AMD, Optional.of("26"), WITH_AVX2, Optional.empty())
                .orElseThrow();
        assertTrue(advice.contains("OPENBLAS_CORETYPE=Haswell") && advice.contains("some processor"), advice);
    }

    @Test
    void othersAreNot() {
        assertEquals(Optional.empty(), OpenBlasCode.advice(AMD, Optional.of("25"), WITH_AVX2, Optional.empty()));
        assertEquals(Optional.empty(), OpenBlasCode.advice(AMD, Optional.of("26"), WITH_AVX2, Optional.of("Zen")));
        assertEquals(
                Optional.empty(),
                OpenBlasCode.advice(Optional.of("GenuineIntel"), Optional.of("26"), WITH_AVX2, Optional.empty()));
        assertEquals(
                Optional.empty(),
                OpenBlasCode.advice(
                        AMD, Optional.of("26"), new Processor("none", Optional.of(false)), Optional.empty()));
        assertEquals(
                Optional.empty(), OpenBlasCode.advice(Optional.empty(), Optional.empty(), WITH_AVX2, Optional.empty()));
    }
}
