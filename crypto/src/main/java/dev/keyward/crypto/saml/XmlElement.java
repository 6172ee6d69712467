package dev.keyward.crypto.saml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** An element, as the readers of SAML ask for its parts: by namespace and name, never by place. */
record XmlElement(Element dom) {

    static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";

    static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";

    static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";

    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    /** Source: XML Schema Part 2, dateTime. SAML Core, section 1.3.3, has it in UTC. */
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    boolean is(String namespace, String name) {
        return namespace.equals(dom.getNamespaceURI()) && name.equals(dom.getLocalName());
    }

    /** The elements right below this one. */
    List<XmlElement> children() {
        var children = new ArrayList<XmlElement>();
        for (Node node = dom.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(new XmlElement(element));
            }
        }
        return children;
    }

    List<XmlElement> children(String namespace, String name) {
        return children().stream().filter(child -> child.is(namespace, name)).toList();
    }

    /**
     * The only child of that name.
     *
     * @throws SamlException if there are several
     */
    Optional<XmlElement> child(String namespace, String name) {
        var children = children(namespace, name);
        if (children.size() > 1) {
            throw new SamlException("has more than one " + name + " where there may be one");
        }
        return children.stream().findFirst();
    }

    /**
     * The only child of that name.
     *
     * @throws SamlException if there is none, or several
     */
    XmlElement required(String namespace, String name) {
        return child(namespace, name).orElseThrow(() -> new SamlException("has no " + name));
    }

    /** This element and all below it, in the order of the document. */
    List<XmlElement> all() {
        var all = new ArrayList<XmlElement>();
        all.add(this);
        for (var index = 0; index < all.size(); index++) {
            all.addAll(all.get(index).children());
        }
        return all;
    }

    Optional<String> attribute(String name) {
        return dom.hasAttributeNS(null, name)
                ? Optional.of(dom.getAttributeNS(null, name))
                : Optional.empty();
    }

    /**
     * An attribute that must be there and not be empty.
     *
     * @throws SamlException if it is not
     */
    String requiredAttribute(String name) {
        return attribute(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new SamlException("has no " + name));
    }

    /** An attribute that is a time. */
    Optional<Instant> time(String name) {
        return attribute(name).map(value -> instant(name, value));
    }

    private static Instant instant(String name, String text) {
        try {
            return switch (DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
                case OffsetDateTime zoned -> zoned.toInstant();
                case LocalDateTime utc -> utc.toInstant(ZoneOffset.UTC);
                default -> throw new IllegalStateException("a time of another kind");
            };
        } catch (DateTimeException e) {
            throw new SamlException("has a " + name + " that is no time");
        }
    }

    /** Whether it holds text and nothing else: no element, comment or instruction. */
    boolean isPlain() {
        for (Node node = dom.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Text)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The text.
     *
     * @throws SamlException if there is anything else
     */
    String text() {
        if (!isPlain()) {
            throw new SamlException("has something other than text in " + dom.getLocalName());
        }
        return dom.getTextContent();
    }
}
