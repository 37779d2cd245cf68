package io.github.softmax4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.metrics.Evaluation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages are made of: numbers, axes, pictures, the shapes of images. */
class PiecesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "0.123456, 0.1235",
        "99999, 100000",
        "123456, 1.23e+05",
        "-0.0005, -5.00e-04",
        "0.001, 0.001",
        "1e300, 1.00e+300",
        "NaN, undefined",
        "Infinity, infinite",
        "-Infinity, -infinite"
    })
    void briefNumbers(double value, String text) {
        assertEquals(text, Numbers.brief(value));
    }

    @Test
    void units() {
        assertEquals("1 class", Numbers.count(1, "class"));
        assertEquals("1,234 rows", Numbers.count(1234, "row"));
        assertEquals("0.50 s", Numbers.seconds(0.5));
        assertEquals("2 min 05 s", Numbers.seconds(125));
        assertEquals("3 h 20 min", Numbers.seconds(12_000));
        assertEquals("an unknown time", Numbers.seconds(Double.NaN));
        assertEquals("12.3 %", Numbers.percent(0.1234));
        assertEquals("3", Numbers.weight(3));
        assertEquals("2.5", Numbers.weight(2.5));
    }

    /** Ticks are few, within the axis, rising, and where they say they are. */
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "-3, 7",
        "1e-9, 3e-9",
        "0, 1e9",
        "5, 5",
        "-1, -1",
        "0.001, 1000",
        "1, 9",
        "2.1, 2.2",
        "1e-30, 1e30",
        "NaN, NaN"
    })
    void ticks(double from, double to) {
        for (Axis axis : List.of(
                Axis.linear("x", DoubleStream.of(from, to)),
                Axis.fromZero("x", DoubleStream.of(from, to)),
                Axis.logarithmic("x", DoubleStream.of(from, to)))) {
            List<Axis.Tick> ticks = axis.ticks();
            assertTrue(ticks.size() >= 2 && ticks.size() <= 12, axis + ": " + ticks);
            for (int i = 0; i < ticks.size(); i++) {
                double place = axis.place(ticks.get(i).value());
                assertTrue(place >= -1e-6 && place <= 1 + 1e-6, axis + ": " + ticks);
                assertTrue(i == 0 || ticks.get(i).value() > ticks.get(i - 1).value(), axis + ": " + ticks);
            }
            if (Double.isFinite(from) && (!axis.isLogarithmic() || from > 0) && to > 0) {
                assertTrue(axis.place(to) >= 0 && axis.place(to) <= 1, axis.toString());
            }
        }
    }

    @Test
    void placesOnAnAxis() {
        assertEquals(0.5, new Axis("x", false, -1, 1).place(0));
        assertEquals(0.5, new Axis("x", true, 0.01, 100).place(1), 1e-15);
    }

    /** Java's own reader finds the same pixels. */
    @Test
    void png() throws IOException {
        var pixels = new byte[4 * 6];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (40 * i + 7);
        }
        String address = Png.address(3, 2, pixels);
        String base64 = address.substring("data:image/png;base64,".length());
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
        assertEquals(3, image.getWidth());
        assertEquals(2, image.getHeight());
        for (int i = 0; i < 6; i++) {
            int argb = image.getRGB(i % 3, i / 3);
            byte[] found = {(byte) (argb >> 16), (byte) (argb >> 8), (byte) argb, (byte) (argb >> 24)};
            assertArrayEquals(Arrays.copyOfRange(pixels, 4 * i, 4 * i + 4), found);
        }
    }

    /** By what the reader said, else by names; squares alone say nothing. */
    @Test
    void imageShapes() {
        assertEquals(Optional.empty(), shape(Rows.names("x", 16), "8x2"), "too small to see anything");
        assertEquals(Optional.of("4x4"), shape(Rows.names("x", 16), "4x4"));
        assertEquals(Optional.empty(), shape(Rows.names("x", 16), ""));
        assertEquals(Optional.empty(), shape(Rows.names("x", 16), "5x4"));
        assertEquals(Optional.empty(), shape(Rows.names("x", 16), "99999x99999"));
        assertEquals(Optional.of("4x5"), shape(names(20, i -> "pixel_" + i / 5 + "_" + i % 5), ""));
        assertEquals(Optional.of("4x5"), shape(names(20, i -> (i / 5 + 1) + "x" + (i % 5 + 1)), ""));
        assertEquals(Optional.empty(), shape(names(20, i -> "pixel_" + i % 5 + "_" + i / 5), ""));
        assertEquals(Optional.of("4x4"), shape(names(16, i -> "pixel" + i), ""));
        assertEquals(Optional.empty(), shape(names(15, i -> "pixel" + i), ""));
        assertEquals(Optional.empty(), shape(names(16, i -> "pixel" + i * 2), ""));
    }

    private static List<String> names(int count, IntFunction<String> name) {
        return IntStream.range(0, count).mapToObj(name).toList();
    }

    private static Optional<String> shape(List<String> names, String told) {
        Dataset rows = Rows.of(List.of("a", "b"), names, 10)
                .withReading(
                        Reading.NONE.and(told.isEmpty() ? Map.of() : Map.of(Reading.IMAGE_SHAPE, told), List.of()));
        Fit fit = SoftmaxRegression.withDefaults().withLambda(1).fit(rows);
        return ImageShape.of(fit.model()).map(shape -> shape.height() + "x" + shape.width());
    }

    @Test
    void partsOfSettings() {
        assertEquals(
                Map.of("a", "1", "b", "[2, 3]", "c", "d[e=4, f={g=5, h=6}]"),
                SettingsPart.parts("x[a=1, b=[2, 3], c=d[e=4, f={g=5, h=6}]]"));
        assertEquals(Map.of("all", "of its own"), SettingsPart.parts("of its own"));
        // of what is no record at least all signs are there
        assertEquals(Map.of("a", "]]], ], [[[, "), SettingsPart.parts("x[a=]]], ], [[[, ]"));
    }

    /** The curve is that of the evaluation: its points are drawn from corner to corner. */
    @Test
    void rocOfTwoClassesIsOneCurve() {
        Dataset rows = Rows.of(2, 2, 60);
        Fit fit = SoftmaxRegression.withDefaults().withLambda(1).fit(rows);
        Evaluation evaluation = fit.model().evaluate(rows);
        var page = new Html(Report.of(fit).withEvaluation("rows", evaluation));
        var lines = Html.all(page.section("scores"), "polyline");
        assertEquals(2, lines.size(), "reliability, and one curve");
        String[] points = lines.get(1).getAttribute("points").split(" ", -1);
        assertEquals(Math.min(400, evaluation.rocCurve(1).thresholds().length), points.length);
        assertEquals("46,198", points[0]);
        assertEquals("348,24", points[points.length - 1]);
        assertEquals(evaluation.rocAuc(1), areaUnder(points), 0.01);
        assertTrue(
                page.text("scores").contains("The area under the curve is " + Numbers.fixed(evaluation.rocAuc(1), 4)));
    }

    /** By trapezoids, of a curve that is drawn from 46 to 348 across and from 198 up to 24. */
    private static double areaUnder(String... points) {
        double area = 0;
        for (int i = 1; i < points.length; i++) {
            String[] from = points[i - 1].split(",", -1);
            String[] to = points[i].split(",", -1);
            double width = Double.parseDouble(to[0]) - Double.parseDouble(from[0]);
            double height = 198 - (Double.parseDouble(to[1]) + Double.parseDouble(from[1])) / 2;
            area += width * height;
        }
        return area / (348 - 46) / (198 - 24);
    }

    /** Bars are the shares of the rows, points the bins that have any. */
    @Test
    void reliability() {
        Dataset rows = Rows.of(3, 3, 90);
        Fit fit = SoftmaxRegression.withDefaults().withLambda(1).fit(rows);
        Evaluation evaluation = fit.model().evaluate(rows);
        var page = new Html(Report.of(fit).withEvaluation("rows", evaluation));
        long filled = evaluation.reliability().stream()
                .filter(bin -> bin.weight() > 0)
                .count();
        var bars = Html.all(page.section("scores"), "rect");
        assertEquals(filled, bars.size());
        double heights = bars.stream()
                .mapToDouble(bar -> Double.parseDouble(bar.getAttribute("height")))
                .sum();
        assertEquals(198 - 24, heights, 0.1 * filled);
        assertEquals(filled, Html.all(page.section("scores"), "circle").size());
        assertTrue(page.text("scores").contains(Numbers.percent(evaluation.calibrationError())));
    }
}
