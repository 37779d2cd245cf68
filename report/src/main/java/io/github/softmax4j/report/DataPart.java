package io.github.softmax4j.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.ul;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.data.SourceColumn;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was read, what was assumed of it, and what may not be meant. */
final class DataPart {
    private static final int MOST_COLUMNS = 200;
    private static final int COLUMNS_AT_ONCE = 15;
    /** Fewer are not worth a click. */
    private static final int FEWEST_FOLDED = 5;

    private static final int MOST_SENTENCES = 50;

    /** Of the values of a column. */
    private static final int LONGEST_CONTENT = 200;

    private final Report report;
    private final Reading reading;
    private final Map<String, SourceColumn> recipe;

    private DataPart(Report report) {
        this.report = report;
        this.reading = report.model().training().reading();
        this.recipe = report.model().recipe().map(FeatureRecipe::columns).orElse(List.of()).stream()
                .collect(Collectors.toMap(SourceColumn::name, column -> column));
    }

    static Part of(Report report) {
        return Part.of("data", "Data", new DataPart(report).content().toArray(DomContent[]::new));
    }

    private List<DomContent> content() {
        var content = new ArrayList<DomContent>();
        content.add(p(read()));
        if (!reading.warnings().isEmpty()) {
            content.add(div(p(strong("What may not be meant")), list(reading.warnings()))
                    .withClass("notice"));
        }
        if (!reading.notes().isEmpty()) {
            content.add(list(reading.notes()));
        }
        if (!reading.settings().isEmpty()) {
            content.add(settings());
        }
        if (!reading.columns().isEmpty()) {
            content.addAll(columns());
            if (reading.columns().size() > MOST_COLUMNS) {
                content.add(p(Numbers.count(reading.columns().size() - MOST_COLUMNS) + " more columns are left out."));
            }
        }
        return content;
    }

    private String read() {
        int features = report.model().featureNames().size();
        if (reading.columns().isEmpty()) {
            return "The rows have " + Numbers.count(features, "feature") + ", from "
                    + Shown.brief(report.model().featureNames().get(0)) + " to "
                    + Shown.brief(report.model().featureNames().get(features - 1))
                    + "; nothing more was noted of their columns.";
        }
        long gaps = reading.columns().stream()
                .mapToLong(Reading.Column::missing)
                .filter(missing -> missing > 0)
                .count();
        return "The " + Numbers.count(reading.columns().size(), "column") + " became "
                + Numbers.count(features, "feature") + ". "
                + (gaps == 0 ? "No value is missing." : Numbers.count(gaps, "column") + " lack values in some rows.");
    }

    private DomContent list(List<String> sentences) {
        int left = sentences.size() - MOST_SENTENCES;
        return ul().with(sentences.stream().limit(MOST_SENTENCES).map(sentence -> li(report.said(sentence))))
                .condWith(left > 0, li("and " + left + " more"));
    }

    private DomContent settings() {
        var table = new Table("How values are written", "what", "told or found");
        reading.settings().entrySet().stream()
                .limit(MOST_SENTENCES)
                .forEach(entry -> table.line(Shown.name(entry.getKey()), Shown.name(entry.getValue())));
        return table.content();
    }

    /** The first few are seen at once, the others when they are asked for. */
    private List<DomContent> columns() {
        List<Reading.Column> shown = reading.columns()
                .subList(0, Math.min(MOST_COLUMNS, reading.columns().size()));
        if (shown.size() <= COLUMNS_AT_ONCE + FEWEST_FOLDED) {
            return List.of(columns("Columns", shown));
        }
        List<Reading.Column> folded = shown.subList(COLUMNS_AT_ONCE, shown.size());
        return List.of(
                columns("Columns", shown.subList(0, COLUMNS_AT_ONCE)),
                details(
                        summary("The next " + Numbers.count(folded.size(), "column")),
                        columns("More columns", folded)));
    }

    /** Where there are no gaps, nothing is said of them. */
    private DomContent columns(String title, List<Reading.Column> columns) {
        boolean hasGaps = columns.stream()
                .anyMatch(column -> column.missing() > 0 || !gaps(column).isEmpty());
        var headings = new ArrayList<>(List.of("name", "kind", "#features"));
        if (hasGaps) {
            headings.addAll(List.of("#missing", "gaps become"));
        }
        headings.add("values");
        var table = new Table(title, headings.toArray(String[]::new));
        for (Reading.Column column : columns) {
            var cells = new ArrayList<Object>();
            cells.add(Shown.name(column.name()));
            cells.add(Shown.brief(column.kind()));
            cells.add(Table.number(column.features() == 0 ? "" : Numbers.count(column.features())));
            if (hasGaps) {
                cells.add(Table.number(column.missing() == 0 ? "" : Numbers.count(column.missing())));
                cells.add(gaps(column));
            }
            cells.add(Shown.cut(column.content(), LONGEST_CONTENT));
            table.line(cells.toArray());
        }
        return table.content();
    }

    private String gaps(Reading.Column column) {
        return gaps(Optional.ofNullable(recipe.get(column.name())));
    }

    private static String gaps(Optional<SourceColumn> column) {
        if (column.isEmpty() || column.get().fill().isEmpty()) {
            return "";
        }
        SourceColumn filled = column.get();
        String value = filled.values() == 1
                ? Numbers.brief(filled.fill().get(0))
                : filled.fill().stream().allMatch(fill -> fill == 0) ? "0" : "their shares or means";
        return value + (filled.hasIndicator() ? ", and are marked" : "");
    }
}
