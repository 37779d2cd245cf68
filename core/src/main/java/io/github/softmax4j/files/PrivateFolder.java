package io.github.softmax4j.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A folder whose files nobody but this user can have written: it is ours, with mode 0700, and nobody else can put
 * another one in its place, as ssh asks of its own. Above it, the sticky bit, such as that of /tmp, makes a folder safe
 * that others may write to; a group that bears the name of the folder's owner is nobody else.
 *
 * <p>Only for file systems whose files have an owner and a mode: {@link #areKnownFor}.
 *
 * <p>For example:
 *
 * <pre>{@code
 * boolean isOpen = false;
 * if (PrivateFolder.areKnownFor(path)) { // not on Windows
 *     PrivateFolder natives = PrivateFolder.open(path);
 *     natives.removeForeign(); // what others have written there
 *     isOpen = Files.isDirectory(natives.path());
 * }
 * }</pre>
 */
public final class PrivateFolder {
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");
    private static final int ROOT = 0;
    private static final int STICKY = 01000;
    private static final int WRITABLE_BY_GROUP = 020;
    private static final int WRITABLE_BY_OTHERS = 02;

    private final Path path;
    private final int us;

    private PrivateFolder(Path path, int us) {
        this.path = path;
        this.us = us;
    }

    /**
     * Whether files have an owner and a mode, as Unix has them.
     *
     * @param path any
     * @return false on Windows, for example
     */
    public static boolean areKnownFor(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /**
     * Makes the folder if it is missing, with those above it, and sees to it that it is private.
     *
     * @param folder a folder, or nothing yet
     * @return the folder
     * @throws IOException if it cannot be made or written to, or cannot be private; the message says why
     */
    public static PrivateFolder open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OURS_ALONE));
        }
        Path real = folder.toRealPath();
        int us = whoWritesTo(real);
        if (uid(real) != us) {
            throw new FileSystemException(real.toString(), null, "belongs to another user");
        }
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            requireSafe(above, us);
        }
        Files.setPosixFilePermissions(real, OURS_ALONE);
        return new PrivateFolder(real, us);
    }

    /** Asked of a file that is made there: of what a process may write, Java tells nothing. */
    private static int whoWritesTo(Path folder) throws IOException {
        try {
            Path probe = Files.createTempFile(folder, ".softmax4j-", ".tmp");
            try {
                return uid(probe);
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (AccessDeniedException e) {
            throw new FileSystemException(folder.toString(), null, "cannot be written to");
        }
    }

    private static void requireSafe(Path above, int us) throws IOException {
        int owner = uid(above);
        if (owner != us && owner != ROOT) {
            throw new FileSystemException(
                    above.toString(), null, "belongs to another user, who may replace what is in it");
        }
        int mode = mode(above);
        boolean byGroup = (mode & WRITABLE_BY_GROUP) != 0 && !isOwnersGroup(above);
        if ((byGroup || (mode & WRITABLE_BY_OTHERS) != 0) && (mode & STICKY) == 0) {
            throw new FileSystemException(
                    above.toString(), null, "is writable by others, who may replace what is in it");
        }
    }

    private static boolean isOwnersGroup(Path path) throws IOException {
        var attributes = Files.readAttributes(path, PosixFileAttributes.class);
        return attributes.group().getName().equals(attributes.owner().getName());
    }

    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Where it is.
     *
     * @return without symbolic links
     */
    public Path path() {
        return path;
    }

    /**
     * Deletes what others have written, or may have before the folder was private: it belongs to them, or anybody may
     * write to it.
     *
     * @throws IOException if something cannot be deleted
     */
    public void removeForeign() throws IOException {
        eachBelow(path, entry -> {
            if (uid(entry) != us || isWritableByOthers(entry)) {
                TemporaryPath.of(entry).close();
                if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
                    throw new FileSystemException(
                            entry.toString(), null, "may have been written by others, and cannot be deleted");
                }
            }
        });
    }

    /**
     * Takes from others what a process without a umask gives them, the right to write to files: else these would be
     * removed as foreign.
     *
     * @throws IOException if that fails
     */
    public void seal() throws IOException {
        eachBelow(path, entry -> {
            if (isWritableByOthers(entry)) {
                Set<PosixFilePermission> mode = Files.getPosixFilePermissions(entry);
                mode.remove(PosixFilePermission.OTHERS_WRITE);
                Files.setPosixFilePermissions(entry, mode);
            }
        });
    }

    private static boolean isWritableByOthers(Path entry) throws IOException {
        return !Files.isSymbolicLink(entry) && (mode(entry) & WRITABLE_BY_OTHERS) != 0;
    }

    /** What is done with a file or folder. */
    @FunctionalInterface
    private interface Visit {
        void visit(Path entry) throws IOException;
    }

    /** Folders before what is in them; what another process deletes meanwhile is passed over. */
    private static void eachBelow(Path folder, Visit visit) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                try {
                    visit.visit(entry);
                } catch (NoSuchFileException e) {
                    continue;
                }
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    eachBelow(entry, visit);
                }
            }
        } catch (NoSuchFileException e) {
            return; // the folder itself
        }
    }
}
