package dev.keyward.crypto.saml;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** XML as tests take it apart and put it together. */
final class TestingXml {

    private TestingXml() {}

    static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String print(Document document) {
        try {
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** All elements of that name, whatever their namespace. */
    static List<Element> all(Document document, String name) {
        var nodes = document.getElementsByTagNameNS("*", name);
        var all = new ArrayList<Element>();
        for (var index = 0; index < nodes.getLength(); index++) {
            all.add((Element) nodes.item(index));
        }
        return all;
    }

    static Element first(Document document, String name) {
        return all(document, name).getFirst();
    }
}
