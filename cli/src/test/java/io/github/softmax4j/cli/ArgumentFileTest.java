package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words of a file are those that a shell would see. */
@RunsWithoutBackend
class ArgumentFileTest {
    @TempDir
    private Path directory;

    private List<String> words(String text) throws IOException {
        return ArgumentFile.words(Files.writeString(directory.resolve("job.conf"), text));
    }

    @Test
    void wordsQuotesAndComments() throws IOException {
        assertEquals(List.of(), words(" \n# only this\n"));
        assertEquals(List.of("--data", "a.csv", "--label", "b c"), words("--data a.csv\r\n\t--label 'b c'\r\n"));
        assertEquals(List.of("--drop=a,b c", "d#e", "f"), words("--drop=\"a,b c\" # why\nd#e f # g"));
        assertEquals(List.of("it's", "say \"a\\n\"", ""), words("\"it's\" \"say \\\"a\\\\n\\\"\" ''"));
        assertEquals(List.of("sql:SELECT *\n FROM t"), words("'sql:SELECT *\n FROM t'"));
        assertEquals(List.of("C:\\data\\x.csv", "D:\\"), words("C:\\data\\x.csv D:\\\n"));
        assertEquals(List.of("softmax4j", "train", "--quiet"), words("softmax4j \\\n  train \\\r\n  --quiet \\"));
        assertEquals(List.of("ä", "日本"), words("\uFEFFä 日本"));
    }

    @Test
    void quotesMustBeClosed() throws IOException {
        String message = assertThrows(IllegalArgumentException.class, () -> words("a\n'b'\n\"c\nd"))
                .getMessage();
        assertTrue(message.endsWith("job.conf, line 3: a quote \" is not closed"), message);
    }

    /** Any words, quoted as for a shell, come back. */
    @Test
    void whatIsQuotedIsRead() throws IOException {
        var random = new Random(7);
        String signs = "ab '\"\\#@=\n\t-,ä";
        for (int round = 0; round < 300; round++) {
            var words = new ArrayList<String>();
            var text = new StringBuilder();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                var word = new StringBuilder();
                random.ints(random.nextInt(8), 0, signs.length()).forEach(sign -> word.append(signs.charAt(sign)));
                words.add(word.toString());
                text.append(quoted(word.toString())).append(i % 2 == 0 ? "  " : "\n");
            }
            assertEquals(words, words(text.toString()));
        }
    }

    /** In one kind of quotes or the other, in turn. */
    private static String quoted(String word) {
        return word.length() % 2 == 0
                ? "\"" + word.replaceAll("[\"\\\\]", "\\\\$0") + "\""
                : "'" + word.replace("'", "'\"'\"'") + "'";
    }
}
