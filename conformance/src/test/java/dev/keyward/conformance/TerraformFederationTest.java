package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.assertRefused;
import static dev.keyward.conformance.TerraformState.assertStays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * The calls that Terraform's AWS provider makes for identity providers from their making to their destruction.
 *
 * <p>Source: hashicorp/terraform-provider-aws, internal/service/iam.
 */
final class TerraformFederationTest {

    private static final String FIRST_THUMBPRINT = "f879abce0008e4eb126e0097e46620f5aaae26ad";
    private static final String SECOND_THUMBPRINT = "0879abce0008e4eb126e0097e46620f5aaae26ad";

    private static RunningKeyward keyward;
    private static IamClient iam;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
        iam = keyward.iam(RunningKeyward.ROOT);
    }

    @AfterAll
    static void stop() {
        iam.close();
        keyward.close();
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /** What the provider keeps of an OpenID Connect provider; it minds the order of thumbprints only. */
    private record Oidc(
            String url, Set<String> clients, List<String> thumbprints, Map<String, String> tags) {}

    private static Oidc refreshOidc(String arn) {
        var read = iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn));
        return new Oidc(
                read.url(),
                Set.copyOf(read.clientIDList()),
                read.thumbprintList(),
                tags(read.tags()));
    }

    @Test
    void openIdConnectProvider() {
        var arn = iam.createOpenIDConnectProvider(r -> r.url("https://accounts.example.com/tf")
                        .clientIDList("web", "app")
                        .thumbprintList(FIRST_THUMBPRINT, SECOND_THUMBPRINT)
                        .tags(tag("team", "blue"), tag("cost", "1")))
                .openIDConnectProviderArn();
        assertStays(
                new Oidc(
                        "accounts.example.com/tf",
                        Set.of("web", "app"),
                        List.of(FIRST_THUMBPRINT, SECOND_THUMBPRINT),
                        Map.of("team", "blue", "cost", "1")),
                () -> refreshOidc(arn));

        iam.updateOpenIDConnectProviderThumbprint(
                r -> r.openIDConnectProviderArn(arn).thumbprintList(SECOND_THUMBPRINT));
        iam.addClientIDToOpenIDConnectProvider(
                r -> r.openIDConnectProviderArn(arn).clientID("cli"));
        iam.removeClientIDFromOpenIDConnectProvider(
                r -> r.openIDConnectProviderArn(arn).clientID("web"));
        iam.untagOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn).tagKeys("cost"));
        iam.tagOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn).tags(tag("team", "red")));
        var changed = new Oidc(
                "accounts.example.com/tf",
                Set.of("app", "cli"),
                List.of(SECOND_THUMBPRINT),
                Map.of("team", "red"));
        assertStays(changed, () -> refreshOidc(arn));
        assertEquals(
                changed.tags(),
                tags(iam
                        .listOpenIDConnectProviderTagsPaginator(
                                r -> r.openIDConnectProviderArn(arn))
                        .tags()
                        .stream()
                        .toList()));
        assertEquals(
                1,
                iam.listOpenIDConnectProviders().openIDConnectProviderList().stream()
                        .filter(entry -> entry.arn().equals(arn))
                        .count());

        iam.deleteOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn));
        assertThrows(NoSuchEntityException.class, () -> refreshOidc(arn));
        assertStays(
                0L,
                () -> iam.listOpenIDConnectProviders().openIDConnectProviderList().stream()
                        .filter(entry -> entry.arn().equals(arn))
                        .count());
    }

    @Test
    void openIdConnectProviderWithoutThumbprints() {
        var arn = iam.createOpenIDConnectProvider(
                        r -> r.url("https://bare.example.com").clientIDList("sts.amazonaws.com"))
                .openIDConnectProviderArn();
        var made = refreshOidc(arn);
        assertStays(made, () -> refreshOidc(arn));
        assertEquals(Set.of("sts.amazonaws.com"), made.clients());
        assertRefused(
                "EntityAlreadyExists",
                () -> iam.createOpenIDConnectProvider(r -> r.url("https://bare.example.com")));
    }

    @Test
    void samlProvider() throws Exception {
        var first = metadata("https://first.example.com/saml");
        var arn = iam.createSAMLProvider(r ->
                        r.name("tf-saml").samlMetadataDocument(first).tags(tag("team", "blue")))
                .samlProviderArn();
        assertEquals("arn:aws:iam::" + RunningKeyward.ACCOUNT + ":saml-provider/tf-saml", arn);
        assertStays(first + Map.of("team", "blue"), () -> {
            var read = iam.getSAMLProvider(r -> r.samlProviderArn(arn));
            return read.samlMetadataDocument() + tags(read.tags());
        });

        var second = metadata("https://second.example.com/saml");
        iam.updateSAMLProvider(r -> r.samlProviderArn(arn).samlMetadataDocument(second));
        iam.untagSAMLProvider(r -> r.samlProviderArn(arn).tagKeys("team"));
        assertStays(second + Map.of(), () -> {
            var read = iam.getSAMLProvider(r -> r.samlProviderArn(arn));
            return read.samlMetadataDocument() + tags(read.tags());
        });

        iam.deleteSAMLProvider(r -> r.samlProviderArn(arn));
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.getSAMLProvider(r -> r.samlProviderArn(arn)));
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.deleteSAMLProvider(r -> r.samlProviderArn(arn)));
    }

    /** The metadata document of an identity provider whose certificate OpenSSL made. */
    private String metadata(String entityId) throws Exception {
        var words =
                "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=idp -days 30 -keyout key.pem -out"
                        + " certificate.pem";
        Program.run(folder, Map.of(), List.of(words.split(" ", -1))).assertSuccess();
        var certificate = Files.readString(folder.resolve("certificate.pem"))
                .replaceAll("-----[A-Z ]+-----|\\s", "");
        return """
               <?xml version="1.0"?>
               <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%s">
                 <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                   <md:KeyDescriptor use="signing">
                     <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
                       <ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data>
                     </ds:KeyInfo>
                   </md:KeyDescriptor>
                   <md:SingleSignOnService Location="%s/sso"
                     Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"/>
                 </md:IDPSSODescriptor>
               </md:EntityDescriptor>
               """.formatted(entityId, certificate, entityId);
    }
}
