package io.github.softmax4j.backend;

import io.github.softmax4j.files.PrivateFolder;
import io.github.softmax4j.files.TemporaryPath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where JavaCPP unpacks native libraries and loads them from: a folder that nobody else can write to.
 *
 * <p>Left alone, JavaCPP takes any folder that it can write to, also one that another user has made for it: where there
 * is no home, {@code /tmp/.javacpp-NAME}, or {@code ?} in the working directory. So the choice is made before JavaCPP
 * loads anything: the folder of the property {@value #PROPERTY}, else {@code softmax4j/natives} in the user's folder of
 * caches, else a new one that is deleted at the end.
 */
final class NativeFolder {
    private static final Logger LOG = LoggerFactory.getLogger(NativeFolder.class);
    private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";
    /** As JavaCPP used to spell it. */
    private static final String OLD_PROPERTY = "org.bytedeco.javacpp.cacheDir";

    private static final String REMEDY = "-D" + PROPERTY + "=FOLDER names another folder";
    private static final long MEGABYTE = 1 << 20;
    private static final int LARGE_LIBRARY = 1 << 26;

    private final PrivateFolder folder;

    private NativeFolder(PrivateFolder folder) {
        this.folder = folder;
    }

    /**
     * Chooses the folder, once per process.
     *
     * @return empty where files have no owner, so that nothing can be checked
     * @throws BackendException if there is none that others cannot write to
     */
    static Optional<NativeFolder> choose() {
        if (!PrivateFolder.areKnownFor(Path.of(""))) {
            return Optional.empty();
        }
        PrivateFolder folder = named().or(NativeFolder::ofUser).orElseGet(NativeFolder::ofProcess);
        System.setProperty(PROPERTY, folder.path().toString());
        return Optional.of(new NativeFolder(folder));
    }

    private static Optional<PrivateFolder> named() {
        Optional<String> name = Stream.of(PROPERTY, OLD_PROPERTY)
                .map(System::getProperty)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst();
        try {
            return name.isPresent() ? Optional.of(open(Path.of(name.get()))) : Optional.empty();
        } catch (IOException e) {
            throw new BackendException(refusal(e), e);
        }
    }

    private static Optional<PrivateFolder> ofUser() {
        Optional<Path> caches =
                caches(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"), System.getenv("HOME"));
        try {
            return caches.isPresent()
                    ? Optional.of(open(caches.get().resolve("softmax4j").resolve("natives")))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.warn("native libraries are unpacked anew at each start: {}; {}", words(e), REMEDY);
            return Optional.empty();
        }
    }

    /** Java calls the home of a user without a name "?", and that of some who have none /nonexistent. */
    static Optional<Path> caches(String named, String... homes) {
        if (named != null && Path.of(named).isAbsolute()) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(homes)
                .filter(home -> home != null && Path.of(home).isAbsolute() && Files.isDirectory(Path.of(home)))
                .map(home -> Path.of(home, ".cache"))
                .findFirst();
    }

    private static PrivateFolder ofProcess() {
        try {
            return open(TemporaryPath.folder().path());
        } catch (IOException e) {
            throw new BackendException(refusal(e), e);
        }
    }

    private static PrivateFolder open(Path path) throws IOException {
        PrivateFolder folder = PrivateFolder.open(path);
        folder.removeForeign();
        return folder;
    }

    private static String refusal(IOException e) {
        return "there is no safe folder for native libraries: " + words(e) + "; " + REMEDY;
    }

    private static String words(IOException e) {
        boolean isBare = e instanceof FileSystemException file && file.getReason() == null;
        return isBare ? e.getMessage() + " cannot be made or written" : e.getMessage();
    }

    /** What has been unpacked stays ours, whatever mode this process gives to files. */
    void seal() {
        try {
            folder.seal();
        } catch (IOException e) {
            LOG.debug("{} is not sealed", folder.path(), e);
        }
    }

    /**
     * Why nothing could be loaded, if it is that libraries could not be unpacked. JavaCPP does not always say so: it
     * goes on without a library that others then miss. So a file as large as some of them is tried.
     *
     * @param thrown by what has loaded them
     * @return the reason and the remedy
     */
    Optional<String> explain(Throwable thrown) {
        List<Throwable> causes = Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .toList();
        Optional<IOException> said = causes.stream()
                .filter(cause -> cause instanceof IOException)
                .map(IOException.class::cast)
                .findFirst();
        boolean mayBeIt = causes.stream().anyMatch(cause -> cause instanceof UnsatisfiedLinkError);
        return said.or(() -> mayBeIt ? tryToWrite() : Optional.empty())
                .map(cause -> "native libraries cannot be unpacked into " + folder.path() + ": " + cause.getMessage()
                        + " (" + folder.path().toFile().getUsableSpace() / MEGABYTE + " MB free); " + REMEDY);
    }

    private Optional<IOException> tryToWrite() {
        try (TemporaryPath file = TemporaryPath.file(Optional.of(folder.path()), ".tmp")) {
            Files.write(file.path(), new byte[LARGE_LIBRARY]);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }
}
