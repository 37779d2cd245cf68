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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Text of others stays text, wherever it stands: it adds no element and no attribute, turns and hides nothing. */
class EscapingTest {
    /** What a page of plain names is made of. */
    private static final String PLAIN = "plain";

    static List<String> hostileNames() {
        return List.of(
                "</script><img src=x onerror=alert(1)>",
                "</style><script>alert(1)</script>",
                "\"><svg onload=alert(1)>",
                "' onmouseover='alert(1)",
                "javascript:alert(1)",
                "<!--",
                "]]>",
                "&lt;b&gt; &amp; &#60;",
                "{{7*7}} ${7*7} $1 \\1 \\u0041",
                "\u202eright to left\u202c",
                "\u2066isolated",
                "\u0000\u0001\u001b[31m",
                "\ud800 alone",
                "line\r\nbreak\u2028and\u2029end",
                "\ufeffmark",
                "\ud83d\ude00".repeat(5000),
                "long ".repeat(2000),
                " ",
                "#");
    }

    /** Everything that a report can be told, said with this name. */
    private static Report report(String name) {
        var reading = new Reading(
                Map.of(name, name),
                List.of(name),
                List.of(new Reading.Column(name, name, 1, 1, name), new Reading.Column("b", "number", 1, 0, "")),
                List.of(name));
        Dataset rows = Rows.of(List.of(name, "other", name + "2"), List.of(name, "b", name + "2"), 60)
                .withReading(reading)
                .withLabelColumn(name);
        Sweep sweep = Sweep.of(SoftmaxRegression.withDefaults(), List.of(0.01, 0.1));
        CrossValidation validation = sweep.crossValidate(rows, 2);
        Fit fit = validation.refit();
        return Report.of(fit)
                .withTitle(name)
                .withSpread(rows)
                .withSweep(validation, sweep.fitAll(rows))
                .withEvaluation(name, fit.model().evaluate(rows))
                .withFact(name, name)
                .withCommand(name)
                .withWords(sentence -> sentence + name);
    }

    private static Set<String> kinds(Html page) {
        var kinds = new TreeSet<String>();
        for (Element element : page.all("*")) {
            kinds.add(element.getTagName());
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Node attribute = element.getAttributes().item(i);
                kinds.add(element.getTagName() + "@" + attribute.getNodeName());
            }
        }
        return kinds;
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void namesStayText(String name) {
        String html = report(name).html();
        var page = new Html(html);
        assertEquals(kinds(new Html(report(PLAIN))), kinds(page));
        assertEquals(new Html(report(PLAIN)).sections(), page.sections());
        assertFalse(
                html.codePoints().anyMatch(point -> point != '\n' && Character.isISOControl(point)),
                "no control characters");
        assertFalse(html.codePoints().anyMatch(point -> point >= 0x202a && point <= 0x202e), "nothing turns");
        assertFalse(html.codePoints().anyMatch(point -> point >= 0xd800 && point <= 0xdfff), "no halves");
        assertTrue(html.length() < 200_000, "long names are cut: " + html.length());
    }

    /** As it was written, in each section but the sweep, which cuts shorter; what cannot be seen is spelt out. */
    @ParameterizedTest
    @MethodSource("hostileNames")
    void namesAreShownAsTheyAre(String name) {
        var page = new Html(report(name));
        String shown = Shown.visible(Shown.brief(name));
        for (String section : List.of("summary", "data", "scores", "confusions", "classes", "weights")) {
            assertTrue(page.text(section).contains(shown), section + " has no " + shown);
        }
    }

    /** No emoji of two units is cut in half. */
    @ParameterizedTest
    @MethodSource("hostileNames")
    void cutNamesAreWhole(String name) {
        for (int longest = 20; longest < 24; longest++) {
            String cut = Shown.cut(name, longest);
            assertTrue(cut.length() <= longest + 1);
            assertEquals(hasHalves(name), hasHalves(cut));
        }
    }

    private static boolean hasHalves(String text) {
        return text.codePoints().anyMatch(point -> point >= 0xd800 && point <= 0xdfff);
    }
}
