package io.github.softmax4j.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** What the jar is made of: little, and nothing of others. */
@RunsWithoutBackend
class JarTest {
    /** Of the classes, compressed: what a user downloads, but for the licence. */
    private static final int MOST_BYTES = 60_000;

    private static final Pattern CLASS_NAME = Pattern.compile("L?([a-z][\\w$]*(?:/[\\w$]+)+);?");

    private static List<Path> classes() throws IOException, URISyntaxException {
        URL source = Scorer.class.getProtectionDomain().getCodeSource().getLocation();
        try (Stream<Path> files = Files.walk(Path.of(source.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    /** The texts of a class's constant pool, in which all that it refers to has a name (JVMS, section 4.4). */
    private static List<String> texts(Path file) throws IOException {
        var texts = new ArrayList<String>();
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.add(in.readUTF());
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++; // long and double take two places
                    }
                    case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    default -> in.skipNBytes(4);
                }
            }
        }
        return texts;
    }

    /** Every name of a class in it, also in signatures. */
    private static Set<String> referredTo(Path file) throws IOException {
        var names = new TreeSet<String>();
        for (String text : texts(file)) {
            if (!text.contains(" ")) {
                CLASS_NAME.matcher(text).results().forEach(match -> names.add(match.group(1)));
            }
        }
        return names;
    }

    @Test
    void refersToJavaAlone() throws IOException, URISyntaxException {
        var all = new TreeSet<String>();
        for (Path file : classes()) {
            all.addAll(referredTo(file));
        }
        assertTrue(
                all.contains("java/lang/String") && all.contains("io/github/softmax4j/serve/Scorer"), all.toString());
        List<String> others = all.stream()
                .filter(name -> !name.startsWith("java/") && !name.startsWith("io/github/softmax4j/serve/"))
                .toList();
        assertEquals(List.of(), others);
        assertTrue(all.stream().noneMatch(name -> name.startsWith("java/sql/")), "java.sql is a module of its own");
    }

    @Test
    void isSmall() throws IOException, URISyntaxException {
        var compressed = new ByteArrayOutputStream();
        for (Path file : classes()) {
            try (var out = new DeflaterOutputStream(compressed)) {
                Files.copy(file, out);
            }
        }
        assertTrue(compressed.size() < MOST_BYTES, compressed.size() + " bytes");
    }
}
