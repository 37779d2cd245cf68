package io.github.softmax4j.benchmarks.gaps;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Elements of SVG, one a line; text and attributes are escaped. */
final class SvgWriter {
    static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    SvgWriter() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("every Java writes XML", e);
        }
    }

    /** An element that others are written into, until it ends; attributes as name, value, name, value. */
    SvgWriter begin(String name, Object... attributes) {
        return unchecked(() -> {
            xml.writeCharacters("\n");
            xml.writeStartElement(name);
            writeAttributes(attributes);
        });
    }

    /** One more of the element that has just begun. */
    SvgWriter attribute(String name, Object value) {
        return unchecked(() -> writeAttributes(name, value));
    }

    SvgWriter end() {
        return unchecked(xml::writeEndElement);
    }

    SvgWriter element(String name, Object... attributes) {
        return unchecked(() -> {
            xml.writeCharacters("\n");
            xml.writeEmptyElement(name);
            writeAttributes(attributes);
        });
    }

    SvgWriter textElement(String name, String content, Object... attributes) {
        begin(name, attributes);
        unchecked(() -> xml.writeCharacters(content));
        return end();
    }

    private void writeAttributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            xml.writeAttribute((String) attributes[i], value instanceof Double number ? number(number) : "" + value);
        }
    }

    /** A tenth of a point is finer than any screen. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** All that was written, which has ended. */
    String document() {
        unchecked(xml::writeEndDocument);
        return text.toString().strip() + "\n";
    }

    private interface Writing {
        void run() throws XMLStreamException;
    }

    private SvgWriter unchecked(Writing writing) {
        try {
            writing.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes all", e);
        }
        return this;
    }
}
