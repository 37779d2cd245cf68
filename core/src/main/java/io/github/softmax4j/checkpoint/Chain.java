package io.github.softmax4j.checkpoint;

import io.github.softmax4j.checkpoint.FileHeader.Kind;
import io.github.softmax4j.progress.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest checkpoint that is whole: its state, and every part up to it.
 *
 * @param parts from the first on; empty where there is no checkpoint
 * @param state of the last part; empty where there is no checkpoint
 * @param problem why a newer checkpoint is none; empty if there is no newer one, or it was never finished
 */
record Chain(List<CheckpointFile> parts, Optional<CheckpointFile> state, Optional<String> problem) {
    static final Chain NONE = new Chain(List.of(), Optional.empty(), Optional.empty());

    int number() {
        return parts.size();
    }

    /** What the next part must follow. */
    String digest() {
        return parts.isEmpty()
                ? FileHeader.NOTHING_BEFORE
                : parts.get(parts.size() - 1).digest();
    }

    /**
     * Looks for it.
     *
     * @throws CheckpointException if there are several checkpoints, but none that is whole
     */
    static Chain read(FolderFiles files) throws IOException {
        int newest = files.newest();
        var parts = new ArrayList<CheckpointFile>();
        Optional<String> problem = readParts(files, newest, parts);
        while (!parts.isEmpty()) {
            CheckpointFile last = parts.get(parts.size() - 1);
            try {
                if (isThere(files, parts.size(), newest)) {
                    CheckpointFile state = read(files, Kind.STATE, parts.size(), last.digest());
                    return new Chain(List.copyOf(parts), Optional.of(state), problem);
                }
            } catch (DamagedException e) {
                problem = problem.or(() -> Optional.of(e.getMessage()));
            }
            parts.remove(last);
        }
        if (newest > 1) {
            throw new CheckpointException(
                    files.folder(), "none of its checkpoints can be resumed: " + problem.orElse("no state is left"));
        }
        return new Chain(List.of(), Optional.empty(), problem);
    }

    /** A process that is killed between a part and its state leaves no damage, but a checkpoint that is none yet. */
    private static boolean isThere(FolderFiles files, int number, int newest) {
        return number < newest || Files.exists(files.path(Kind.STATE, number));
    }

    private static Optional<String> readParts(FolderFiles files, int newest, List<CheckpointFile> parts)
            throws IOException {
        try {
            String before = FileHeader.NOTHING_BEFORE;
            for (int number = 1; number <= newest; number++) {
                CheckpointFile part = read(files, Kind.PART, number, before);
                parts.add(part);
                before = part.digest();
            }
            return Optional.empty();
        } catch (DamagedException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static CheckpointFile read(FolderFiles files, Kind kind, int number, String before) throws IOException {
        CheckpointFile file = CheckpointFile.verified(files.path(kind, number));
        FileHeader header = file.header();
        if (header.kind() != kind
                || header.number() != number
                || !header.before().equals(before)) {
            throw new DamagedException(file.path(), "does not belong to the files before it");
        }
        return file;
    }
}
