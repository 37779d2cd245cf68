package io.github.softmax4j.report;

import static j2html.TagCreator.h2;
import static j2html.TagCreator.section;

import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;

/**
 * A part of the page, which its list of links names.
 *
 * @param id where links lead
 * @param heading a word or two
 * @param content the section, with its heading
 */
record Part(String id, String heading, SectionTag content) {
    static Part of(String id, String heading, DomContent... content) {
        return new Part(id, heading, section(h2(heading)).withId(id).with(content));
    }
}
