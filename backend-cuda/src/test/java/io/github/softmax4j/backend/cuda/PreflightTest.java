package io.github.softmax4j.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.DeviceReport;
import io.github.softmax4j.backend.RunsWithoutBackend;
import io.github.softmax4j.backend.cuda.DriverFacts.State;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Facts as machines have told them. */
@RunsWithoutBackend
class PreflightTest {
    private static final long GIB = 1L << 30;
    private static final OptionalInt ANY = OptionalInt.empty();

    private static final Nd4jLibrary M21 = new Nd4jLibrary("1.0.0-M2.1", 11_060);
    private static final Nd4jLibrary M11 = new Nd4jLibrary("1.0.0-M1.1", 11_020);

    /** As read from the released libraries. */
    private static final List<CodeImage> M21_CODE = IntStream.of(37, 50, 52, 60, 61, 70, 75, 80, 86)
            .mapToObj(capability -> new CodeImage(false, capability))
            .toList();

    private static final List<CodeImage> M11_CODE = Stream.concat(
                    IntStream.of(35, 50, 52, 60, 61, 70, 75, 80, 86)
                            .mapToObj(capability -> new CodeImage(false, capability)),
                    Stream.of(new CodeImage(true, 86)))
            .toList();

    private static Gpu gpu(int number, int capability) {
        return new Gpu(number, "card " + number, capability, 24 * GIB, 23 * GIB);
    }

    private static DriverFacts ready(int cudaVersion, Gpu... gpus) {
        return new DriverFacts(State.READY, cudaVersion, List.of(gpus), "", null);
    }

    private static Preflight m21(DriverFacts facts) {
        return new Preflight(M21, M21_CODE, facts, false);
    }

    private static Preflight m11(DriverFacts facts, boolean allowsPtx) {
        return new Preflight(M11, M11_CODE, facts, allowsPtx);
    }

    /** Turing, Ampere, Ada, Hopper, Blackwell: what each release can do there. */
    @ParameterizedTest
    @CsvSource({
        "61, code, code",
        "75, code, code",
        "80, code, code",
        "86, code, code",
        "89, code, code",
        "90, none, ptx",
        "100, none, ptx",
        "120, none, ptx",
        "35, none, code",
        "30, none, none"
    })
    void everyGenerationIsJudgedByTheCodeThatIsThere(int capability, String onM21, String onM11) {
        DriverFacts facts = ready(13_000, gpu(0, capability));
        assertJudged(onM21, m21(facts));
        assertJudged(onM11, m11(facts, false));
        assertEquals(onM11.equals("none"), m11(facts, true).problem(ANY).isPresent(), "who waits may use PTX");
    }

    private static void assertJudged(String expected, Preflight preflight) {
        String problem = preflight.problem(ANY).orElse("");
        assertEquals(expected.equals("code"), problem.isEmpty(), problem);
        assertEquals(expected.equals("none"), problem.contains("has no code for GPU 0"), problem);
        assertEquals(expected.equals("ptx"), problem.contains("only PTX"), problem);
        assertEquals(expected.equals("ptx"), problem.contains(Preflight.ALLOW_PTX), problem);
    }

    @ParameterizedTest
    @CsvSource({"10020, false", "11000, true", "11040, true", "12080, true", "13000, true"})
    void driverMustKnowTheMajorVersion(int cudaVersion, boolean runs) {
        String problem = m21(ready(cudaVersion, gpu(0, 86))).problem(ANY).orElse("");
        assertEquals(runs, problem.isEmpty(), problem);
        assertEquals(!runs, problem.contains("too old"), problem);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void everyStateHasOneSentenceWithARemedy(State state) {
        var facts = new DriverFacts(state, 0, List.of(), "libcudart.so.11.0: cannot open shared object file", null);
        String problem =
                new Preflight(M21, List.of(), facts, false).problem(ANY).orElse("");
        assertFalse(problem.isBlank());
        assertFalse(problem.contains("\n"));
        assertTrue(problem.length() < 400, problem);
    }

    @Test
    void noDriver() {
        var facts = new DriverFacts(State.NO_DRIVER, 0, List.of(), "", null);
        assertEquals(
                "there is no NVIDIA driver on this machine (libcuda.so.1 is not found): install one for CUDA 11.6 or"
                        + " newer; the cpu flavour runs on this machine as it is",
                m21(facts).problem(ANY).orElseThrow());
    }

    @Test
    void hiddenDevicesAreNamed() {
        var facts = new DriverFacts(State.NO_DEVICE, 12_040, List.of(), "", "-1");
        assertTrue(m21(facts).problem(ANY).orElseThrow().startsWith("CUDA_VISIBLE_DEVICES is '-1'"));
    }

    @Test
    void aDeviceThatIsNotThere() {
        DriverFacts facts = ready(12_040, gpu(0, 86), gpu(1, 75));
        assertTrue(m21(facts).problem(OptionalInt.of(1)).isEmpty());
        assertEquals(
                "there is no GPU number 2: there are 0 (card 0), 1 (card 1)",
                m21(facts).problem(OptionalInt.of(2)).orElseThrow());
    }

    @Test
    void theOtherDeviceIsNamedWhereItCanCompute() {
        String problem = m21(ready(12_040, gpu(0, 90), gpu(1, 86))).problem(ANY).orElseThrow();
        assertTrue(problem.endsWith("Backend.chooseDevice(1) takes card 1, which can compute"), problem);
    }

    @Test
    void fullDevice() {
        var full = new Gpu(0, "card 0", 86, 24 * GIB, GIB / 2);
        assertTrue(m21(ready(12_040, full)).problem(ANY).orElseThrow().contains("only 0.5 of 24.0 GiB free"));
        var unknown = new Gpu(0, "card 0", 86, 24 * GIB, -1);
        assertTrue(m21(ready(12_040, unknown)).problem(ANY).isEmpty(), "what is not told is no reason");
    }

    @Test
    void reportShowsEveryDevice() {
        DeviceReport report = m11(ready(12_040, gpu(0, 86), gpu(1, 90)), false).report(ANY);
        assertEquals("cuda", report.flavour());
        assertEquals("knows CUDA up to 12.4", report.driver());
        assertEquals("can compute", report.devices().get(0).verdict());
        assertTrue(report.devices().get(1).verdict().startsWith("PTX only"));
        assertTrue(report.problem().isEmpty(), "the first device can");
    }

    /** The library on the class path itself, where it is the release that was measured. */
    @Test
    void readsTheReleasedLibrary() throws IOException {
        Nd4jLibrary library = Nd4jLibrary.onClassPath();
        assertTrue(library.isThere());
        List<CodeImage> images = library.images();
        assertTrue(images.contains(new CodeImage(false, 86)), library + ": " + images);
        if (library.equals(M21)) {
            assertEquals(M21_CODE, images);
        }
    }
}
