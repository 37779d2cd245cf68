package io.github.softmax4j.backend.cuda;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads which GPUs a library with CUDA code was built for.
 *
 * <pre>
 *   container   magic ED55 BA50, version 1, header size 16, size of all entries          16 bytes
 *   entry       kind (1 PTX, 2 machine code) at 0, header size at 4, size at 8, compute capability at 28
 * </pre>
 *
 * <p>All little-endian, containers aligned to 8 bytes. NVIDIA does not document it; it is what cuobjdump reads, and
 * what the libraries of ND4J 1.0.0-M1.1 and M2.1 hold. All modules of one build are compiled for the same list, so the
 * first container with code tells, and the rest of nearly a gigabyte need not be read.
 */
final class FatBinary {
    private static final byte[] CONTAINER = {0x50, (byte) 0xED, 0x55, (byte) 0xBA, 1, 0, 16, 0};
    private static final int BUFFER = 1 << 20;
    private static final int SMALLEST_ENTRY_HEADER = 64;
    private static final int PTX = 1;
    private static final int MACHINE_CODE = 2;

    private FatBinary() {}

    /**
     * The code in the first container that has any.
     *
     * @param library the file's bytes; left open
     * @return ascending as the file has them; empty if there is none
     * @throws IOException if the library cannot be read, or a container contradicts itself
     */
    static List<CodeImage> read(InputStream library) throws IOException {
        var in = new BufferedInputStream(library, BUFFER);
        var word = new byte[CONTAINER.length];
        while (in.readNBytes(word, 0, word.length) == word.length) {
            if (Arrays.equals(word, CONTAINER)) {
                List<CodeImage> images = readEntries(in, number(in, Long.BYTES).getLong());
                if (!images.isEmpty()) {
                    return images;
                }
            }
        }
        return List.of();
    }

    private static List<CodeImage> readEntries(InputStream in, long size) throws IOException {
        List<CodeImage> images = new ArrayList<>();
        long left = size;
        while (left > 0) {
            ByteBuffer header = number(in, SMALLEST_ENTRY_HEADER);
            int kind = header.getShort(0);
            long headerSize = header.getInt(4);
            long codeSize = header.getLong(8);
            if (headerSize < SMALLEST_ENTRY_HEADER || codeSize < 0 || codeSize > left - headerSize) {
                throw new IOException("an entry of CUDA code says it has " + headerSize + " + " + codeSize
                        + " bytes, where " + left + " are left");
            }
            in.skipNBytes(headerSize - SMALLEST_ENTRY_HEADER + codeSize);
            left -= headerSize + codeSize;
            if (kind == PTX || kind == MACHINE_CODE) {
                images.add(new CodeImage(kind == PTX, header.getInt(28)));
            }
        }
        return images;
    }

    private static ByteBuffer number(InputStream in, int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new IOException("CUDA code ends in the middle of a header");
        }
        return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    }
}
