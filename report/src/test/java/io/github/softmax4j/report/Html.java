package io.github.softmax4j.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page as a tree of elements: it is well-formed XML but for the elements of HTML that have no end. */
final class Html {
    private final Document document;

    Html(Report report) {
        this(report.html());
    }

    Html(String page) {
        String closed = page.replaceFirst("<!DOCTYPE html>", "").replaceAll("<(meta|img|br)( [^<>]*)?>", "<$1$2/>");
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(closed)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException("the page is not well-formed", e);
        }
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList();
    }

    /** All with a name, or * for all. */
    List<Element> all(String name) {
        return elements(document.getElementsByTagName(name));
    }

    static List<Element> all(Element within, String name) {
        return elements(within.getElementsByTagName(name));
    }

    /** The section with this id. */
    Element section(String id) {
        return all("section").stream()
                .filter(section -> section.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no section " + id + " among " + sections()));
    }

    /** The ids of all sections, in their order. */
    List<String> sections() {
        return all("section").stream()
                .map(section -> section.getAttribute("id"))
                .toList();
    }

    /** What a section says, as text. */
    String text(String sectionId) {
        return section(sectionId).getTextContent();
    }

    /** The text of the cells of each line of the tables of an element. */
    static List<List<String>> lines(Element within) {
        var lines = new ArrayList<List<String>>();
        for (Element line : all(within, "tr")) {
            lines.add(elements(line.getChildNodes()).stream()
                    .map(Element::getTextContent)
                    .toList());
        }
        return lines;
    }
}
