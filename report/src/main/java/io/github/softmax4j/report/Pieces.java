package io.github.softmax4j.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.FigureTag;
import j2html.tags.specialized.UlTag;
import java.util.List;
import java.util.stream.IntStream;

/** What parts of the page are made of. */
final class Pieces {
    private Pieces() {}

    /** A chart with its title, and below it in words what it shows. */
    static FigureTag chart(String title, DomContent picture, String words, DomContent... more) {
        return figure(figcaption(title), picture).with(more).with(p(words).withClass("words"));
    }

    /** Charts side by side, as far as there is room. */
    static DivTag charts(DomContent... charts) {
        return div(charts).withClass("charts");
    }

    /** The names of lines, in the order of their colours. */
    static UlTag legend(List<String> names) {
        return ul().withClass("legend")
                .with(IntStream.range(0, names.size())
                        .mapToObj(i -> li(span(Shown.name(names.get(i)))).withClass(Plot.colour(i))));
    }

    /** What is opened by those who want it. */
    static DomContent more(String heading, DomContent... content) {
        return details(summary(heading)).with(content);
    }
}
