package dev.keyward.server.iam.attachment;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.iam.TestingIam.PagedList;
import dev.keyward.server.iam.common.OwnerKind;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AttachmentTest {

    private final TestingIam iam = new TestingIam();

    @BeforeEach
    void makeOneOfEachKind() {
        iam.createUser("one");
        iam.call("CreateGroup", "GroupName", "one");
        iam.createRole("one");
    }

    @AfterEach
    void close() {
        iam.close();
    }

    private List<String> attached(OwnerKind kind, Object... more) {
        var request = new Object[more.length + 2];
        request[0] = kind.nameMember();
        request[1] = "one";
        System.arraycopy(more, 0, request, 2, more.length);
        return texts(
                iam.call("ListAttached" + kind.word() + "Policies", request),
                "AttachedPolicies",
                "PolicyArn");
    }

    private void change(String verb, OwnerKind kind, String policy) {
        iam.call(verb + kind.word() + "Policy", kind.nameMember(), "one", "PolicyArn", policy);
    }

    @ParameterizedTest
    @EnumSource(OwnerKind.class)
    void isMadeListedAndEnded(OwnerKind kind) {
        var policy = iam.createPolicy("some");
        assertEquals(List.of(), attached(kind));

        change("Attach", kind, policy);
        change("Attach", kind, policy);
        assertEquals(List.of(policy), attached(kind));

        change("Detach", kind, policy);
        assertEquals(List.of(), attached(kind));
        iam.refuses(
                "NoSuchEntity",
                "Policy " + policy + " was not found.",
                "Detach" + kind.word() + "Policy",
                kind.nameMember(),
                "one",
                "PolicyArn",
                policy);
    }

    @ParameterizedTest
    @EnumSource(OwnerKind.class)
    void refusesPoliciesAndOwnersThatDoNotExist(OwnerKind kind) {
        var attach = "Attach" + kind.word() + "Policy";
        iam.refuses(
                "NoSuchEntity",
                "Policy " + arn("policy/none") + " does not exist or is not attachable.",
                attach,
                kind.nameMember(),
                "one",
                "PolicyArn",
                arn("policy/none"));
        iam.refuses(
                "ValidationError",
                "Invalid ARN:  Could not be parsed!",
                attach,
                kind.nameMember(),
                "one",
                "PolicyArn",
                "no-arn-but-long-enough");
        iam.refuses(
                "NoSuchEntity",
                "The " + kind.word().toLowerCase(Locale.ROOT) + " with name none cannot be found.",
                attach,
                kind.nameMember(),
                "none",
                "PolicyArn",
                iam.createPolicy("some"));
    }

    @ParameterizedTest
    @EnumSource(OwnerKind.class)
    void keepsTheQuota(OwnerKind kind) {
        for (var number = 0; number < 10; number++) {
            change("Attach", kind, iam.createPolicy("policy" + number));
        }

        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for PoliciesPer" + kind.word() + ": 10",
                "Attach" + kind.word() + "Policy",
                kind.nameMember(),
                "one",
                "PolicyArn",
                iam.createPolicy("policy10"));
        change("Attach", kind, arn("policy/policy9"));
    }

    @Test
    void takesThoseOfAwsAndListsByNameAndPath() {
        var aws = "arn:aws:iam::aws:policy/AdministratorAccess";
        var own = iam.createPolicy("AdministratorAccess");
        iam.call(
                "CreatePolicy",
                "PolicyName",
                "below",
                "Path",
                "/eu/",
                "PolicyDocument",
                TestingIam.DOCUMENT);
        change("Attach", OwnerKind.USER, arn("policy/eu/below"));
        change("Attach", OwnerKind.USER, aws);
        change("Attach", OwnerKind.USER, own);

        assertEquals(List.of(own, aws, arn("policy/eu/below")), attached(OwnerKind.USER));
        assertEquals(
                List.of(arn("policy/eu/below")), attached(OwnerKind.USER, "PathPrefix", "/eu/"));
        iam.assertPages(
                List.of(own, aws, arn("policy/eu/below")),
                new PagedList("ListAttachedUserPolicies", "AttachedPolicies", "PolicyArn"),
                "UserName",
                "one");
    }

    @ParameterizedTest
    @EnumSource(OwnerKind.class)
    void refusesThePoliciesOfServiceLinkedRoles(OwnerKind kind) {
        iam.refuses(
                "PolicyNotAttachable",
                "Cannot attach a Service Role Policy to a Customer Role.",
                "Attach" + kind.word() + "Policy",
                kind.nameMember(),
                "one",
                "PolicyArn",
                "arn:aws:iam::aws:policy/aws-service-role/"
                        + "AWSKeyManagementServiceMultiRegionKeysServiceRolePolicy");
    }
}
