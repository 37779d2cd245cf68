package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Pages of the commands in a browser, on a phone and on a desk: they load nothing and stick out nowhere. */
class ReportPagesTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";
    private static final String WIDE = "a_name_of_a_column_without_any_place_to_break_it_" + "x".repeat(300);

    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void makePages() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Browser.program().isPresent(), "no chromium, chromium-browser or google-chrome on the PATH");
        writeTable();
        run("train", "--data", "sample:digits", "--model", "digits.s4j", "--report", "train.html");
        run("evaluate", "--data", "sample:digits", "--model", "digits.s4j", "--report", "evaluate.html");
        run(
                "sweep",
                "--data",
                "words.csv",
                "--label",
                "kind",
                "--model",
                "words.s4j",
                "--lambdas",
                "1e-3:1:4",
                "--l1-ratios",
                "0,1",
                "--folds",
                "3",
                "--report",
                "sweep.html");
        run("report", "--data", "words.csv", "--model", "words.s4j", "--out", "words.html");
        browser = new Browser(Browser.program().orElseThrow(), folder);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private static void writeTable() throws IOException {
        var random = new Random(7);
        var lines = new ArrayList<String>(List.of("town,\"" + HOSTILE + "\"," + WIDE + ",kind"));
        for (int i = 0; i < 150; i++) {
            double size = random.nextGaussian() + i % 3;
            lines.add(List.of("Ulm", "Bonn", "\u05d9\u05e8\u05d5\u05e9\u05dc\u05d9\u05dd")
                            .get(random.nextInt(3)) + "," + size + "," + random.nextGaussian() + ","
                    + List.of("bee", HOSTILE, "\u202efly").get(i % 3));
        }
        Files.write(folder.resolve("words.csv"), lines);
    }

    private static void run(String... arguments) {
        var full = new ArrayList<String>(List.of(arguments));
        full.replaceAll(word ->
                word.matches("[a-z]+[.](s4j|html|csv)") ? folder.resolve(word).toString() : word);
        full.add("--quiet");
        Program program = Program.run(full.toArray(String[]::new));
        assertEquals(0, program.exitCode(), program.err());
    }

    @ParameterizedTest
    @CsvSource({
        "train.html, summary data training scores confusions classes weights settings",
        "evaluate.html, summary data scores confusions classes weights settings",
        "sweep.html, summary data training sweep scores confusions classes weights settings",
        "words.html, summary data scores confusions classes weights settings"
    })
    void pages(String name, String sections) throws InterruptedException {
        Path file = folder.resolve(name);
        for (int width : new int[] {390, 1400}) {
            browser.open(file, width, "light");
            String where = name + " at " + width;
            assertEquals(List.of(), browser.complaints(), where);
            assertEquals(List.of(file.toUri().toString()), browser.requests(), where);
            assertEquals(width, browser.evaluate("innerWidth").asInt(), where);
            browser.evaluate("document.querySelectorAll('details').forEach(closed => closed.open = true)");
            assertEquals(
                    List.of(sections.split(" ", -1)),
                    texts("[...document.querySelectorAll('section')].map(s => s.id)"));
            assertEquals(List.of(), texts(STICKING_OUT), where);
            assertTrue(
                    browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                            .asBoolean(),
                    where);
            assertEquals(0, browser.evaluate("document.scripts.length").asInt());
            assertEquals(
                    0,
                    browser.evaluate("[...document.images].filter(i => !i.complete || i.naturalWidth === 0).length")
                            .asInt(),
                    where);
        }
    }

    /** Of all that is drawn, but for tables that are moved sideways and what is closed. */
    private static final String STICKING_OUT = """
            [...document.body.querySelectorAll('*')]
              .filter(e => !e.closest('.wide') || e.className === 'wide')
              .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
              .map(e => e.tagName + ' ' + e.textContent.slice(0, 60))""";

    private static List<String> texts(String expression) throws InterruptedException {
        JsonNode found = browser.evaluate(expression);
        return StreamSupport.stream(found.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    /** The style sheet is taken, by the hash of the policy, and it follows the scheme. */
    @Test
    void darkIsDark() throws InterruptedException {
        String background = "getComputedStyle(document.body).backgroundColor";
        browser.open(folder.resolve("train.html"), 390, "light");
        String light = browser.evaluate(background).asString();
        browser.open(folder.resolve("train.html"), 390, "dark");
        String dark = browser.evaluate(background).asString();
        assertEquals("rgb(251, 251, 249)", light);
        assertNotEquals(light, dark);
    }

    /** Pictures of digits, as large as they are said to be. */
    @Test
    void digits() throws InterruptedException {
        browser.open(folder.resolve("train.html"), 1400, "light");
        assertEquals(10, browser.evaluate("document.images.length").asInt());
        assertEquals(8, browser.evaluate("document.images[3].naturalWidth").asInt());
    }

    /** Names are text, and to be found as such. */
    @Test
    void hostileNames() throws InterruptedException {
        browser.open(folder.resolve("words.html"), 390, "light");
        assertEquals(0, browser.evaluate("document.images.length").asInt());
        assertTrue(browser.evaluate("document.body.textContent").asString().contains(HOSTILE));
        assertTrue(browser.evaluate("document.body.textContent").asString().contains("\\u202efly"));
    }

    /** What the other tests would see, they do see: of a page that loads, runs and is too wide. */
    @Test
    void faultsAreSeen() throws IOException, InterruptedException {
        Path page = Files.writeString(
                folder.resolve("faulty.html"),
                "<!DOCTYPE html><meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">"
                        + "<script>alert(1)</script><body><img src=https://example.org/x.png>"
                        + "<p style='width: 2000px'>wide");
        browser.open(page, 390, "light");
        assertTrue(browser.complaints().size() >= 2, browser.complaints().toString());
        assertEquals(List.of(page.toUri().toString(), "https://example.org/x.png"), browser.requests());
        assertTrue(browser.evaluate("document.documentElement.scrollWidth").asInt() > 2000);
        assertEquals(1, texts(STICKING_OUT).size());
    }
}
