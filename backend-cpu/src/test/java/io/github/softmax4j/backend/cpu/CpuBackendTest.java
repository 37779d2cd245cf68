package io.github.softmax4j.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.BackendInfo;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.NativeOpsHolder;

class CpuBackendTest {
    @Test
    void whatWasChosenIsWhatWasLoaded() {
        BackendInfo info = Backend.start();
        assertTrue(info.name().startsWith("nd4j-native 1."), info.name());
        assertTrue(info.threads() >= 1);
        boolean avx2 = Processor.current().avx2().orElse(false);
        boolean hasBuild = CpuBackend.class
                        .getClassLoader()
                        .getResource("org/nd4j/linalg/cpu/nativecpu/bindings/" + Loader.getPlatform() + "-onednn-avx2/")
                != null;
        assertEquals(avx2 && hasBuild, info.build().equals("oneDNN for AVX2"), info.build());
        // the build's own word: 2 for AVX2, 0 for the plain one
        int level = NativeOpsHolder.getInstance().getDeviceNativeOps().binaryLevel();
        assertEquals(avx2 && hasBuild ? 2 : 0, level);
    }

    @Test
    void asksTheVirtualMachineForTheProcessor() {
        Processor processor = Processor.current();
        assertTrue(!processor.name().isBlank());
        boolean intelOrAmd = System.getProperty("os.arch").matches("amd64|x86_64");
        assertEquals(intelOrAmd, processor.avx2().isPresent());
    }

    @Test
    void threadsAreChosenBeforeTheStart() {
        assertThrows(IllegalArgumentException.class, () -> Backend.chooseThreads(0));
        Backend.start();
        assertThrows(IllegalStateException.class, () -> Backend.chooseThreads(1));
    }
}
