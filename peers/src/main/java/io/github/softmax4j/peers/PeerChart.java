package io.github.softmax4j.peers;

import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/** Seconds of training, bars on a logarithmic axis, as an SVG file. */
final class PeerChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 880;
    private static final double SHORTEST = 0.05;

    private final DefaultCategoryDataset seconds = new DefaultCategoryDataset();

    void add(PeerData problem, List<Line> lines) {
        for (Line line : lines) {
            String who = line.contender().library() + ", " + line.contender().settings();
            seconds.addValue(Math.max(SHORTEST, line.trained().seconds()), problem.title(), who);
        }
    }

    void write(Path file) throws IOException {
        JFreeChart chart = ChartFactory.createBarChart(
                "Seconds of training, lambda 1e-4",
                null,
                "seconds",
                seconds,
                PlotOrientation.HORIZONTAL,
                true,
                false,
                false);
        CategoryPlot plot = chart.getCategoryPlot();
        var axis = new LogAxis("seconds");
        axis.setSmallestValue(SHORTEST);
        axis.setTickUnit(new NumberTickUnit(1)); // powers of ten
        axis.setNumberFormatOverride(new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        plot.setRangeAxis(axis);
        plot.getDomainAxis().setMaximumCategoryLabelWidthRatio(0.5f);
        var bars = (BarRenderer) plot.getRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, new Color(0x1b, 0x6c, 0xa8));
        bars.setSeriesPaint(1, new Color(0xe0, 0x8a, 0x1e));
        bars.setSeriesPaint(2, new Color(0x5a, 0x9e, 0x4b));
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        var graphics = new SVGGraphics2D(WIDTH, HEIGHT);
        chart.draw(graphics, new Rectangle(WIDTH, HEIGHT));
        Files.writeString(file, graphics.getSVGDocument());
    }
}
