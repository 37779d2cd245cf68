package io.github.softmax4j.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.BackendException;
import io.github.softmax4j.backend.BackendInfo;
import io.github.softmax4j.backend.DeviceReport;
import io.github.softmax4j.backend.RunsWithoutBackend;
import org.junit.jupiter.api.Test;

/** On this machine, with a GPU or without. */
@RunsWithoutBackend
class CudaBackendTest {
    @Test
    void startsOrSaysWhyNot() {
        DeviceReport report = Backend.devices().orElseThrow();
        assertEquals("cuda", report.flavour());
        if (report.problem().isPresent()) {
            BackendException refusal = assertThrows(BackendException.class, Backend::start);
            assertEquals(report.problem().get(), refusal.getMessage());
        } else {
            BackendInfo info = Backend.start();
            assertTrue(info.name().startsWith("nd4j-cuda"), info.name());
            assertTrue(info.device().startsWith("GPU 0"), info.device());
        }
    }
}
