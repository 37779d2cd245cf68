package io.github.softmax4j.backend.cpu;

import java.util.function.Predicate;

/**
 * A native build of ND4J for the processor, and why it was chosen.
 *
 * <p>The oneDNN build for AVX2 multiplies by few columns much faster than the plain one. A build for AVX-512 exists,
 * too, but oneDNN looks at the processor by itself and uses AVX-512 from the AVX2 build as well (docs/decisions/0002).
 *
 * @param extension what JavaCPP appends to the platform's name: empty for the plain build
 * @param reason in words
 */
record NativeBuild(String extension, String reason) {
    static final String ONEDNN_AVX2 = "-onednn-avx2";
    private static final String BINDINGS = "org/nd4j/linalg/cpu/nativecpu/bindings/";

    /**
     * Chooses a build.
     *
     * @param platform JavaCPP's name of the platform, such as linux-x86_64
     * @param processor what the processor can do
     * @param onClassPath whether a resource is on the class path
     */
    static NativeBuild choose(String platform, Processor processor, Predicate<String> onClassPath) {
        if (!onClassPath.test(BINDINGS + platform + ONEDNN_AVX2 + "/")) {
            return plain("there is no oneDNN build for " + platform + " on the class path");
        }
        if (processor.avx2().isEmpty()) {
            return plain("this Java virtual machine does not tell whether the processor has AVX2");
        }
        if (!processor.avx2().get()) {
            return plain("the processor has no AVX2 and FMA, or the virtual machine was told not to use them");
        }
        return new NativeBuild(ONEDNN_AVX2, "oneDNN for AVX2");
    }

    private static NativeBuild plain(String why) {
        return new NativeBuild("", "plain build: " + why);
    }

    boolean isPlain() {
        return extension.isEmpty();
    }
}
