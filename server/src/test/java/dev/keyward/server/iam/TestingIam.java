package dev.keyward.server.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.crypto.saml.TestingIdentityProvider;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.service.Markers;
import dev.keyward.server.service.Service;
import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** IAM over {@link TestingKeyward}: calls by name with the members of the request as pairs. */
public final class TestingIam implements AutoCloseable {

    /** Allows one action on everything. */
    public static final String DOCUMENT = """
            {"Version": "2012-10-17", "Statement":
              {"Effect": "Allow", "Action": "kms:ListKeys", "Resource": "*"}}""";

    /** Lets EC2 assume the role. */
    public static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}""";

    /** Whose metadata the SAML providers have; one for all, since a key takes a while to make. */
    public static final TestingIdentityProvider IDP =
            TestingIdentityProvider.named("https://idp.example.com/saml");

    private final TestingKeyward keyward = new TestingKeyward();
    private final Service service = IamOperations.service(new IamParts(
            new AccessKeySecrets(keyward.rootKey()),
            keyward.mfaCodes(),
            keyward.accessTracking(),
            keyward.store(),
            keyward.passwords(),
            new Markers(keyward.rootKey()),
            new TestingRandom()));

    public TestingKeyward keyward() {
        return keyward;
    }

    public Service service() {
        return service;
    }

    /** Calls as the root user of the account. */
    public Struct call(String operation, Object... members) {
        return callAs(TestingKeyward.rootOf(TestingKeyward.ACCOUNT), operation, members);
    }

    public Struct callAs(Caller caller, String operation, Object... members) {
        return keyward.as(caller).call(service, operation, struct(members));
    }

    /** Asserts that the call as the root user is refused. */
    public void refuses(String code, String message, String operation, Object... members) {
        TestingKeyward.assertRefused(code, message, () -> call(operation, members));
    }

    public void refusesTo(
            Caller caller, String code, String message, String operation, Object... members) {
        TestingKeyward.assertRefused(code, message, () -> callAs(caller, operation, members));
    }

    /** Makes a user and answers with its description. */
    public Struct createUser(String name) {
        return call("CreateUser", "UserName", name).struct("User").orElseThrow();
    }

    /** Makes a role that EC2 may assume and answers with its description. */
    public Struct createRole(String name) {
        return call("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", TRUST)
                .struct("Role")
                .orElseThrow();
    }

    /** Makes a managed policy and answers with its ARN. */
    public String createPolicy(String name) {
        return call("CreatePolicy", "PolicyName", name, "PolicyDocument", DOCUMENT)
                .struct("Policy")
                .orElseThrow()
                .requiredText("Arn");
    }

    /** Makes a SAML provider and answers with its ARN. */
    public String createSamlProvider(String name) {
        return call("CreateSAMLProvider", "Name", name, "SAMLMetadataDocument", IDP.metadata())
                .requiredText("SAMLProviderArn");
    }

    public static String arn(String resource) {
        return "arn:aws:iam::" + TestingKeyward.ACCOUNT + ":" + resource;
    }

    /** The texts of {@code member} in the structures of a list. */
    public static List<String> texts(Struct answer, String list, String member) {
        return answer.structs(list).stream()
                .map(item -> item.requiredText(member))
                .toList();
    }

    public static Struct tag(String key, String value) {
        return struct("Key", key, "Value", value);
    }

    /** A list of structures or texts. */
    public static Document list(Object... items) {
        return Document.of(Arrays.stream(items).map(TestingIam::document).toList());
    }

    public static Struct struct(Object... members) {
        var built = Struct.builder();
        for (var index = 0; index < members.length; index += 2) {
            built.put((String) members[index], document(members[index + 1]));
        }
        return built.build();
    }

    private static Document document(Object value) {
        return switch (value) {
            case Document document -> document;
            case String text -> Document.of(text);
            case Integer number -> Document.of(number.longValue());
            case Boolean flag -> Document.of(flag);
            default -> throw new IllegalArgumentException("no document of " + value.getClass());
        };
    }

    /** Reads a list page by page and asserts that together the pages are the whole. */
    public void assertPages(List<String> expected, PagedList list, Object... members) {
        var seen = new ArrayList<String>();
        var marker = Optional.<String>empty();
        do {
            var request = new ArrayList<>(Arrays.asList(members));
            request.addAll(List.of("MaxItems", 1));
            marker.ifPresent(text -> request.addAll(List.of("Marker", text)));
            var answer = call(list.operation(), request.toArray());
            seen.addAll(
                    list.item().isEmpty()
                            ? answer.texts(list.member())
                            : texts(answer, list.member(), list.item()));
            marker = answer.text("Marker");
            assertEquals(marker.isPresent(), answer.flag("IsTruncated"));
        } while (marker.isPresent());
        assertEquals(expected, seen);
    }

    /**
     * A list to be paged through.
     *
     * @param member holds the items
     * @param item names one among the items' members; empty if the items are texts
     */
    public record PagedList(String operation, String member, String item) {}

    @Override
    public void close() {
        keyward.close();
    }
}
