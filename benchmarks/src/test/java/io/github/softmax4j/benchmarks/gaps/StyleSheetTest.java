package io.github.softmax4j.benchmarks.gaps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the chart can be read by day, at night, and by who tells few colours apart. */
class StyleSheetTest {
    private static final Pattern COLOUR = Pattern.compile("(\\.c\\d|svg) \\{([^}]*)\\}");
    private static final Pattern VARIABLE = Pattern.compile("--(\\w+): #(\\w{6});");

    /** W3C, Web Content Accessibility Guidelines 2.2, criterion 1.4.3: of text and what is behind it. */
    private static final double LEAST_CONTRAST = 4.5;

    /** In CIELAB; 2.3 is just noticeable (Mahy, Van Eycken and Oosterlinck, 1994). */
    private static final double CLEAR_DIFFERENCE = 20;

    private static final String[] PARTS = GapChart.styleSheet().split("@media \\(prefers-color-scheme: dark\\)", -1);

    private static Map<String, Integer> colours(String css) {
        var colours = new TreeMap<String, Integer>();
        Matcher rules = COLOUR.matcher(css);
        while (rules.find()) {
            Matcher variables = VARIABLE.matcher(rules.group(2));
            while (variables.find()) {
                colours.put(rules.group(1) + " " + variables.group(1), Integer.parseInt(variables.group(2), 16));
            }
        }
        return colours;
    }

    @Test
    void everyColourHasOneForTheNight() {
        assertEquals(2, PARTS.length);
        assertEquals(colours(PARTS[0]).keySet(), colours(PARTS[1]).keySet());
        assertEquals(Mark.values().length + 4, colours(PARTS[0]).size());
    }

    @Test
    void textStandsOut() {
        for (String part : PARTS) {
            Map<String, Integer> colours = colours(part);
            double paper = luminance(colours.get("svg paper"));
            colours.forEach((name, colour) -> {
                if (!name.equals("svg paper") && !name.equals("svg grid")) {
                    double contrast = contrast(luminance(colour), paper);
                    assertTrue(contrast >= LEAST_CONTRAST, name + " has " + contrast);
                }
            });
        }
    }

    private static double contrast(double a, double b) {
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return EyeSight.luminance(EyeSight.linear(rgb));
    }

    @Test
    void coloursDifferForAllEyes() {
        for (String part : PARTS) {
            Map<String, Integer> colours = colours(part);
            colours.keySet().removeIf(name -> name.startsWith("svg"));
            for (EyeSight eyes : EyeSight.values()) {
                colours.forEach((name, colour) -> colours.forEach((other, another) -> assertTrue(
                        name.equals(other) || eyes.difference(colour, another) > CLEAR_DIFFERENCE,
                        name + " and " + other + " for " + eyes)));
            }
        }
    }

    @Test
    void marksDifferWhereColoursDoNot() {
        var paths = new HashSet<>(Arrays.stream(Mark.values()).map(Mark::path).toList());
        assertEquals(Mark.values().length, paths.size());
    }

    @Test
    void noTextIsSmallerThanTwelvePoints() {
        Matcher sizes = Pattern.compile("font(?:-size)?: (\\d+)px").matcher(GapChart.styleSheet());
        int count = 0;
        while (sizes.find()) {
            assertTrue(Integer.parseInt(sizes.group(1)) >= 12, sizes.group());
            count++;
        }
        assertEquals(3, count, "text, titles and problems");
    }
}
