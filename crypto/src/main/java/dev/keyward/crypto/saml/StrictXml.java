package dev.keyward.crypto.saml;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML that somebody sent. A document type is refused, and with it entities, defaults of
 * attributes and everything outside; XInclude and schemas are off, so that reading touches nothing but
 * the text.
 *
 * <p>Limits: XML 1.0; elements 50 deep, with 100 attributes each. How long the text may be is the
 * caller's to say.
 *
 * <p>Source: the limits are {@code jdk.xml.*} of the JDK's module {@code java.xml}.
 */
final class StrictXml {

    private static final String MAX_DEPTH = "50";

    private static final String MAX_ATTRIBUTES = "100";

    private StrictXml() {}

    /**
     * The document that {@code text} is.
     *
     * @throws SamlException if it is not well-formed, or has something that is refused
     */
    static Document parse(String text) {
        try {
            var document = builder().parse(new InputSource(new StringReader(text)));
            if (!"1.0".equals(document.getXmlVersion())) {
                throw new SamlException("is not XML 1.0");
            }
            return document;
        } catch (SAXException refused) {
            // What the parser says repeats parts of the document.
            throw new SamlException("is not well-formed, or has a document type, or is too deep");
        } catch (IOException e) {
            throw new IllegalStateException("text in memory could not be read", e);
        }
    }

    private static DocumentBuilder builder() {
        try {
            // The JDK's own, whatever else is on the class path.
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature(
                    "http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", MAX_DEPTH);
            factory.setAttribute("jdk.xml.elementAttributeLimit", MAX_ATTRIBUTES);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Refusing());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the platform cannot read XML strictly", e);
        }
    }

    /** Without it the parser prints to the console. */
    private static final class Refusing implements ErrorHandler {

        @Override
        public void warning(SAXParseException told) throws SAXException {
            throw told;
        }

        @Override
        public void error(SAXParseException told) throws SAXException {
            throw told;
        }

        @Override
        public void fatalError(SAXParseException told) throws SAXException {
            throw told;
        }
    }
}
