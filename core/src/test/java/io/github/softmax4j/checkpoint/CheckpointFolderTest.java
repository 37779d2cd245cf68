package io.github.softmax4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import io.github.softmax4j.progress.CheckpointException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RunsWithoutBackend
class CheckpointFolderTest {
    private static final Map<String, String> IDENTITY = Map.of("data", "150x4 crc32c:0a", "threads", "2");
    private static final int DIGEST_BYTES = 32;
    private static final int HEADER_LENGTH_AT = 16;
    private static final int HEADER_AT = 20;

    @TempDir
    private Path directory;

    private Path folder() {
        return directory.resolve("night/checkpoints");
    }

    /** Part n is the number n, and so is its state. */
    private static void append(CheckpointFolder checkpoints) throws IOException {
        int next = checkpoints.number() + 1;
        checkpoints.append(out -> out.writeInt(next), out -> out.writeInt(next));
    }

    private void write(int count) throws IOException {
        try (CheckpointFolder checkpoints = CheckpointFolder.begin(folder(), IDENTITY)) {
            for (int i = 0; i < count; i++) {
                append(checkpoints);
            }
        }
    }

    private CheckpointFolder resume() throws IOException {
        return CheckpointFolder.resume(folder(), IDENTITY);
    }

    private static List<Integer> numbers(DataInputStream in) throws IOException {
        try (in) {
            byte[] bytes = new byte[in.available()];
            in.readFully(bytes);
            assertEquals(-1, in.read());
            ByteBuffer numbers = ByteBuffer.wrap(bytes);
            return IntStream.range(0, bytes.length / Integer.BYTES)
                    .mapToObj(i -> numbers.getInt())
                    .toList();
        }
    }

    /** What is there is the checkpoint of that number, and the next ones follow it. */
    private void assertResumesAt(int number) throws IOException {
        try (CheckpointFolder checkpoints = resume()) {
            assertEquals(number, checkpoints.number());
            assertEquals(number > 0, checkpoints.isResumed());
            assertEquals(IntStream.rangeClosed(1, number).boxed().toList(), numbers(checkpoints.journal()));
            assertEquals(number > 0 ? List.of(number) : List.of(), numbers(checkpoints.state()));
            append(checkpoints);
            append(checkpoints);
        }
        try (CheckpointFolder checkpoints = resume()) {
            assertEquals(number + 2, checkpoints.number());
            assertEquals(Optional.empty(), checkpoints.warning());
        }
    }

    private String warning() throws IOException {
        try (CheckpointFolder checkpoints = resume()) {
            return checkpoints.warning().orElse("");
        }
    }

