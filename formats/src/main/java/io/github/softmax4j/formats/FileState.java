package io.github.softmax4j.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What tells that a file is as it was: whoever changes it changes one of these.
 *
 * <p>The time of change of contents can be set to any, as archives and copies do; the time of change of the file's own
 * record cannot, where the system has one.
 *
 * @param size in bytes
 * @param modified when its contents were changed
 * @param changed when anything of it was; the same where the system does not tell
 * @param identity which file has this name, as far as the system tells
 */
record FileState(long size, FileTime modified, FileTime changed, String identity) {
    /** The clock of a file system stands still for so long: a tick of the kernel, or of one that counts seconds. */
    private static final Duration TICK = Duration.ofMillis(20);

    private static final Duration COARSE_TICK = Duration.ofMillis(2100);
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;

    /** Waits until a change that is still to come would have another time than the last. */
    static FileState of(Path path) throws IOException {
        FileState state = now(path);
        Instant settled = state.changed.toInstant().plus(state.tick());
        Duration left = Duration.between(Instant.now(), settled);
        if (!left.isNegative() && left.compareTo(state.tick()) <= 0) { // later is a clock that goes wrong
            LockSupport.parkNanos(left.toNanos());
            return now(path);
        }
        return state;
    }

    private Duration tick() {
        return changed.to(TimeUnit.NANOSECONDS) % NANOSECONDS_PER_MILLISECOND == 0 ? COARSE_TICK : TICK;
    }

    private static FileState now(Path path) throws IOException {
        long size = Files.size(path);
        FileTime modified = Files.getLastModifiedTime(path);
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return new FileState(size, modified, modified, "");
        }
        Map<String, Object> record = Files.readAttributes(path, "unix:ctime,ino");
        return new FileState(
                size,
                modified,
                (FileTime) record.get("ctime"),
                record.get("ino").toString());
    }
}
