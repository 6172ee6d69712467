package dev.keyward.wire.protocol;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * XML as text in which documents are equal that differ in layout, in namespace, in the order of unlike
 * elements, and in the response's metadata, which the published tests leave out.
 */
final class XmlText {

    private XmlText() {}

    static String sorted(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return text(factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement());
        } catch (Exception e) {
            throw new AssertionError("not XML: " + xml, e);
        }
    }

    private static String text(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && !child.getTagName().equals("ResponseMetadata")) {
                children.add(child);
            }
        }
        String inner = children.isEmpty()
                ? element.getTextContent().strip()
                : children.stream()
                        .map(XmlText::text)
                        .sorted(Comparator.comparing(XmlText::name))
                        .collect(Collectors.joining());
        return "<" + element.getTagName() + ">" + inner + "</>";
    }

    /** Only the name, so that the sort, which is stable, keeps the order of like elements. */
    private static String name(String element) {
        return element.substring(0, element.indexOf('>'));
    }
}