    private Path file(String name) {
        return folder().resolve(name + ".s4c");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static String refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(CheckpointException.class, call).getMessage();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 12})
    void whatIsWrittenIsRead(int count) throws IOException {
        write(count);
        assertEquals("", warning());
        assertResumesAt(count);
    }

    @Test
    void partsStayAndTwoStates() throws IOException {
        write(4);
        assertEquals(
                List.of(
                        "lock.s4c",
                        "part-00000001.s4c",
                        "part-00000002.s4c",
                        "part-00000003.s4c",
                        "part-00000004.s4c",
                        "state-00000003.s4c",
                        "state-00000004.s4c"),
                names());
    }

    @Test
    void checkpointsAreNotOverwritten() throws IOException {
        write(2);
        String message = refusal(() -> CheckpointFolder.begin(folder(), IDENTITY));
        assertTrue(message.startsWith(folder() + ": holds 2 checkpoints"), message);
        assertResumesAt(2);
    }

    @Test
    void aFolderThatIsInUseIsRefused() throws IOException {
        try (CheckpointFolder first = CheckpointFolder.begin(folder(), IDENTITY)) {
            append(first);
            String message = refusal(this::resume);
            assertTrue(message.contains("another fit writes"), message);
            append(first);
        }
        assertResumesAt(2);
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        String message = refusal(() -> CheckpointFolder.begin(file, IDENTITY));
        assertTrue(message.startsWith(file + ": ") && message.contains("is a file"), message);
    }

    @Test
    void otherFitsAreRefusedByWhatDiffers() throws IOException {
        write(2);
        var other = Map.of("data", "151x4 crc32c:0b", "threads", "2", "seed", "7");
        String message = refusal(() -> CheckpointFolder.resume(folder(), other));
        assertTrue(message.contains("(data: 150x4 crc32c:0a then, 151x4 crc32c:0b now; seed: nothing then, 7 now)"));
        assertFalse(message.contains("threads"), message);
        assertResumesAt(2);
    }

    @Test
    void ofLongValuesThePlaceThatDiffersIsShown() {
        String difference = Identity.difference(
                Map.of("settings", "s".repeat(500) + "lambda=1" + "t".repeat(500)),
                Map.of("settings", "s".repeat(500) + "lambda=2" + "t".repeat(500)));
        assertTrue(difference.contains("slambda=1t") && difference.contains("slambda=2t"), difference);
        assertTrue(difference.length() < 300, difference);
    }

    @Test
    void aFitThatHasEndedLeavesTheFolderToOthers() throws IOException {
        write(3);
        try (CheckpointFolder checkpoints = resume()) {
            checkpoints.finish();
        }
        try (CheckpointFolder same = resume()) {
            assertEquals(List.of(1, 2, 3), numbers(same.journal()));
        }
        try (CheckpointFolder other = CheckpointFolder.resume(folder(), Map.of("data", "of today"))) {
            assertFalse(other.isResumed());
            assertEquals(List.of("lock.s4c"), names());
            append(other);
            other.finish();
        }
        try (CheckpointFolder again = CheckpointFolder.begin(folder(), IDENTITY)) {
            append(again);
        }
        assertResumesAt(1);
    }

    /** Whoever goes on behind the end of a fit, as one whose last checkpoint was damaged, is under way again. */
    @Test
    void aFitThatGoesOnHasNotEnded() throws IOException {
        write(2);
        try (CheckpointFolder checkpoints = resume()) {
            checkpoints.finish();
        }
        try (CheckpointFolder checkpoints = resume()) {
            append(checkpoints);
        }
        assertTrue(refusal(() -> CheckpointFolder.begin(folder(), IDENTITY)).contains("not ended"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"part-00000003", "state-00000003"})
    void everyTruncationOfTheNewestFallsBack(String name) throws IOException {
        write(3);
        byte[] bytes = Files.readAllBytes(file(name));
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file(name), Arrays.copyOf(bytes, length));
            String warning = warning();
            assertTrue(warning.contains(name + ".s4c is damaged") && warning.contains("checkpoint 2"), warning);
        }
        Files.write(file(name), Arrays.copyOf(bytes, bytes.length + 1));
        assertTrue(warning().contains("damaged"));
        assertResumesAt(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"part-00000003", "state-00000003"})
    void everyFlippedBitOfTheNewestFallsBack(String name) throws IOException {
        write(3);
        byte[] bytes = Files.readAllBytes(file(name));
        for (int i = 0; i < bytes.length; i++) {
            byte[] altered = bytes.clone();
            altered[i] ^= (byte) (1 << (i % 8));
            Files.write(file(name), altered);
            assertTrue(warning().contains(name + ".s4c is damaged"));
        }
        assertResumesAt(2);
    }

    /** A kill between a part and its state, or within one of them, is no damage. */
    @Test
    void whatWasNeverFinishedIsPassedOver() throws IOException {
        write(3);
        Files.delete(file("state-00000003"));
        Files.write(folder().resolve(".softmax4j-1-ab.tmp"), new byte[100]);
        assertEquals("", warning());
        assertResumesAt(2);
    }

    @Test
    void theOnlyOneBeingDamagedTheFitBegins() throws IOException {
        write(1);
        Files.write(file("state-00000001"), new byte[0]);
        assertTrue(warning().endsWith("the fit begins anew"), warning());
        assertResumesAt(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"part-00000001", "part-00000003"})
    void damageThatAllNeedIsRefused(String name) throws IOException {
        write(4);
        byte[] bytes = Files.readAllBytes(file(name));
        bytes[bytes.length - 1]++;
        Files.write(file(name), bytes);
        assertTrue(refusal(this::resume).contains(name + ".s4c is damaged"));
        Files.delete(file(name));
        assertTrue(refusal(this::resume).contains(name + ".s4c is missing"));
    }

    @Test
    void partsOfAnotherFitDoNotFit() throws IOException {
        write(3);
        byte[] third = Files.readAllBytes(file("part-00000003"));
        try (CheckpointFolder checkpoints = resume()) {
            checkpoints.finish();
        }
        try (CheckpointFolder checkpoints = CheckpointFolder.begin(folder(), IDENTITY)) {
            checkpoints.append(out -> out.writeInt(7), out -> out.writeInt(7));
            append(checkpoints);
            append(checkpoints);
        }
        Files.write(file("part-00000003"), third);
        assertTrue(warning().contains("part-00000003.s4c does not belong to the files before it"), warning());
    }

    /** As on a disk that is full: in the part, in the state. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatCannotBeWrittenLeavesTheOneBefore(boolean inPart) throws IOException {
        write(2);
        Content full = out -> {
            out.write(new byte[100_000]);
            throw new IOException("No space left on device");
        };
        Content fits = out -> out.writeInt(3);
        try (CheckpointFolder checkpoints = resume()) {
            IOException thrown = assertThrows(
                    IOException.class, () -> checkpoints.append(inPart ? full : fits, inPart ? fits : full));
            assertTrue(thrown.getMessage().contains("No space left"), thrown.getMessage());
            assertEquals(2, checkpoints.number());
        }
        assertEquals("", warning());
        try (CheckpointFolder checkpoints = resume()) {
            append(checkpoints);
        }
        assertResumesAt(3);
    }

    @Test
    void interruptedThreadsWriteAndRead() throws IOException {
        Thread.currentThread().interrupt();
        write(2);
        assertResumesAt(2);
        assertTrue(Thread.interrupted());
    }

    private static byte[] sealed(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, 0, 12);
        ByteBuffer.wrap(bytes).putInt(12, (int) crc.getValue());
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, 0, bytes.length - DIGEST_BYTES);
            System.arraycopy(sha.digest(), 0, bytes, bytes.length - DIGEST_BYTES, DIGEST_BYTES);
            return bytes;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void otherVersionsOfTheFormatAreRefused() throws IOException {
        write(2);
        byte[] bytes = Files.readAllBytes(file("part-00000002"));
        ByteBuffer.wrap(bytes).putInt(8, 2);
        Files.write(file("part-00000002"), sealed(bytes));
        assertTrue(refusal(this::resume).contains("has format version 2, but this program reads 1"));
    }

    /** Lengths that lie, of the header, of the count of names, of a name, under a digest that fits. */
    @ParameterizedTest
    @CsvSource({
        HEADER_LENGTH_AT + ", 2147483647",
        HEADER_LENGTH_AT + ", -1",
        HEADER_LENGTH_AT + ", 0",
        HEADER_LENGTH_AT + ", 5",
        (HEADER_AT + 37) + ", 2147483647",
        (HEADER_AT + 37) + ", -1",
        (HEADER_AT + 41) + ", 2147483647",
        (HEADER_AT + 41) + ", -4",
        (HEADER_AT + 1) + ", 4"
    })
    void lengthsThatLieFallBack(int at, int lie) throws IOException {
        write(3);
        byte[] bytes = Files.readAllBytes(file("state-00000003"));
        ByteBuffer.wrap(bytes).putInt(at, lie);
        Files.write(file("state-00000003"), sealed(bytes));
        assertTrue(warning().contains("state-00000003.s4c"), warning());
        assertResumesAt(2);
    }

    /** Random changes under a digest that fits: refused, passed over, or read as another of the same size. */
    @Test
    void noForgeryDoesWorseThanBeingRefused() throws IOException {
        write(2);
        byte[] bytes = Files.readAllBytes(file("state-00000002"));
        var random = new Random(1);
        int notRead = 0;
        for (int i = 0; i < 500; i++) {
            byte[] forged = bytes.clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                forged[random.nextInt(forged.length)] = (byte) random.nextInt();
            }
            Files.write(file("state-00000002"), sealed(forged));
            try (CheckpointFolder checkpoints = resume()) {
                notRead += checkpoints.warning().isPresent() ? 1 : 0;
                assertEquals(1, numbers(checkpoints.state()).size());
            } catch (CheckpointException e) {
                notRead++;
            }
        }
        assertTrue(notRead > 350, notRead + " of 500");
    }
}
