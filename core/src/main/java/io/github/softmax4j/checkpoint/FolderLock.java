package io.github.softmax4j.checkpoint;

import io.github.softmax4j.files.Uninterrupted;
import io.github.softmax4j.progress.CheckpointException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a folder for one fit. The system takes the lock back when a process dies, whatever it dies of. The file stays:
 * whoever deleted it might delete that of another.
 */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock of(Path folder, Path file) throws IOException {
        return Uninterrupted.untilDone(() -> {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isOurs(channel)) {
                channel.close();
                throw new CheckpointException(folder, "another fit writes its checkpoints there at this moment");
            }
            return new FolderLock(channel);
        });
    }

    private static boolean isOurs(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // a fit of this very process
        } catch (IOException e) {
            return true; // some network drives have no locks: nobody gets this one
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
