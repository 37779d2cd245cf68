package io.github.softmax4j.checkpoint;

import io.github.softmax4j.checkpoint.FileHeader.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in a folder of checkpoints; all others are somebody else's, and left alone.
 *
 * @param folder of the checkpoints
 */
record FolderFiles(Path folder) {
    private static final Pattern NAME = Pattern.compile("(part|state)-(\\d{8})\\.s4c");

    /** Stands there once the fit has ended by itself. */
    Path finished() {
        return folder.resolve("finished.s4c");
    }

    Path lock() {
        return folder.resolve("lock.s4c");
    }

    Path path(Kind kind, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%s-%08d.s4c", kind.word, number));
    }

    /** The largest number of a part or a state; 0 where there is none. */
    int newest() throws IOException {
        return names().stream().mapToInt(FolderFiles::number).max().orElse(0);
    }

    /** Deletes parts and states from a number on. */
    void deleteFrom(int number) throws IOException {
        for (Path path : names()) {
            if (number(path) >= number) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Deletes a state that nobody needs, if it is there. Tidiness is no reason to fail. */
    void deleteState(int number) {
        try {
            Files.deleteIfExists(path(Kind.STATE, number));
        } catch (IOException e) {
            return; // it stays
        }
    }

    private List<Path> names() throws IOException {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            var names = new ArrayList<Path>();
            for (Path path : inside) {
                if (number(path) > 0) {
                    names.add(path);
                }
            }
            return names;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static int number(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        return matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    }
}
