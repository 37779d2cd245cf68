package io.github.softmax4j.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeBuildTest {
    private static final String LINUX = "linux-x86_64";

    private static NativeBuild choose(Optional<Boolean> avx2) {
        return NativeBuild.choose(
                LINUX,
                new Processor("a processor", avx2),
                resource -> resource.equals("org/nd4j/linalg/cpu/nativecpu/bindings/linux-x86_64-onednn-avx2/"));
    }

    @Test
    void takesOneDnnWhereTheProcessorHasAvx2() {
        assertEquals("-onednn-avx2", choose(Optional.of(true)).extension());
    }

    @Test
    void neverTakesAvx2WhereTheProcessorLacksIt() {
        NativeBuild build = choose(Optional.of(false));
        assertTrue(build.isPlain());
        assertTrue(build.reason().contains("no AVX2"), build.reason());
    }

    @Test
    void neverTakesAvx2OnAGuess() {
        NativeBuild build = choose(Optional.empty());
        assertTrue(build.isPlain());
        assertTrue(build.reason().contains("does not tell"), build.reason());
    }

    @Test
    void takesThePlainBuildWhereThereIsNoOther() {
        NativeBuild build =
                NativeBuild.choose("linux-arm64", new Processor("a processor", Optional.empty()), resource -> false);
        assertTrue(build.isPlain());
        assertTrue(build.reason().contains("no oneDNN build for linux-arm64"), build.reason());
    }
}
