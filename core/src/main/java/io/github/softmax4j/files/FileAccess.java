package io.github.softmax4j.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Who may do what with a file that is replaced: a file that its owner alone may read must not become public by being
 * written anew.
 *
 * @param attributes of the old file
 */
record FileAccess(PosixFileAttributes attributes) {
    /** Empty where there is no file, or the system has no such thing. */
    static Optional<FileAccess> of(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null || !Files.exists(file)
                ? Optional.empty()
                : Optional.of(new FileAccess(view.readAttributes()));
    }

    /** For a file that is being written. */
    static void ofOwnerAlone(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    void giveTo(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        giveOwnerAndGroup(view);
        view.setPermissions(attributes.permissions());
    }

    private void giveOwnerAndGroup(PosixFileAttributeView view) throws IOException {
        PosixFileAttributes now = view.readAttributes();
        try {
            if (!now.group().equals(attributes.group())) {
                view.setGroup(attributes.group());
            }
            if (!now.owner().equals(attributes.owner())) {
                view.setOwner(attributes.owner());
            }
        } catch (IOException e) {
            return; // only the administrator may give files away
        }
    }
}
