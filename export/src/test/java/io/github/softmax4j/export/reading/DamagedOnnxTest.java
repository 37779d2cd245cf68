package io.github.softmax4j.export.reading;

import static io.github.softmax4j.export.reading.OnnxFiles.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.softmax4j.files.Damage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files that were right, with bits turned, bytes replaced, ends cut off or doubled: a model, or one clear error. */
class DamagedOnnxTest {
    private static final int FILES = 6_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @FuzzTest
    void onnx(byte[] bytes) {
        isModel(bytes);
    }

    @Test
    void giveAModelOrAnError() {
        List<byte[]> intact = List.of(layer(), classifier());
        intact.forEach(file -> assertTrue(isModel(file)));
        var random = new Random(6);
        long models = assertTimeoutPreemptively(
                LONGEST,
                () -> IntStream.range(0, FILES)
                        .filter(i -> isModel(Damage.of(intact.get(i % 2), random)))
                        .count());
        assertTrue(models > 0 && models < FILES, models + " of " + FILES + " were models");
    }

    /** A message of 15 bytes that says it has gigabytes, and one within one within one. */
    @Test
    void lengthsAndDepthsAreNotBelieved() {
        byte[] long2 = {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07};
        assertFalse(isModel(long2));
        byte[] long10 = {0x3a, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
        assertFalse(isModel(long10));
        byte[] nested = new byte[0];
        for (int depth = 0; depth < 20_000; depth++) {
            nested = within(nested);
        }
        assertFalse(isModel(nested));
    }

    /** A graph (field 7) around bytes; within a graph, field 7 is passed over. */
    private static byte[] within(byte[] inner) {
        byte[] around = Arrays.copyOf(new byte[] {0x3a, 0, 0, 0}, inner.length + 4);
        around[1] = (byte) (0x80 | (inner.length & 0x7f));
        around[2] = (byte) (0x80 | ((inner.length >> 7) & 0x7f));
        around[3] = (byte) (inner.length >> 14);
        System.arraycopy(inner, 0, around, 4, inner.length);
        return around;
    }

    private static byte[] layer() {
        return OnnxFiles.of("x", 3)
                .floats("W", List.of(3L, 2L), 1, 2, 3, 4, 5, 6)
                .raw("b", List.of(2L), 1, 2)
                .node("Gemm", List.of("x", "W", "b"), List.of("z"), attribute("alpha", 0.5f))
                .node("Softmax", List.of("z"), List.of("p"), attribute("axis", 1))
                .bytes("p", 2);
    }

    private static byte[] classifier() {
        return OnnxFiles.of("x", 3)
                .node(
                        "LinearClassifier",
                        List.of("x"),
                        List.of("label", "p"),
                        attribute("coefficients", 1, 2, 3, 4, 5, 6),
                        attribute("intercepts", 0.5, 1),
                        attribute("classlabels_strings", List.of("bee", "fly")),
                        attribute("post_transform", "SOFTMAX"))
                .bytes("p", 2);
    }

    /** Whether it is a model; what is none must be refused in words, by an IllegalArgumentException of ours. */
    private static boolean isModel(byte[] bytes) {
        try {
            ForeignModel model = OnnxModels.read(bytes);
            assertEquals(model.intercept().length, model.classes().size());
            return true;
        } catch (NumberFormatException e) {
            throw new AssertionError("not our own words", e);
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage() != null && e.getMessage().length() > 10, "no words");
            return false;
        }
    }
}
