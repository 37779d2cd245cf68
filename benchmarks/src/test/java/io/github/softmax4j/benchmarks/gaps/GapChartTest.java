package io.github.softmax4j.benchmarks.gaps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.benchmarks.gaps.LabelPlaces.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class GapChartTest {
    /** As wide as bold letters of 12 points are on average in the widest of usual fonts, DejaVu Sans. */
    private static final double LETTER = 7.8;

    private static Picture draw(Measurements measurements) throws Exception {
        return new Picture(GapPages.chart(measurements));
    }

    private static Box box(Element text) {
        double width = LETTER * text.getTextContent().length();
        double x = Picture.number(text, "x");
        boolean endsThere = text.getAttribute("class").endsWith(" end");
        return new Box(endsThere ? x - width : x, Picture.number(text, "y") - 11, width, 14);
    }

    @Test
    void labelsNeverOverlapAndAllAreThere() throws Exception {
        for (long seed = 0; seed < 10; seed++) {
            Picture picture = draw(Made.random(8, seed));
            List<Element> labels = picture.withClass("text", "label");
            assertEquals(16, labels.size(), "eight, cold and warm");
            for (Element label : labels) {
                Box box = box(label);
                assertTrue(box.x() >= 0 && box.x() + box.width() <= 360, label.getTextContent());
                for (Element other : labels) {
                    assertTrue(other.equals(label) || !box.overlaps(box(other)), label.getTextContent());
                }
            }
        }
    }

    /** A gap of 1 % after 1 s lies where the grid says so. */
    @Test
    void pointsLieWhereTheGridSays() throws Exception {
        Picture picture = draw(Made.of(List.of(
                Made.point("A", "", Start.COLD, 1, 0.1, 1.1),
                Made.point("A", "", Start.COLD, 2, 1, 1.01),
                Made.point("A", "", Start.COLD, 3, 10, 1))));
        String[] points = picture.withClass("polyline", "line")
                .get(0)
                .getAttribute("points")
                .split(" ", -1);
        List<String> xs = new ArrayList<>();
        List<String> ys = new ArrayList<>();
        for (String point : points) {
            xs.add(point.split(",", -1)[0]);
            ys.add(point.split(",", -1)[1]);
        }
        assertEquals(List.of(tick(picture, "0.1 s", "x"), tick(picture, "1 s", "x"), tick(picture, "10 s", "x")), xs);
        assertEquals(
                List.of(tick(picture, "10 %", "y"), tick(picture, "1 %", "y"), tick(picture, "0.0001 %", "y")), ys);
    }

    /** The x of what is written below a line of the grid, or the y of that line itself. */
    private static String tick(Picture picture, String text, String direction) {
        Element tick = picture.elements("text").stream()
                .filter(element -> element.getTextContent().equals(text))
                .findFirst()
                .orElseThrow();
        return direction.equals("x")
                ? tick.getAttribute("x")
                : SvgWriter.number(Picture.number(tick, "y") - 4); // its letters are around the line
    }

    @Test
    void namesAreEscaped() throws Exception {
        String name = "<script>alert('&')</script>";
        Picture picture = draw(Made.of(List.of(Made.point(name, "\"", Start.COLD, 1, 1, 1))));
        assertEquals(List.of(), picture.elements("script"));
        assertEquals(name, picture.withClass("text", "label").get(0).getTextContent());
    }

    @Test
    void nothingIsLoadedAndNothingRuns() {
        String svg = GapPages.chart(Made.random(3, 1)).replace("http://www.w3.org/2000/svg", "");
        for (String word : List.of("<script", "href", "http", "url(", "@import", "onload")) {
            assertFalse(svg.contains(word), word);
        }
    }

    /** Who cannot see it is told what it is and where everybody ends. */
    @Test
    void itHasATitleAndADescription() throws Exception {
        Picture picture = draw(Made.random(4, 2));
        assertEquals("img", picture.root().getAttribute("role"));
        assertEquals("title description", picture.root().getAttribute("aria-labelledby"));
        assertEquals("title", picture.elements("title").get(0).getAttribute("id"));
        Element description = picture.elements("desc").get(0);
        assertEquals("description", description.getAttribute("id"));
        for (int i = 0; i < 4; i++) {
            assertTrue(description.getTextContent().contains("Contender " + i), description.getTextContent());
        }
    }

    @Test
    void everyProblemHasAPanelBelowTheOneBefore() throws Exception {
        var all = new ArrayList<>(Made.random(3, 3).all());
        Measured.parse(all.get(0).line().replace("iris", "wine"));
        Made.random(3, 3).all().forEach(one -> all.add(Measured.parse(one.line().replace("iris", "wine"))));
        Picture picture = draw(Made.of(all));
        List<Element> problems = picture.withClass("text", "problem");
        assertEquals(
                List.of("iris", "wine"),
                problems.stream().map(Element::getTextContent).toList());
        assertTrue(Picture.number(problems.get(1), "y") > Picture.number(problems.get(0), "y") + 2 * GapPlot.HEIGHT);
        assertEquals("0 0 360", picture.root().getAttribute("viewBox").substring(0, 7), "as wide as a phone");
    }
}
