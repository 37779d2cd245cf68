package io.github.softmax4j.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Libraries made by hand. */
@RunsWithoutBackend
class FatBinaryTest {
    private static final int HEADER = 64;

    private static byte[] entry(int kind, int capability, int headerSize, int codeSize) {
        return ByteBuffer.allocate(headerSize + codeSize)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, (short) kind)
                .putInt(4, headerSize)
                .putLong(8, codeSize)
                .putInt(28, capability)
                .array();
    }

    private static byte[] container(byte[]... entries) {
        int size = 0;
        for (byte[] entry : entries) {
            size += entry.length;
        }
        ByteBuffer container = ByteBuffer.allocate(16 + size).order(ByteOrder.LITTLE_ENDIAN);
        container.putInt(0xBA55ED50).putShort((short) 1).putShort((short) 16).putLong(size);
        for (byte[] entry : entries) {
            container.put(entry);
        }
        return container.array();
    }

    private static byte[] library(byte[]... parts) {
        var library = new ByteArrayOutputStream();
        library.writeBytes(new byte[8 * 1000]); // what stands before the code in a library
        for (byte[] part : parts) {
            library.writeBytes(part);
        }
        return library.toByteArray();
    }

    private static List<CodeImage> read(byte[] library) throws IOException {
        return FatBinary.read(new ByteArrayInputStream(library));
    }

    @Test
    void readsMachineCodeAndPtx() throws IOException {
        byte[] code = container(entry(2, 75, HEADER, 800), entry(2, 86, 80, 8), entry(1, 86, 96, 1600));
        assertEquals(
                List.of(new CodeImage(false, 75), new CodeImage(false, 86), new CodeImage(true, 86)),
                read(library(code)));
    }

    @Test
    void passesOverContainersWithoutCode() throws IOException {
        byte[] empty = container();
        byte[] other = container(entry(16, 50, HEADER, 8));
        assertEquals(
                List.of(new CodeImage(false, 90)), read(library(empty, other, container(entry(2, 90, HEADER, 8)))));
    }

    @Test
    void libraryWithoutCode() throws IOException {
        assertEquals(List.of(), read(library()));
        assertEquals(List.of(), read(new byte[0]));
        assertEquals(List.of(), read(new byte[13]));
    }

    @Test
    void refusesWhatContradictsItself() {
        byte[] longer = container(entry(2, 75, HEADER, 8));
        ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).putLong(16 + 8, 1L << 40);
        assertThrows(IOException.class, () -> read(library(longer)));
        byte[] negative = container(entry(2, 75, HEADER, 8));
        ByteBuffer.wrap(negative).order(ByteOrder.LITTLE_ENDIAN).putLong(16 + 8, -1);
        assertThrows(IOException.class, () -> read(library(negative)));
        byte[] noHeader = container(entry(2, 75, HEADER, 8));
        ByteBuffer.wrap(noHeader).order(ByteOrder.LITTLE_ENDIAN).putInt(16 + 4, 0);
        assertThrows(IOException.class, () -> read(library(noHeader)));
    }

    @Test
    void everyTruncationEndsInAResultOrAnError() {
        byte[] whole = library(container(entry(2, 75, HEADER, 80), entry(1, 86, HEADER, 80)));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertEquals(List.of(), read(cut), "cut at " + length);
            } catch (IOException expected) {
                // says that the file ends too early
            }
        }
    }
}
