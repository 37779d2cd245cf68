package io.github.softmax4j.report;

import java.util.List;

/**
 * A square of cells whose darkness is a share: those of the diagonal, which are right, in one colour, the others in
 * another.
 */
final class HeatMap {
    private static final double WIDTH = 360;
    private static final double EDGE = 58;
    private static final double TOP = 50;
    private static final double LARGEST_CELL = 64;
    private static final int MOST_NUMBERS = 12;
    private static final int LONGEST_NAME = 9;
    private static final int LARGEST_NUMBER = 99_999;

    /** From here on the text of a cell has the colour of the page. */
    private static final double DARK = 0.55;

    private final List<String> names;
    private final long[][] counts;

    /** One name per row and column of the counts, which are written where the cells are large enough. */
    HeatMap(List<String> names, long[][] counts) {
        this.names = names;
        this.counts = counts;
    }

    Svg svg(String label) {
        double cell = Math.min(LARGEST_CELL, (WIDTH - EDGE) / names.size());
        Svg picture = Svg.picture(WIDTH, TOP + cell * names.size() + 2, label).withClass("plot heat");
        picture.with(
                Svg.text(EDGE, 10, "start", "predicted").withClass("title"),
                Svg.text(2, TOP - 6, "start", "actual").withClass("title"));
        for (int i = 0; i < names.size(); i++) {
            double middle = (i + 0.5) * cell;
            if (names.size() <= 2 * MOST_NUMBERS || i % 2 == 0) {
                picture.with(
                        Svg.text(EDGE - 4, TOP + middle + 3, "end", shortName(i)),
                        Svg.text(EDGE + middle + 3, TOP - 4, "start", shortName(i))
                                .attr("transform", turned(EDGE + middle + 3, TOP - 4)));
            }
            row(picture, i, cell);
        }
        return picture;
    }

    /** Names that do not fit above their column are written upwards. */
    private static String turned(double x, double y) {
        return "rotate(-40 " + Svg.number(x) + " " + Svg.number(y) + ")";
    }

    private String shortName(int index) {
        String name = Shown.brief(names.get(index));
        return name.length() <= LONGEST_NAME ? name : name.substring(0, Shown.whole(name, LONGEST_NAME - 1)) + "\u2026";
    }

    private void row(Svg picture, int actual, double cell) {
        long sum = 0;
        for (long count : counts[actual]) {
            sum += count;
        }
        for (int predicted = 0; predicted < names.size(); predicted++) {
            long count = counts[actual][predicted];
            double share = sum == 0 ? 0 : (double) count / sum;
            // the root of the share, so that rare errors can be seen
            double darkness = actual == predicted ? share : Math.sqrt(share);
            double x = EDGE + predicted * cell;
            double y = TOP + actual * cell;
            if (count > 0 || actual == predicted) {
                picture.with(Svg.rectangle(x + 0.5, y + 0.5, cell - 1, cell - 1)
                        .withClass(actual == predicted ? "right" : "wrong")
                        .attr("fill-opacity", Numbers.fixed(Math.max(0.06, 0.9 * darkness), 2)));
            }
            if (count > 0 && names.size() <= MOST_NUMBERS && count <= LARGEST_NUMBER) {
                picture.with(Svg.text(x + cell / 2, y + cell / 2 + 3.5, "middle", Long.toString(count))
                        .withClass(darkness > DARK ? "on" : "off"));
            }
        }
    }
}
