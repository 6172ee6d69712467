package dev.keyward.server.iam.oidc;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operations on OpenID Connect providers. */
final class OidcProviderTest {

    private static final String URL = "https://issuer.example.org/tenant";
    private static final String ARN = arn("oidc-provider/issuer.example.org/tenant");
    private static final String THUMBPRINT = "0123456789abcdef0123456789abcdef01234567";

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private Struct create(Object... more) {
        var members = new ArrayList<Object>(List.of("Url", URL));
        members.addAll(List.of(more));
        return iam.call("CreateOpenIDConnectProvider", members.toArray());
    }

    private Struct get() {
        return iam.call("GetOpenIDConnectProvider", "OpenIDConnectProviderArn", ARN);
    }

    private static Document clients(int count) {
        return list(
                IntStream.range(0, count).mapToObj(number -> "client-" + number).toArray());
    }

    @Test
    void isDescribedAsItWasMade() {
        var made = create(
                "ClientIDList",
                list("sts.amazonaws.com", "web", "web"),
                "ThumbprintList",
                list(THUMBPRINT.toUpperCase(Locale.ROOT)),
                "Tags",
                list(tag("team", "blue")));
        assertEquals(ARN, made.requiredText("OpenIDConnectProviderArn"));
        assertEquals(List.of("team"), texts(made, "Tags", "Key"));
        var provider = get();
        assertEquals("issuer.example.org/tenant", provider.requiredText("Url"));
        assertEquals(List.of("sts.amazonaws.com", "web"), provider.texts("ClientIDList"));
        assertEquals(List.of(THUMBPRINT), provider.texts("ThumbprintList"));
        assertEquals(Optional.of(TestingKeyward.START), provider.time("CreateDate"));
        assertEquals(List.of("blue"), texts(provider, "Tags", "Value"));
    }

    @Test
    void needsNeitherClientsNorThumbprintsNorTags() {
        assertFalse(create().has("Tags"));
        var provider = get();
        assertEquals(List.of(), provider.texts("ClientIDList"));
        assertEquals(List.of(), provider.texts("ThumbprintList"));
        assertFalse(provider.has("Tags"));
    }

    @Test
    void isListedByItsArn() {
        create();
        iam.call("CreateOpenIDConnectProvider", "Url", "https://a.example.org");
        assertEquals(
                List.of(arn("oidc-provider/a.example.org"), ARN),
                texts(iam.call("ListOpenIDConnectProviders"), "OpenIDConnectProviderList", "Arn"));
        assertEquals(
                2L,
                iam.call("GetAccountSummary")
                        .struct("SummaryMap")
                        .orElseThrow()
                        .integer("Providers")
                        .orElseThrow()
                        .longValue());
    }

    @Test
    void isMadeOnce() {
        create();
        iam.refuses(
                "EntityAlreadyExists",
                "Provider with url " + URL + " already exists.",
                "CreateOpenIDConnectProvider",
                "Url",
                URL);
        // A slash at the end makes another issuer.
        iam.call("CreateOpenIDConnectProvider", "Url", URL + "/");
    }

    @Test
    void takesUrlsOfHttpsWithHostPortAndPathOnly() {
        for (var url : List.of(
                "https://issuer.example.org:8443/realms/one",
                "https://127.0.0.1",
                "https://localhost",
                "https://x.example.org/")) {
            iam.call("CreateOpenIDConnectProvider", "Url", url);
        }
        var invalid = "Invalid Open ID Connect Provider URL";
        refusesUrl("ValidationError", invalid, "issuer.example.org");
        refusesUrl("ValidationError", invalid, "https://");
        refusesUrl("ValidationError", invalid, "https://a b");
        refusesUrl(
                "InvalidInput",
                invalid + ". The URL must begin with https://.",
                "http://issuer.example.org");
        for (var url : List.of(
                "https://user@issuer.example.org",
                "https://user:pass@issuer.example.org",
                "https://issuer.example.org?tenant=1",
                "https://issuer.example.org/#fragment",
                "https://exa_mple.org",
                "https://issuer.example.org/*",
                "https://-issuer.example.org")) {
            refusesUrl("InvalidInput", invalid + ".", url);
        }
        refusesUrl(
                "ValidationError",
                "1 validation error detected: Value at 'url' failed to satisfy constraint: Member"
                        + " must have length less than or equal to 255",
                "https://" + "a".repeat(248));
    }

    private void refusesUrl(String code, String message, String url) {
        iam.refuses(code, message, "CreateOpenIDConnectProvider", "Url", url);
    }

