package dev.keyward.crypto.saml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an identity provider says of a user, as it was signed. Whether it is meant for this server and
 * still good is for others to say.
 *
 * <p>Source: SAML 2.0 Core, section 2; SAML 2.0 Profiles, section 4.1.4.
 *
 * @param issuer the provider's entity id
 * @param issued when it was made
 * @param subject about whom
 * @param conditions when and for whom it is good
 * @param sessionEnds when the user's session at the provider ends, if it says so
 * @param attributes the values by the attribute's name; those that are not plain text are left out
 */
public record SamlAssertion(
        String issuer,
        Instant issued,
        Subject subject,
        Conditions conditions,
        Optional<Instant> sessionEnds,
        Map<String, List<String>> attributes) {

    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    private static final String UNSPECIFIED =
            "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

    private static final String AUDIENCE_RESTRICTION = "AudienceRestriction";

    /** Conditions that need nothing beyond what is done anyway. Any other would have to be understood. */
    private static final Set<String> CONDITIONS =
            Set.of(AUDIENCE_RESTRICTION, "OneTimeUse", "ProxyRestriction");

    public SamlAssertion {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /**
     * About whom, and how that is confirmed: whoever bears the assertion is the one.
     *
     * @param name empty if there is no {@code NameID}
     * @param recipient where it may be presented
     * @param notBefore from when on it may be presented
     * @param notOnOrAfter when that ends
     */
    public record Subject(
            Optional<Name> name,
            String recipient,
            Optional<Instant> notBefore,
            Instant notOnOrAfter) {}

    /**
     * What the provider calls the user.
     *
     * @param format what kind of name it is, a URI
     */
    public record Name(String value, String format) {}

    /**
     * When and for whom an assertion is good.
     *
     * @param audiences one of each must be the reader; empty if it is for everybody
     */
    public record Conditions(
            Optional<Instant> notBefore,
            Optional<Instant> notOnOrAfter,
            List<Set<String>> audiences) {

        public Conditions {
            audiences = List.copyOf(audiences);
        }
    }

    /** The values of an attribute, none if it is not there. */
    public List<String> attribute(String name) {
        return attributes.getOrDefault(name, List.of());
    }

    /**
     * Reads an {@code Assertion}.
     *
     * @throws SamlException if something that must be there is not, or is there twice
     */
    static SamlAssertion of(XmlElement assertion) {
        return new SamlAssertion(
                assertion.required(XmlElement.ASSERTION, "Issuer").text(),
                requiredTime(assertion, "IssueInstant"),
                subject(assertion.required(XmlElement.ASSERTION, "Subject")),
                conditions(assertion.child(XmlElement.ASSERTION, "Conditions")),
                assertion.children(XmlElement.ASSERTION, "AuthnStatement").stream()
                        .flatMap(statement -> statement.time("SessionNotOnOrAfter").stream())
                        .min(Comparator.naturalOrder()),
                attributes(assertion));
    }

    private static Instant requiredTime(XmlElement element, String name) {
        return element.time(name).orElseThrow(() -> new SamlException("has no " + name));
    }

    private static Subject subject(XmlElement subject) {
        var confirmation = subject.required(XmlElement.ASSERTION, "SubjectConfirmation");
        if (!confirmation.requiredAttribute("Method").equals(BEARER)) {
            throw new SamlException("has a SubjectConfirmation of another method than bearer");
        }
        var data = confirmation.required(XmlElement.ASSERTION, "SubjectConfirmationData");
        var name = subject.child(XmlElement.ASSERTION, "NameID")
                .map(id -> new Name(id.text(), id.attribute("Format").orElse(UNSPECIFIED)));
        return new Subject(
                name,
                data.requiredAttribute("Recipient"),
                data.time("NotBefore"),
                requiredTime(data, "NotOnOrAfter"));
    }

    private static Conditions conditions(Optional<XmlElement> given) {
        if (given.isEmpty()) {
            return new Conditions(Optional.empty(), Optional.empty(), List.of());
        }
        var conditions = given.get();
        for (var condition : conditions.children()) {
            if (CONDITIONS.stream().noneMatch(name -> condition.is(XmlElement.ASSERTION, name))) {
                throw new SamlException("has a condition that is not understood");
            }
        }
        var audiences = new ArrayList<Set<String>>();
        for (var restriction : conditions.children(XmlElement.ASSERTION, AUDIENCE_RESTRICTION)) {
            audiences.add(Set.copyOf(restriction.children(XmlElement.ASSERTION, "Audience").stream()
                    .map(XmlElement::text)
                    .toList()));
        }
        return new Conditions(
                conditions.time("NotBefore"), conditions.time("NotOnOrAfter"), audiences);
    }

    private static Map<String, List<String>> attributes(XmlElement assertion) {
        var attributes = new TreeMap<String, List<String>>();
        for (var statement : assertion.children(XmlElement.ASSERTION, "AttributeStatement")) {
            for (var attribute : statement.children(XmlElement.ASSERTION, "Attribute")) {
                var values = attributes.computeIfAbsent(
                        attribute.requiredAttribute("Name"), name -> new ArrayList<>());
                attribute.children(XmlElement.ASSERTION, "AttributeValue").stream()
                        .map(SamlAssertion::holder)
                        .filter(XmlElement::isPlain)
                        .map(XmlElement::text)
                        .forEach(values::add);
            }
        }
        return attributes;
    }

    /** Some values, such as {@code eduPersonTargetedID}, are a {@code NameID} in the value. */
    private static XmlElement holder(XmlElement value) {
        var children = value.children();
        return children.size() == 1 && children.getFirst().is(XmlElement.ASSERTION, "NameID")
                ? children.getFirst()
                : value;
    }
}
