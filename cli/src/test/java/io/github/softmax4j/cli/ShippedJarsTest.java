package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What others have made and the program brings along: every jar has the checksum that it is known by
 * (.mvn/checksums, docs/decisions/0015), and NOTICE names its licence.
 */
@RunsWithoutBackend
class ShippedJarsTest {
    private static final Path CHECKSUMS = Path.of("..", ".mvn", "checksums", "checksums.sha256");

    /** Written by the build: the class path at run time, without what only compilers and tests need. */
    private static final Path CLASS_PATH = Path.of("target", "runtime-class-path");

    /** The jars whose list this is: those of any platform, and the natives of one. */
    private static final Pattern OTHER_NATIVES =
            Pattern.compile(".*-(linux|macosx|windows)-(?!x86_64)\\w+.*|.*-(macosx|windows)-x86_64.*");

    /** In a repository: group, artifact, version, and the jar that repeats the last two. */
    private static final Pattern IN_REPOSITORY =
            Pattern.compile(".*/(?<artifact>[^/]+)/(?<version>[^/]+)/\\1-\\2[^/]*");

    private static final List<Path> JARS = new ArrayList<>();

    @BeforeAll
    static void find() throws IOException {
        Assumptions.assumeTrue(Files.exists(CLASS_PATH), "the class path is written by Maven");
        Assumptions.assumeTrue(
                System.getProperty("nd4j") == null, "another ND4J was asked for, whose jars are not known");
        JARS.clear();
        Stream.of(Files.readString(CLASS_PATH).strip().split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> !path.toString().contains("softmax4j-")
                        && path.toString().endsWith(".jar"))
                .forEach(JARS::add);
        Assumptions.assumeFalse(JARS.isEmpty(), "there are no jars");
    }

    private static String unixPath(Path jar) {
        return jar.toString().replace(File.separatorChar, '/');
    }

    /** As in any repository: the path from the group on. */
    private static String pathInRepository(Path jar, Map<String, String> known) {
        String path = unixPath(jar);
        return known.keySet().stream()
                .filter(key -> path.endsWith("/" + key))
                .findFirst()
                .orElse(path);
    }

    private static String sha256(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return String.format("%064x", new BigInteger(1, hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Map<String, String> known() throws IOException {
        var known = new TreeMap<String, String>();
        for (String line : Files.readAllLines(CHECKSUMS)) {
            String[] parts = line.split("  ", 2);
            known.put(parts[1], parts[0]);
        }
        return known;
    }

    /** Natives of other platforms, and those for GPUs, which are gigabytes, are passed over. */
    private static boolean mayBeUnknown(Path jar) {
        String path = unixPath(jar);
        return OTHER_NATIVES.matcher(jar.getFileName().toString()).matches() || path.contains("cuda");
    }

    @Test
    void everyJarIsTheOneThatIsKnown() throws IOException {
        Map<String, String> known = known();
        var wrong = new ArrayList<String>();
        for (Path jar : JARS) {
            String expected = known.get(pathInRepository(jar, known));
            if (expected == null ? !mayBeUnknown(jar) : !expected.equals(sha256(jar))) {
                wrong.add(sha256(jar) + "  " + unixPath(jar));
            }
        }
        assertEquals(List.of(), wrong, "other checksums than in " + CHECKSUMS + "; .mvn/checksums/write makes it anew");
    }

    @Test
    void noticeNamesTheLicenceOfEveryJar() throws IOException {
        String notice = Files.readString(Path.of("..", "NOTICE"));
        List<String> named = notice.lines()
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2, line.indexOf(':')))
                .flatMap(names -> Stream.of(names.split(", ")))
                .toList();
        List<String> shipped =
                JARS.stream().map(ShippedJarsTest::artifact).distinct().sorted().toList();
        assertEquals(
                List.of(), shipped.stream().filter(jar -> !named.contains(jar)).toList(), "not in NOTICE");
        List<String> gone = named.stream()
                .filter(jar -> !shipped.contains(jar) && !isOfAFlavour(jar))
                .toList();
        assertEquals(List.of(), gone, "in NOTICE, but not shipped");
    }

    private static String artifact(Path jar) {
        Matcher matcher = IN_REPOSITORY.matcher(unixPath(jar));
        return matcher.matches() ? matcher.group("artifact") : jar.getFileName().toString();
    }

    /** What only one of the flavours has. */
    private static boolean isOfAFlavour(String artifact) {
        return artifact.contains("cuda") || artifact.contains("native") || artifact.equals("openblas");
    }
}
