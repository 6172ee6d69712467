package dev.keyward.server.sts;

import dev.keyward.crypto.saml.NameQualifier;
import dev.keyward.crypto.saml.SamlAssertion;
import dev.keyward.server.authorize.Caller.Federation;
import dev.keyward.server.model.SamlProvider;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The condition keys that a SAML assertion brings. While the role is asked for, all of them are there; in
 * the session only those that tell who the user is.
 *
 * <p>Source: IAM User Guide, "IAM and AWS STS condition context keys", keys for SAML-based federation, and
 * "Mapping SAML attributes to AWS trust policy context keys".
 */
record SamlKeys(SamlProvider provider, SamlAssertion assertion, SamlAssertion.Name subject) {

    static final String AUDIENCE = "saml:aud";
    static final String ISSUER = "saml:iss";
    static final String SUBJECT = "saml:sub";
    static final String SUBJECT_TYPE = "saml:sub_type";
    static final String NAME_QUALIFIER = "saml:namequalifier";
    static final String SESSION_NAME = "sts:RoleSessionName";

    private static final List<String> OF_SESSION = List.of(SUBJECT, SUBJECT_TYPE, NAME_QUALIFIER);

    private static final String FORMAT = "urn:oasis:names:tc:SAML:2.0:nameid-format:";

    private static final String EDU_PERSON = "urn:oid:1.3.6.1.4.1.5923.1.1.1.";

    private static final String EDU_ORG = "urn:oid:1.3.6.1.4.1.5923.1.2.1.";

    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    private static final String X500 = "0.9.2342.19200300100.1.";

    /** The keys that may have several values, by the attribute's name. */
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry(EDU_PERSON + "1", "saml:edupersonaffiliation"),
            Map.entry(EDU_PERSON + "2", "saml:edupersonnickname"),
            Map.entry(EDU_PERSON + "4", "saml:edupersonorgunitdn"),
            Map.entry(EDU_PERSON + "7", "saml:edupersonentitlement"),
            Map.entry(EDU_PERSON + "9", "saml:edupersonscopedaffiliation"),
            Map.entry(EDU_PERSON + "10", "saml:edupersontargetedid"),
            Map.entry(EDU_PERSON + "11", "saml:edupersonassurance"),
            Map.entry(EDU_ORG + "2", "saml:eduorghomepageuri"),
            Map.entry(EDU_ORG + "3", "saml:eduorgidentityauthnpolicyuri"),
            Map.entry(EDU_ORG + "4", "saml:eduorglegalname"),
            Map.entry(EDU_ORG + "5", "saml:eduorgsuperioruri"),
            Map.entry(EDU_ORG + "6", "saml:eduorgwhitepagesuri"),
            Map.entry("urn:oid:2.5.4.3", "saml:cn"));

    /** The keys that have one value. Two attributes may be for one key; then the first name counts. */
    private static final Map<String, String> SINGLES = Map.ofEntries(
            Map.entry(EDU_PERSON + "3", "saml:edupersonorgdn"),
            Map.entry(EDU_PERSON + "5", "saml:edupersonprimaryaffiliation"),
            Map.entry(EDU_PERSON + "6", "saml:edupersonprincipalname"),
            Map.entry(EDU_PERSON + "8", "saml:edupersonprimaryorgunitdn"),
            Map.entry(CLAIMS + "name", "saml:name"),
            Map.entry("http://schemas.xmlsoap.org/claims/CommonName", "saml:commonName"),
            Map.entry(CLAIMS + "givenname", "saml:givenName"),
            Map.entry(CLAIMS + "surname", "saml:surname"),
            Map.entry(CLAIMS + "emailaddress", "saml:mail"),
            Map.entry(
                    "http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid",
                    "saml:uid"),
            Map.entry("2.5.4.3", "saml:commonName"),
            Map.entry("2.5.4.4", "saml:surname"),
            Map.entry("2.4.5.42", "saml:givenName"),
            Map.entry("2.5.4.45", "saml:x500UniqueIdentifier"),
            Map.entry(X500 + "1", "saml:uid"),
            Map.entry(X500 + "3", "saml:mail"),
            Map.entry("0.9.2342.19200300.100.1.45", "saml:organizationStatus"));

    /** Everything, while a role is asked for. */
    Federation whenSigningIn(String sessionName) {
        var single = new TreeMap<String, String>();
        single.put(AUDIENCE, assertion.subject().recipient());
        single.put(ISSUER, assertion.issuer());
        single.put(SUBJECT, subject.value());
        single.put(SUBJECT_TYPE, subjectType());
        single.put(
                NAME_QUALIFIER,
                NameQualifier.of(assertion.issuer(), provider.account().value(), provider.name()));
        single.put("saml:doc", provider.account() + "/" + provider.name());
        single.put(SESSION_NAME, sessionName);
        var multiple = new TreeMap<String, List<String>>();
        assertion.attributes().forEach((name, values) -> {
            if (values.isEmpty()) {
                return;
            }
            if (LISTS.containsKey(name)) {
                multiple.put(LISTS.get(name), values);
            } else if (SINGLES.containsKey(name)) {
                single.putIfAbsent(SINGLES.get(name), values.getFirst());
            }
        });
        return new Federation(provider.arn().toString(), single, multiple);
    }

    private String subjectType() {
        return subject.format().startsWith(FORMAT)
                ? subject.format().substring(FORMAT.length())
                : subject.format();
    }

    /** What stays of it in the session. */
    static Federation inSession(Federation whenSigningIn) {
        var single = new TreeMap<>(whenSigningIn.single());
        single.keySet().retainAll(OF_SESSION);
        return new Federation(whenSigningIn.provider(), single, new TreeMap<>());
    }
}
