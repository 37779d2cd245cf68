package io.github.softmax4j.report;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import j2html.tags.specialized.TableTag;
import j2html.tags.specialized.TbodyTag;
import j2html.tags.specialized.TrTag;

/** A table whose first column names the lines; on a small screen it is moved sideways, and the page is not. */
final class Table {
    private final TableTag table = table();
    private final TbodyTag body = tbody();

    /** A heading that begins with # is of a column of numbers. */
    Table(String title, String... headings) {
        TrTag line = tr();
        for (String heading : headings) {
            boolean isNumber = heading.startsWith("#");
            line.with(th(isNumber ? heading.substring(1) : heading)
                    .attr("scope", "col")
                    .withCondClass(isNumber, "number"));
        }
        table.with(caption(title), thead(line));
    }

    /** A line: strings of digits and the like are numbers, others are names or words. */
    Table line(Object... cells) {
        TrTag line = tr();
        for (int i = 0; i < cells.length; i++) {
            DomContent content = cells[i] instanceof DomContent element ? element : text(String.valueOf(cells[i]));
            line.with(i == 0 ? th(content).attr("scope", "row") : cell(content, cells[i]));
        }
        body.with(line);
        return this;
    }

    private static DomContent cell(DomContent content, Object value) {
        return td(content).withCondClass(value instanceof Value, "number");
    }

    /** A number as it is written. */
    static Value number(String text) {
        return new Value(text);
    }

    /** Aligned with the other numbers of its column. */
    record Value(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    DomContent content() {
        return div(table.with(body)).withClass("wide").attr("tabindex", "0");
    }
}
