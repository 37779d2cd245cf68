package io.github.softmax4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.CrossValidation;
import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.Sweep;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Reading;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The page loads nothing, runs nothing, and has words beside every picture. */
class OfflineTest {
    private static final Pattern LOADS = Pattern.compile("https?:|url\\(|@import|<script|<link|<iframe| on\\w+=");

    private static String html;
    private static Html page;

    @BeforeAll
    static void makeAll() {
        Dataset rows =
                Rows.of(10, 64, 200).withReading(Reading.NONE.and(Map.of(Reading.IMAGE_SHAPE, "8x8"), List.of()));
        Sweep sweep = Sweep.of(SoftmaxRegression.withDefaults(), List.of(0.01, 0.1));
        CrossValidation validation = sweep.crossValidate(rows, 2);
        Fit fit = validation.refit();
        Report report = Report.of(fit)
                .withSpread(rows)
                .withSweep(validation, sweep.fitAll(rows))
                .withEvaluation("test rows", fit.model().evaluate(rows))
                .withCommand("softmax4j sweep");
        html = report.html();
        page = new Html(html);
    }

    @Test
    void loadsNothing() {
        assertEquals(
                List.of(),
                LOADS.matcher(html).results().map(found -> found.group()).toList());
        for (Element element : page.all("*")) {
            String source = element.getAttribute("src");
            String link = element.getAttribute("href");
            assertTrue(source.isEmpty() || source.startsWith("data:image/png;base64,"), source);
            assertTrue(link.isEmpty() || link.startsWith("#"), link);
            assertFalse(element.hasAttribute("style"), "the policy forbids styles of single elements");
        }
    }

    /** The policy comes before all that it is for, and its hash is that of the one style sheet. */
    @Test
    void policy() throws NoSuchAlgorithmException {
        Element policy = page.all("meta").get(1);
        assertEquals("Content-Security-Policy", policy.getAttribute("http-equiv"));
        assertEquals(1, page.all("style").size());
        String style = html.substring(html.indexOf("<style>") + "<style>".length(), html.indexOf("</style>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(digest)
                        + "'; img-src data:; base-uri 'none'; form-action 'none'",
                policy.getAttribute("content"));
        assertTrue(html.indexOf("Content-Security-Policy") < html.indexOf("<style>"));
    }

    @Test
    void everyChartHasWords() {
        int charts = 0;
        for (Element figure : page.all("figure")) {
            String caption = Html.all(figure, "figcaption").get(0).getTextContent();
            List<Element> pictures = Html.all(figure, "svg");
            for (Element picture : pictures) {
                charts++;
                assertEquals("img", picture.getAttribute("role"), caption);
                assertTrue(picture.getAttribute("aria-label").length() > 30, caption);
                List<Element> words = Html.all(figure, "p");
                assertTrue(words.size() == 1 && words.get(0).getTextContent().length() > 30, caption);
            }
        }
        assertTrue(charts >= 9, charts + " charts");
        assertTrue(page.all("img").stream()
                .allMatch(picture -> picture.getAttribute("alt").length() > 30));
        assertTrue(page.all("svg").stream()
                .allMatch(picture -> picture.getAttribute("role").equals("img")
                        || picture.getAttribute("aria-hidden").equals("true")));
    }

    /** What a reader that speaks goes by. */
    @Test
    void tablesHaveHeadings() {
        assertTrue(page.all("table").size() > 5);
        for (Element table : page.all("table")) {
            assertEquals(1, Html.all(table, "caption").size());
            assertTrue(Html.all(table, "th").stream().allMatch(heading -> heading.hasAttribute("scope")));
            int columns = Html.all(Html.all(table, "thead").get(0), "th").size();
            for (List<String> line : Html.lines(table)) {
                assertEquals(columns, line.size());
            }
        }
        assertEquals("en", page.all("html").get(0).getAttribute("lang"));
        assertEquals(1, page.all("h1").size());
        assertTrue(page.all("meta").stream()
                .anyMatch(meta -> meta.getAttribute("content").equals("width=device-width, initial-scale=1")));
    }

    /** Neither charts nor sentences say NaN. */
    @Test
    void numbersAreNumbers() {
        assertFalse(html.contains("NaN") || html.contains("Infinity"));
    }
}
