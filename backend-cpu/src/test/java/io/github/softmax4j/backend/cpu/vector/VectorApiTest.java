package io.github.softmax4j.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module is there or not once per virtual machine, so each case has one of its own. */
@RunsWithoutBackend
class VectorApiTest {
    /** Says whether the API is usable, and computes with it. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) {
            System.out.print(VectorApi.IS_USABLE ? "usable, exp(0) = " + exp() : "absent");
        }

        private static float exp() {
            return Lanes.exp(FloatVector.zero(Lanes.SPECIES), Lanes.NEXT_TO_NOTHING)
                    .lane(0);
        }
    }

    private static final String DOOR = "java.base/jdk.internal.module=ALL-UNNAMED";

    /** What a probe writes, to either stream. */
    private static String probe(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test
    void whereJavaWasNotAskedItIsAbsent() throws IOException, InterruptedException {
        assertEquals("absent", probe());
    }

    @Test
    void whereJavaOpensItsDoorItIsLoadedInSilence() throws IOException, InterruptedException {
        assertEquals(VectorApi.IS_USABLE ? "usable, exp(0) = 1.0" : "absent", probe("--add-exports", DOOR));
    }

    @Test
    void whereItIsAskedForItIsThere() throws IOException, InterruptedException {
        assertEquals(
                "WARNING: Using incubator modules: jdk.incubator.vector" + System.lineSeparator()
                        + (VectorApi.IS_USABLE ? "usable, exp(0) = 1.0" : "absent"),
                probe("--add-modules", "jdk.incubator.vector"));
    }

    /** The script of the sources, and those of the distribution. */
    @ParameterizedTest
    @ValueSource(strings = {"softmax4j", "cli/src/dist/bin/softmax4j", "cli/src/dist/bin/softmax4j.bat"})
    void theProgramOpensIt(String script) throws IOException {
        Path file = Path.of("..", script);
        Assumptions.assumeTrue(Files.exists(file), "the script is not here");
        assertTrue(Files.readString(file).contains("--add-exports " + DOOR));
    }
}
