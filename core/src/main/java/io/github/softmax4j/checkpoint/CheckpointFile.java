package io.github.softmax4j.checkpoint;

import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.progress.CheckpointException;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;

/**
 * One file, whole: preamble, header, body, and the SHA-256 of all that.
 *
 * @param path where it is
 * @param header what it says of itself
 * @param bodyAt where the body begins
 * @param bodyBytes its length
 * @param digest in hexadecimal digits
 */
record CheckpointFile(Path path, FileHeader header, long bodyAt, long bodyBytes, String digest) {
    static final int FORMAT_VERSION = 1;

    /** As in a model file: a first byte that no text has, and line ends that a transfer as text would change. */
    private static final byte[] MAGIC = {(byte) 0x89, 'S', '4', 'C', '\r', '\n', 0x1A, '\n'};

    /** Magic, version, the checksum of these two, length of the header. */
    private static final int PREAMBLE_BYTES = MAGIC.length + 3 * Integer.BYTES;

    private static final int BUFFER_BYTES = 1 << 16;

    /** Writes a file, whole or not at all; it is on the disk afterwards. */
    static CheckpointFile write(Path path, FileHeader header, Content content) throws IOException {
        byte[] headerBytes = header.encode();
        var digest = new AtomicReference<byte[]>();
        AtomicFile.write(path, file -> {
            MessageDigest sha = sha256();
            var out = new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(file, sha), BUFFER_BYTES));
            out.write(preamble(FORMAT_VERSION, headerBytes.length));
            out.write(headerBytes);
            content.writeTo(out);
            out.flush();
            digest.set(sha.digest());
            file.write(digest.get());
        });
        return of(path, header, headerBytes.length, Files.size(path), digest.get());
    }

    private static CheckpointFile of(Path path, FileHeader header, int headerBytes, long size, byte[] digest) {
        long bodyAt = (long) PREAMBLE_BYTES + headerBytes;
        long bodyBytes = size - bodyAt - FileHeader.DIGEST_BYTES;
        return new CheckpointFile(
                path, header, bodyAt, bodyBytes, HexFormat.of().formatHex(digest));
    }

    /**
     * Reads all of a file once, and believes nothing in it before.
     *
     * @throws DamagedException if it is not as it was written
     * @throws CheckpointException if a later program has written it
     */
    static CheckpointFile verified(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new DamagedException(path, Files.exists(path) ? "is not a file" : "is missing");
        }
        long size = Files.size(path);
        MessageDigest sha = sha256();
        try (var in = new DataInputStream(new DigestInputStream(new FileInputStream(path.toFile()), sha))) {
            int headerBytes = readPreamble(path, in, size);
            byte[] header = in.readNBytes(headerBytes);
            pass(in, size - PREAMBLE_BYTES - headerBytes - FileHeader.DIGEST_BYTES);
            byte[] digest = sha.digest();
            if (!Arrays.equals(digest, in.readNBytes(FileHeader.DIGEST_BYTES)) || in.read() >= 0) {
                throw new DamagedException(path, "is damaged: its digest does not fit its content");
            }
            return of(path, decoded(path, header), headerBytes, size, digest);
        }
    }

    /** Reads on, as skipping would leave the digest behind. */
    private static void pass(InputStream in, long bytes) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        long left = bytes;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = in.read(buffer, 0, (int) Math.min(BUFFER_BYTES, left));
            left -= read;
        }
    }

    /** Whoever writes lies can write their digest, too. */
    private static FileHeader decoded(Path path, byte[] header) throws DamagedException {
        try {
            return FileHeader.decode(header);
        } catch (IOException e) {
            throw new DamagedException(path, "is damaged: its header cannot be read");
        }
    }

    private static int readPreamble(Path path, DataInputStream in, long size) throws IOException {
        if (size < PREAMBLE_BYTES + FileHeader.DIGEST_BYTES) {
            throw new DamagedException(path, "is damaged: it has " + size + " bytes");
        }
        ByteBuffer found = ByteBuffer.wrap(in.readNBytes(PREAMBLE_BYTES));
        int headerBytes = found.getInt(PREAMBLE_BYTES - Integer.BYTES);
        int version = found.getInt(MAGIC.length);
        if (!found.equals(ByteBuffer.wrap(preamble(version, headerBytes)))) {
            throw new DamagedException(path, "is damaged: it does not begin as a checkpoint does");
        }
        if (version != FORMAT_VERSION) {
            throw new CheckpointException(
                    path, "has format version " + version + ", but this program reads " + FORMAT_VERSION);
        }
        if (headerBytes < 0
                || headerBytes > Math.min(FileHeader.MOST_BYTES, size - PREAMBLE_BYTES - FileHeader.DIGEST_BYTES)) {
            throw new DamagedException(path, "is damaged: its header of " + headerBytes + " bytes cannot be");
        }
        return headerBytes;
    }

    private static byte[] preamble(int version, int headerBytes) {
        ByteBuffer bytes = ByteBuffer.allocate(PREAMBLE_BYTES).put(MAGIC).putInt(version);
        var crc = new CRC32C();
        crc.update(bytes.array(), 0, bytes.position());
        return bytes.putInt((int) crc.getValue()).putInt(headerBytes).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
