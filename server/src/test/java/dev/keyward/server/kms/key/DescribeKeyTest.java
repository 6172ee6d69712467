package dev.keyward.server.kms.key;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.NO_KEY;
import static dev.keyward.server.kms.TestingKms.aliasArn;
import static dev.keyward.server.kms.TestingKms.allowTo;
import static dev.keyward.server.kms.TestingKms.assertNotFound;
import static dev.keyward.server.kms.TestingKms.metadata;
import static dev.keyward.server.kms.TestingKms.policy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Also the test of all the ways in which a request can name a key. */
final class DescribeKeyTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey("Description", "mine");

    @AfterEach
    void close() {
        kms.close();
    }

    private String describe(String keyId) {
        return metadata(kms.call("DescribeKey", "KeyId", keyId)).requiredText("KeyId");
    }

    @Test
    void tellsWhatCreateKeyTold() {
        var created = kms.call("CreateKey", "Description", "twice");
        var id = metadata(created).requiredText("KeyId");
        assertEquals(created, kms.call("DescribeKey", "KeyId", id));
    }

    @Test
    void findsAKeyByEveryFormOfKeyId() {
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        assertEquals(id, describe(id));
        assertEquals(id, describe(TestingKms.arn(id).toString()));
        assertEquals(id, describe("alias/mine"));
        assertEquals(id, describe(aliasArn(TestingKeyward.ACCOUNT, "alias/mine")));
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_KEY, "mrk-d3b95762d3b95762d3b95762d3b95762"})
    void saysWhichKeyDoesNotExist(String unknown) {
        assertNotFound(unknown, () -> describe(unknown));
        assertNotFound(unknown, () -> describe(TestingKms.arn(unknown).toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fake-key-id",
                "134f2428cec14b25a1ae9048164dba47",
                "mrk-fake-key-id",
                "arn:aws:kms:eu-central-1:123456789012:key/fake-key-id"
            })
    void refusesAMalformedId(String malformed) {
        assertRefused(
                "NotFoundException",
                "Invalid keyId '" + malformed + "'",
                () -> describe(malformed));
    }

    @Test
    void refusesAKeyArnOfAnotherRegion() {
        assertRefused(
                "NotFoundException",
                "Invalid arn ap-southeast-1",
                () -> describe("arn:aws:kms:ap-southeast-1:123456789012:key/" + id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:eu-central-1:123456789012:key/x",
                "arn:aws-cn:kms:eu-central-1:123456789012:key/x",
                "arn:aws:kms:eu-central-1:1234:key/x",
                "arn:aws:kms:eu-central-1:123456789012:grant/x",
                "arn:aws:kms"
            })
    void refusesAnArnThatIsNoneOfKms(String arn) {
        assertRefused("InvalidArnException", "Invalid arn " + arn, () -> describe(arn));
    }

    @Test
    void saysWhichAliasIsNotFound() {
        var arn = aliasArn(TestingKeyward.ACCOUNT, "alias/none");
        var text = "Alias " + arn + " is not found.";
        assertRefused("NotFoundException", text, () -> describe("alias/none"));
        assertRefused("NotFoundException", text, () -> describe(arn));
    }

    @Test
    void takesIdsAndAliasNamesAsThoseOfTheCallersOwnAccount() {
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        assertRefused(
                "NotFoundException",
                "Alias " + aliasArn(TestingKeyward.OTHER_ACCOUNT, "alias/mine") + " is not found.",
                () -> kms.callFromElsewhere("DescribeKey", "KeyId", "alias/mine"));
        assertRefused(
                "NotFoundException",
                "Key 'arn:aws:kms:eu-central-1:210987654321:key/" + id + "' does not exist",
                () -> kms.callFromElsewhere("DescribeKey", "KeyId", id));
    }

    @Test
    void answersOtherAccountsAlikeWhetherOrNotAKeyExists() {
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        var text =
                "User: arn:aws:iam::210987654321:root is not authorized to perform: kms:DescribeKey on"
                        + " this resource because the resource does not exist in this Region, no resource-based"
                        + " policies allow access, or a resource-based policy explicitly denies access";
        for (var foreign : List.of(
                TestingKms.arn(id).toString(),
                TestingKms.arn(NO_KEY).toString(),
                aliasArn(TestingKeyward.ACCOUNT, "alias/mine"),
                aliasArn(TestingKeyward.ACCOUNT, "alias/none"),
                "arn:aws:kms:eu-central-1:123456789012:key/malformed",
                "arn:aws:kms:us-west-2:123456789012:key/" + id,
                "arn:aws:kms:eu-central-1:555555555555:key/" + id)) {
            assertRefused(
                    "AccessDeniedException",
                    text,
                    () -> kms.callFromElsewhere("DescribeKey", "KeyId", foreign));
        }
    }

    @Test
    void describesAKeyOfAnotherAccountThatAllowsIt() {
        var open = kms.createKey(
                "Policy", policy(allowTo(TestingKeyward.OTHER_ACCOUNT.value(), "kms:DescribeKey")));
        var arn = TestingKms.arn(open).toString();
        kms.call("CreateAlias", "AliasName", "alias/open", "TargetKeyId", open);
        assertEquals(
                open,
                metadata(kms.callFromElsewhere("DescribeKey", "KeyId", arn)).requiredText("KeyId"));
        var alias = aliasArn(TestingKeyward.ACCOUNT, "alias/open");
        assertEquals(
                open,
                metadata(kms.callFromElsewhere("DescribeKey", "KeyId", alias))
                        .requiredText("KeyId"));
    }

    @Test
    void bringsTheAliasThatTheRequestNamedAndNoOther() {
        var user = kms.keyward().user("reader");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:DescribeKey",
                  "Resource": "*", "Condition": {"StringEquals": {"kms:RequestAlias": "alias/mine"}}}}""");
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        kms.callAs(user, "DescribeKey", "KeyId", "alias/mine");
        kms.callAs(user, "DescribeKey", "KeyId", aliasArn(TestingKeyward.ACCOUNT, "alias/mine"));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/reader is not authorized to perform: kms:DescribeKey"
                        + " on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:DescribeKey action",
                () -> kms.callAs(user, "DescribeKey", "KeyId", id));
    }

    @Test
    void tellsThatAKeyIsMissingBeforeItAsksForPermission() {
        var user = kms.keyward().user("stranger");
        assertNotFound(NO_KEY, () -> kms.callAs(user, "DescribeKey", "KeyId", NO_KEY));
    }
}
