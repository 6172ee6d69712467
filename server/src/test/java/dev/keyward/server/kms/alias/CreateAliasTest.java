package dev.keyward.server.kms.alias;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CreateAliasTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    private Struct create(String name) {
        return kms.call("CreateAlias", "AliasName", name, "TargetKeyId", id);
    }

    @Test
    void leadsToTheKey() {
        assertEquals(Struct.empty(), create("alias/mine"));
        assertEquals(Set.of("alias/mine"), kms.stored(id).aliases());
        kms.call("DescribeKey", "KeyId", "alias/mine");
    }

    @Test
    void needsThePrefix() {
        assertRefused(
                "ValidationException",
                "Alias must start with the prefix \"alias/\". Please see"
                        + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",
                () -> create("mine"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alias/aws/s3", "alias/aws/"})
    void leavesAwssOwnNamesToAws(String name) {
        assertRefused("NotAuthorizedException", "", () -> create(name));
    }

    @Test
    void refusesNamesThatNoAliasCanHave() {
        assertRefused(
                "ValidationException",
                "alias/a:b contains invalid characters for an alias",
                () -> create("alias/a:b"));
        assertRefused(
                "InvalidAliasNameException",
                "the alias name is empty after alias/",
                () -> create("alias/"));
    }

    @Test
    void refusesANameThatIsTaken() {
        create("alias/mine");
        assertRefused(
                "AlreadyExistsException",
                "An alias with the name arn:aws:kms:eu-central-1:123456789012:alias/mine already exists",
                () -> create("alias/mine"));
    }

    @Test
    void refusesTheFiftyFirstAliasOfAKey() {
        for (var count = 0; count < 50; count++) {
            create("alias/" + count);
        }
        assertRefused(
                "LimitExceededException",
                TestingKms.arn(id) + " has 50 aliases, the most that a key can have",
                () -> create("alias/50"));
    }

    @Test
    void refusesAKeyThatWillBeDeleted() {
        kms.call("ScheduleKeyDeletion", "KeyId", id);
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending deletion.",
                () -> create("alias/mine"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alias/mine",
                "arn:aws:kms:eu-central-1:123456789012:alias/mine",
                "alias/none"
            })
    void takesNoAliasAsItsTarget(String target) {
        create("alias/mine");
        assertRefused(
                "ValidationException",
                "Aliases must refer to keys. Not aliases",
                () -> kms.call("CreateAlias", "AliasName", "alias/other", "TargetKeyId", target));
    }

    @Test
    void takesTheCallersOwnKeysOnly() {
        var arn = TestingKms.arn(id).toString();
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::210987654321:root is not authorized to perform: kms:CreateAlias on this"
                        + " resource because the resource does not exist in this Region, no resource-based"
                        + " policies allow access, or a resource-based policy explicitly denies access",
                () -> kms.callFromElsewhere(
                        "CreateAlias", "AliasName", "alias/theirs", "TargetKeyId", arn));
    }

    @Test
    void needsAPermissionOnTheAliasAndOneOnTheKey() {
        var aliasArn = TestingKms.aliasArn(TestingKeyward.ACCOUNT, "alias/mine");
        var user = kms.keyward().user("namer");
        kms.keyward().allow(user, allow(TestingKms.arn(id).toString()));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/namer is not authorized to perform: kms:CreateAlias"
                        + " on resource: " + aliasArn
                        + " because no identity-based policy allows the kms:CreateAlias action",
                () -> kms.callAs(
                        user, "CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id));

        var other = kms.keyward().user("other");
        kms.keyward().allow(other, allow(aliasArn));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/other is not authorized to perform: kms:CreateAlias"
                        + " on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:CreateAlias action",
                () -> kms.callAs(
                        other, "CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id));
        kms.keyward().allow(other, allow(TestingKms.arn(id).toString()));
        kms.callAs(other, "CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
    }

    private static String allow(String resource) {
        return """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "kms:CreateAlias", "Resource": "%s"}}""".formatted(resource);
    }
}