    @Test
    void hasFiveThumbprintsAndAHundredClientsAtMost() {
        iam.refuses(
                "InvalidInput",
                "Thumbprint list must contain fewer than 5 entries.",
                "CreateOpenIDConnectProvider",
                "Url",
                URL,
                "ThumbprintList",
                list(IntStream.range(0, 6)
                        .mapToObj(number -> number + THUMBPRINT.substring(1))
                        .toArray()));
        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100",
                "CreateOpenIDConnectProvider",
                "Url",
                URL,
                "ClientIDList",
                clients(101));
        create("ClientIDList", clients(100));
        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100",
                "AddClientIDToOpenIDConnectProvider",
                "OpenIDConnectProviderArn",
                ARN,
                "ClientID",
                "one-more");
    }

    @Test
    void refusesAHundredAndFirstProvider() {
        for (var number = 0; number < 100; number++) {
            iam.call("CreateOpenIDConnectProvider", "Url", "https://p" + number);
        }
        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for OpenIDConnectProvidersPerAccount: 100",
                "CreateOpenIDConnectProvider",
                "Url",
                URL);
    }

    @Test
    void gainsAndLosesClientsWithoutMindingWhatIsDoneAlready() {
        create("ClientIDList", list("web"));
        var add = "AddClientIDToOpenIDConnectProvider";
        var remove = "RemoveClientIDFromOpenIDConnectProvider";
        iam.call(add, "OpenIDConnectProviderArn", ARN, "ClientID", "app");
        iam.call(add, "OpenIDConnectProviderArn", ARN, "ClientID", "web");
        assertEquals(List.of("app", "web"), get().texts("ClientIDList"));
        iam.call(remove, "OpenIDConnectProviderArn", ARN, "ClientID", "app");
        iam.call(remove, "OpenIDConnectProviderArn", ARN, "ClientID", "app");
        assertEquals(List.of("web"), get().texts("ClientIDList"));
    }

    @Test
    void getsOtherThumbprints() {
        var update = "UpdateOpenIDConnectProviderThumbprint";
        create("ThumbprintList", list(THUMBPRINT));
        var other = "f".repeat(40);
        iam.call(update, "OpenIDConnectProviderArn", ARN, "ThumbprintList", list(other));
        assertEquals(List.of(other), get().texts("ThumbprintList"));
        iam.refuses(
                "InvalidInput",
                "Thumbprint list must contain at least one entry.",
                update,
                "OpenIDConnectProviderArn",
                ARN,
                "ThumbprintList",
                list());
    }

    @Test
    void isDeletedEvenIfItIsNotThere() {
        create();
        iam.call("DeleteOpenIDConnectProvider", "OpenIDConnectProviderArn", ARN);
        iam.call("DeleteOpenIDConnectProvider", "OpenIDConnectProviderArn", ARN);
        for (var operation : List.of("GetOpenIDConnectProvider", "ListOpenIDConnectProviderTags")) {
            iam.refuses(
                    "NoSuchEntity",
                    "OpenIDConnect Provider not found for arn " + ARN,
                    operation,
                    "OpenIDConnectProviderArn",
                    ARN);
        }
    }

    @Test
    void isNamedByItsArn() {
        for (var entry : Map.of(
                        "Invalid ARN:  Could not be parsed!",
                        "issuer.example.org/tenant",
                        "Invalid ARN partition",
                        "arn:aws-cn:iam::123456789012:oidc-provider/issuer.example.org",
                        "ARN " + arn("saml-provider/one") + " is not valid.",
                        arn("saml-provider/one"))
                .entrySet()) {
            iam.refuses(
                    "ValidationError",
                    entry.getKey(),
                    "GetOpenIDConnectProvider",
                    "OpenIDConnectProviderArn",
                    entry.getValue());
        }
    }

    @Test
    void isOfItsAccountOnly() {
        create();
        var stranger = TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT);
        iam.refusesTo(
                stranger,
                "AccessDenied",
                "User: arn:aws:iam::210987654321:root is not authorized to perform:"
                        + " iam:GetOpenIDConnectProvider on this resource because no resource-based"
                        + " policy allows the iam:GetOpenIDConnectProvider action",
                "GetOpenIDConnectProvider",
                "OpenIDConnectProviderArn",
                ARN);
        assertEquals(
                List.of(),
                texts(
                        iam.callAs(stranger, "ListOpenIDConnectProviders"),
                        "OpenIDConnectProviderList",
                        "Arn"));
    }

    @Test
    void isNamedByItsArnWhereSomebodyMayNotAsk() {
        iam.refusesTo(
                iam.keyward().user("eve"),
                "AccessDenied",
                "User: " + arn("user/eve")
                        + " is not authorized to perform: iam:CreateOpenIDConnectProvider on"
                        + " resource: " + ARN
                        + " because no identity-based policy allows the"
                        + " iam:CreateOpenIDConnectProvider action",
                "CreateOpenIDConnectProvider",
                "Url",
                URL);
    }
}
