package dev.keyward.server.iam.tag;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.crypto.certificate.TestingPem;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.iam.TestingIam.PagedList;
import dev.keyward.wire.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TagTest {

    private static final TestingPem CERTIFICATE =
            TestingPem.selfSigned("one", TestingPem.ec("secp256r1"));

    private final TestingIam iam = new TestingIam();

    @BeforeEach
    void makeOneOfEachKind() {
        iam.createUser("one");
        iam.createRole("one");
        iam.createPolicy("one");
        iam.call("CreateOpenIDConnectProvider", "Url", "https://one");
        iam.createSamlProvider("one");
        iam.call(
                "UploadServerCertificate",
                "ServerCertificateName",
                "one",
                "CertificateBody",
                CERTIFICATE.text(),
                "PrivateKey",
                CERTIFICATE.key());
        iam.call("CreateInstanceProfile", "InstanceProfileName", "one");
        iam.call("CreateVirtualMFADevice", "VirtualMFADeviceName", "one");
    }

    @AfterEach
    void close() {
        iam.close();
    }

    /** The members of a request about the one of that kind. */
    private static Object[] of(TaggedKind kind, Object... more) {
        var members = new ArrayList<Object>();
        switch (kind) {
            case USER -> members.addAll(List.of("UserName", "one"));
            case ROLE -> members.addAll(List.of("RoleName", "one"));
            case POLICY -> members.addAll(List.of("PolicyArn", arn("policy/one")));
            case OIDC_PROVIDER ->
                members.addAll(List.of("OpenIDConnectProviderArn", arn("oidc-provider/one")));
            case SAML_PROVIDER ->
                members.addAll(List.of("SAMLProviderArn", arn("saml-provider/one")));
            case SERVER_CERTIFICATE -> members.addAll(List.of("ServerCertificateName", "one"));
            case INSTANCE_PROFILE -> members.addAll(List.of("InstanceProfileName", "one"));
            case MFA_DEVICE -> members.addAll(List.of("SerialNumber", arn("mfa/one")));
        }
        members.addAll(List.of(more));
        return members.toArray();
    }

    private void tagOne(TaggedKind kind, Object... tags) {
        iam.call("Tag" + kind.word(), of(kind, "Tags", list(tags)));
    }

    private void untagOne(TaggedKind kind, Object... keys) {
        iam.call("Untag" + kind.word(), of(kind, "TagKeys", list(keys)));
    }

    private String tags(TaggedKind kind) {
        return iam.call("List" + kind.word() + "Tags", of(kind)).structs("Tags").stream()
                .map(tag -> tag.requiredText("Key") + "=" + tag.requiredText("Value"))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @EnumSource(TaggedKind.class)
    void isSetChangedAndTakenAway(TaggedKind kind) {
        tagOne(kind, tag("team", "blue"), tag("cost", "1"));
        tagOne(kind, tag("team", ""), tag("zone", "eu"));
        assertEquals("cost=1 team= zone=eu", tags(kind));
        iam.assertPages(
                List.of("cost", "team", "zone"),
                new PagedList("List" + kind.word() + "Tags", "Tags", "Key"),
                of(kind));

        untagOne(kind, "team", "none");
        assertEquals("cost=1 zone=eu", tags(kind));
    }

    @ParameterizedTest
    @EnumSource(
            value = TaggedKind.class,
            names = {"USER", "ROLE"})
    void ofUsersAndRolesIsOneInWhateverCase(TaggedKind kind) {
        tagOne(kind, tag("Department", "foo"));
        tagOne(kind, tag("department", "bar"));
        assertEquals("department=bar", tags(kind));

        untagOne(kind, "DEPARTMENT");
        assertEquals("", tags(kind));
    }

    @Test
    void ofPoliciesIsRemovedInItsOwnCaseOnlyAndListedByLength() {
        tagOne(TaggedKind.POLICY, tag("abc", "1"), tag("b", "2"), tag("z", "3"), tag("A", "4"));
        assertEquals("A=4 b=2 z=3 abc=1", tags(TaggedKind.POLICY));

        untagOne(TaggedKind.POLICY, "a");
        assertEquals("A=4 b=2 z=3 abc=1", tags(TaggedKind.POLICY));
        untagOne(TaggedKind.POLICY, "A");
        assertEquals("b=2 z=3 abc=1", tags(TaggedKind.POLICY));
    }

    /** Conditions could not tell them apart, so that one would hide the other. */
    @Test
    void ofPoliciesIsRefusedInAnotherCaseThanOneThatIsThere() {
        tagOne(TaggedKind.POLICY, tag("team", "blue"));
        tagOne(TaggedKind.POLICY, tag("team", "red"));

        iam.refuses(
                "InvalidInput",
                "two tag keys differ in case only from `team`",
                "TagPolicy",
                of(TaggedKind.POLICY, "Tags", list(tag("Team", "blue"))));
        assertEquals("team=red", tags(TaggedKind.POLICY));
    }

    @ParameterizedTest
    @EnumSource(TaggedKind.class)
    void keepsTheQuota(TaggedKind kind) {
        tagOne(kind, IntStream.range(0, 50).mapToObj(n -> tag("key" + n, "")).toArray());
        tagOne(kind, tag("key7", "again"));

        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for TagsPer" + kind.word() + ": 50",
                "Tag" + kind.word(),
                of(kind, "Tags", list(tag("key50", ""))));
    }

    @Test
    void refusesTheSameKeyTwice() {
        Document twice = list(tag("a", "1"), tag("a", "2"));

        iam.refuses(
                "InvalidInput",
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                "TagRole",
                of(TaggedKind.ROLE, "Tags", twice));
        iam.refuses(
                "InvalidInput",
                "Duplicate tag keys found.",
                "TagPolicy",
                of(TaggedKind.POLICY, "Tags", twice));
    }

    @Test
    void refusesWhatDoesNotExist() {
        iam.refuses(
                "NoSuchEntity",
                "The user with name none cannot be found.",
                "TagUser",
                "UserName",
                "none",
                "Tags",
                list(tag("a", "1")));
        iam.refuses(
                "NoSuchEntity",
                "The role with name none cannot be found.",
                "ListRoleTags",
                "RoleName",
                "none");
        iam.refuses(
                "NoSuchEntity",
                "Policy " + arn("policy/none") + " was not found.",
                "UntagPolicy",
                "PolicyArn",
                arn("policy/none"),
                "TagKeys",
                list("a"));
        iam.refuses(
                "NoSuchEntity",
                "Manifest not found for arn " + arn("saml-provider/none"),
                "TagSAMLProvider",
                "SAMLProviderArn",
                arn("saml-provider/none"),
                "Tags",
                list(tag("a", "1")));
    }

    @Test
    void isNotSetOnPoliciesOfAws() {
        var policy = "arn:aws:iam::aws:policy/AdministratorAccess";

        iam.refuses(
                "AccessDenied",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: iam:TagPolicy"
                        + " on resource: policy " + policy,
                "TagPolicy",
                "PolicyArn",
                policy,
                "Tags",
                list(tag("a", "1")));
    }
}
