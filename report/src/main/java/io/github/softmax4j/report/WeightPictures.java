package io.github.softmax4j.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.img;
import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import j2html.tags.specialized.FigureTag;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Weights of pixels as pictures: blue speaks for the class, orange against it; what says nothing is transparent. */
final class WeightPictures {
    /** Of the style sheet, in a shade that can be seen on light and on dark. */
    private static final int[] FOR = {0x2f, 0x86, 0xcc};

    private static final int[] AGAINST = {0xe0, 0x6a, 0x2a};

    /** Pixels beyond this share of all are as dark as can be, so that one of them does not make all others pale. */
    private static final double DARKEST = 0.995;

    private WeightPictures() {}

    static DomContent of(Weights weights, ImageShape shape, int shown) {
        List<double[]> columns =
                IntStream.range(0, shown).mapToObj(weights::column).toList();
        double[] sizes = columns.stream()
                .flatMapToDouble(DoubleStream::of)
                .map(Math::abs)
                .sorted()
                .toArray();
        double largest = sizes[(int) Math.min(sizes.length - 1L, (long) (DARKEST * sizes.length))];
        DomContent pictures = div().withClass("pictures")
                .with(IntStream.range(0, shown)
                        .mapToObj(k -> picture(weights.columnName(k), columns.get(k), shape, largest)));
        return div(
                pictures,
                p("Blue pixels speak for the class, orange ones against it; the strongest are " + Numbers.brief(largest)
                                + " and more.")
                        .withClass("words"));
    }

    private static FigureTag picture(String name, double[] column, ImageShape shape, double largest) {
        return figure(
                img().withSrc(Png.address(shape.width(), shape.height(), pixels(column, largest)))
                        .withAlt(words(name, column, shape))
                        .attr("width", shape.width())
                        .attr("height", shape.height()),
                figcaption(Shown.name(name)));
    }

    private static byte[] pixels(double[] column, double largest) {
        var pixels = new byte[4 * column.length];
        for (int j = 0; j < column.length; j++) {
            int[] colour = column[j] < 0 ? AGAINST : FOR;
            double share = largest == 0 ? 0 : Math.min(1, Math.abs(column[j]) / largest);
            for (int i = 0; i < colour.length; i++) {
                pixels[4 * j + i] = (byte) colour[i];
            }
            pixels[4 * j + colour.length] = (byte) Math.round(255 * share);
        }
        return pixels;
    }

    /** For those who do not see it: where it is strongest. */
    private static String words(String name, double[] column, ImageShape shape) {
        int highest = 0;
        int lowest = 0;
        for (int j = 1; j < column.length; j++) {
            highest = column[j] > column[highest] ? j : highest;
            lowest = column[j] < column[lowest] ? j : lowest;
        }
        return "Weights of " + name + ": the largest, " + Numbers.brief(column[highest]) + ", is "
                + place(highest, shape) + "; the smallest, " + Numbers.brief(column[lowest]) + ", "
                + place(lowest, shape) + ".";
    }

    private static String place(int pixel, ImageShape shape) {
        return "in row " + (pixel / shape.width() + 1) + " of " + shape.height() + ", column "
                + (pixel % shape.width() + 1) + " of " + shape.width();
    }
}
