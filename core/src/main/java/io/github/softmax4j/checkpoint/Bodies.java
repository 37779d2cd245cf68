package io.github.softmax4j.checkpoint;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The bodies of files, one after the other; one is open at a time. */
final class Bodies extends InputStream {
    private final Deque<CheckpointFile> next;
    private InputStream file = InputStream.nullInputStream();
    /** Of the body that is being read. */
    private long left;
    /** Of all. */
    private long leftOfAll;

    Bodies(List<CheckpointFile> files) {
        this.next = new ArrayDeque<>(files);
        this.leftOfAll = files.stream().mapToLong(CheckpointFile::bodyBytes).sum();
    }

    /** As many as there still are, or 2^31 - 1: what claims to be longer is a lie. */
    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, leftOfAll);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int at, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (left == 0) {
            if (next.isEmpty()) {
                return -1;
            }
            open(next.remove());
        }
        int read = file.read(bytes, at, (int) Math.min(count, left));
        if (read < 0) {
            throw new EOFException("a checkpoint became shorter while it was read");
        }
        left -= read;
        leftOfAll -= read;
        return read;
    }

    private void open(CheckpointFile part) throws IOException {
        file.close();
        file = new FileInputStream(part.path().toFile());
        file.skipNBytes(part.bodyAt());
        left = part.bodyBytes();
    }

    @Override
    public void close() throws IOException {
        next.clear();
        left = 0;
        file.close();
    }
}
