package io.github.softmax4j.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RunsWithoutBackend
class UninterruptedTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.write(folder.resolve("numbers"), new byte[] {1, 2, 3});
    }

    @AfterEach
    void forgetInterrupt() {
        Thread.interrupted();
    }

    private int read() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.read(ByteBuffer.allocate(10));
        }
    }

    @Test
    void workDoesNotNoticeThatTheThreadWasInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        assertThrows(ClosedByInterruptException.class, this::read);
        assertEquals(3, Uninterrupted.once(this::read));
        assertEquals(3, Uninterrupted.untilDone(this::read));
        assertTrue(Thread.currentThread().isInterrupted());
    }

    @Test
    void anInterruptMeanwhileEndsWorkThatIsDoneOnce() {
        assertThrows(
                ClosedByInterruptException.class,
                () -> Uninterrupted.once(() -> {
                    Thread.currentThread().interrupt();
                    return read();
                }));
        assertTrue(Thread.currentThread().isInterrupted());
    }

    @Test
    void anInterruptMeanwhileLetsOtherWorkBeginAnew() throws IOException {
        var attempts = new AtomicInteger();
        int found = Uninterrupted.untilDone(() -> {
            if (attempts.incrementAndGet() < 3) {
                Thread.currentThread().interrupt();
            }
            return read();
        });
        assertEquals(3, found);
        assertEquals(3, attempts.get());
        assertTrue(Thread.currentThread().isInterrupted());
    }

    @Test
    void nobodyIsInterruptedByIt() throws IOException {
        assertEquals(3, Uninterrupted.untilDone(this::read));
        assertThrows(
                IOException.class,
                () -> Uninterrupted.untilDone(() -> {
                    throw new IOException("the disk is full");
                }));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    /** The lock of a file that is being written tells others that its owner lives. */
    @Test
    void interruptedThreadsHoldTheirFiles() throws IOException {
        Thread.currentThread().interrupt();
        Path held = folder.resolve("held");
        try (FileChannel channel = Leftovers.hold(held)) {
            assertTrue(channel.isOpen());
        }
        AtomicFile.write(folder.resolve("written"), out -> out.write(7));
        assertTrue(Thread.interrupted());
        Leftovers.release(held);
        assertEquals(1, Files.size(folder.resolve("written")));
    }

    @Test
    void aFileIsNotReplacedByHalfOfAnother() throws IOException {
        IOException thrown = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(7);
                    Thread.currentThread().interrupt();
                }));
        assertTrue(Thread.interrupted());
        assertTrue(thrown.getMessage().endsWith("the thread was interrupted meanwhile"), thrown.getMessage());
        assertEquals(3, Files.size(file));
    }
}
