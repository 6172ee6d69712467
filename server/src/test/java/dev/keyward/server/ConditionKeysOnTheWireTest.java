package dev.keyward.server;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.kms.TestingKms.struct;
import static dev.keyward.server.kms.TestingKms.tag;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.server.TestingKeyward.Acting;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whether conditions on each key decide calls of operations that are served: where the key is present,
 * its value is what a policy compares and {@code Null} knows of it; where it is absent, nothing matches.
 */
final class ConditionKeysOnTheWireTest {

    private static final Map<String, String> CONTEXT = Map.of("AppName", "payroll");

    private final TestingKms kms = new TestingKms();
    private final TestingKeyward keyward = kms.keyward();
    private final String id = kms.createKey("Tags", List.of(tag("team", "blue")));
    private int users;

    @AfterEach
    void close() {
        kms.close();
    }

    private Caller userAllowedIf(String condition) {
        var user = keyward.user("user" + users++);
        keyward.allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*",
                  "Resource": "*", "Condition": {%s}}}""".formatted(condition));
        return user;
    }

    private static String condition(String operator, String key, String value) {
        return "\"%s\": {\"%s\": \"%s\"}".formatted(operator, key, value);
    }

    private void allows(String condition, Consumer<Acting> call) {
        assertDoesNotThrow(
                () -> call.accept(keyward.as(userAllowedIf(condition))), "allowed if " + condition);
    }

    private void denies(String condition, Consumer<Acting> call) {
        var refusal = assertThrows(
                ServiceException.class,
                () -> call.accept(keyward.as(userAllowedIf(condition))),
                "allowed if " + condition);
        assertEquals(CommonError.ACCESS_DENIED, refusal.code(), condition);
    }

    private void present(String key, String value, Consumer<Acting> call) {
        denies(condition("Null", key, "true"), call);
        denies(condition("StringNotEquals", key, value), call);
        allows(condition("StringEquals", key, value), call);
    }

    private void presentAmongOthers(String key, String value, Consumer<Acting> call) {
        denies(condition("Null", key, "true"), call);
        denies(condition("ForAnyValue:StringEquals", key, value + "x"), call);
        allows(condition("ForAnyValue:StringEquals", key, value), call);
    }

    private void absent(String key, Consumer<Acting> call) {
        denies(condition("StringLike", key, "*"), call);
        denies(condition("ForAnyValue:StringLike", key, "*"), call);
        allows(condition("Null", key, "true"), call);
    }

    private static Consumer<Acting> call(String operation, Object... members) {
        return acting -> acting.kms(operation, struct(members));
    }

    private Consumer<Acting> describe() {
        return call("DescribeKey", "KeyId", id);
    }

    private Consumer<Acting> encrypt(String keyId, Map<String, String> context) {
        return call(
                "Encrypt",
                "KeyId",
                keyId,
                "Plaintext",
                new byte[] {1},
                "EncryptionContext",
                context);
    }

    @Test
    void encryptionBringsItsAlgorithmAndItsContext() {
        var with = encrypt(id, CONTEXT);
        present("kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT", with);
        present("kms:EncryptionContext:appname", "payroll", with);
        absent("kms:EncryptionContext:Other", with);
        presentAmongOthers("kms:EncryptionContextKeys", "AppName", with);
        denies(condition("ForAnyValue:StringEquals", "kms:EncryptionContextKeys", "appname"), with);
        var without = encrypt(id, Map.of());
        absent("kms:EncryptionContext:AppName", without);
        absent("kms:EncryptionContextKeys", without);
        var dataKey = call("GenerateDataKey", "KeyId", id, "KeySpec", "AES_256");
        present("kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT", dataKey);
        absent("kms:EncryptionAlgorithm", describe());
    }

    @Test
    void decryptionAndReEncryptionBringTheContextThatEachSideHas() {
        var blob = kms.call(
                        "Encrypt",
                        "KeyId",
                        id,
                        "Plaintext",
                        new byte[] {1},
                        "EncryptionContext",
                        CONTEXT)
                .requiredBlob("CiphertextBlob");
        var decrypt = call("Decrypt", "CiphertextBlob", blob, "EncryptionContext", CONTEXT);
        present("kms:EncryptionContext:AppName", "payroll", decrypt);
        absent("kms:RequestAlias", decrypt);
        var onSameKey = call(
                "ReEncrypt",
                "CiphertextBlob",
                blob,
                "SourceEncryptionContext",
                CONTEXT,
                "DestinationKeyId",
                id);
        present("kms:ReEncryptOnSameKey", "true", onSameKey);
        // The source has a context and the destination has none, and both must be allowed.
        denies(condition("Null", "kms:EncryptionContextKeys", "false"), onSameKey);
        denies(condition("Null", "kms:EncryptionContextKeys", "true"), onSameKey);
        var onOther = call(
                "ReEncrypt",
                "CiphertextBlob",
                blob,
                "SourceEncryptionContext",
                CONTEXT,
                "DestinationKeyId",
                kms.createKey());
        present("kms:ReEncryptOnSameKey", "false", onOther);
        absent("kms:ReEncryptOnSameKey", decrypt);
    }

    @Test
    void aKeyBringsItsAliasesAndTheRequestTheOneItUses() {
        absent("kms:ResourceAliases", describe());
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        presentAmongOthers("kms:ResourceAliases", "alias/mine", describe());
        absent("kms:RequestAlias", describe());
        for (var name : List.of("alias/mine", TestingKms.aliasArn(ACCOUNT, "alias/mine"))) {
            present("kms:RequestAlias", "alias/mine", call("DescribeKey", "KeyId", name));
            present("kms:RequestAlias", "alias/mine", encrypt(name, Map.of()));
        }
        // The alias itself is a resource without any condition key of KMS.
        denies(
                condition("StringEquals", "kms:CallerAccount", ACCOUNT.value()),
                call("CreateAlias", "AliasName", "alias/new", "TargetKeyId", id));
    }

    @Test
    void aKeyBringsItsProperties() {
        present("kms:CallerAccount", ACCOUNT.value(), describe());
        present("kms:KeyOrigin", "AWS_KMS", describe());
        present("kms:KeySpec", "SYMMETRIC_DEFAULT", describe());
        present("kms:CustomerMasterKeySpec", "SYMMETRIC_DEFAULT", describe());
        present("kms:KeyUsage", "ENCRYPT_DECRYPT", describe());
        present("kms:CustomerMasterKeyUsage", "ENCRYPT_DECRYPT", describe());
        present("kms:MultiRegion", "false", describe());
        absent("kms:MultiRegionKeyType", describe());
        present("aws:ResourceTag/Team", "blue", describe());
        absent("aws:ResourceTag/cost", describe());
        present("aws:ResourceAccount", ACCOUNT.value(), describe());
        absent("kms:ViaService", describe());
        absent("kms:GrantIsForAWSResource", describe());
        var regional = call("DescribeKey", "KeyId", kms.createKey("MultiRegion", true));
        present("kms:MultiRegion", "true", regional);
        present("kms:MultiRegionKeyType", "PRIMARY", regional);
    }

    @Test
    void listsBringNothingOfKms() {
        for (var operation : List.of("ListKeys", "ListAliases")) {
            absent("kms:CallerAccount", call(operation));
            absent("kms:KeySpec", call(operation));
        }
        absent("kms:CallerAccount", call("GenerateRandom", "NumberOfBytes", 8));
    }

    @Test
    void aNewKeyBringsWhatIsAskedForAndTheDefaults() {
        var plain = call("CreateKey");
        present("kms:CallerAccount", ACCOUNT.value(), plain);
        present("kms:KeyOrigin", "AWS_KMS", plain);
        present("kms:KeySpec", "SYMMETRIC_DEFAULT", plain);
        present("kms:CustomerMasterKeySpec", "SYMMETRIC_DEFAULT", plain);
        present("kms:KeyUsage", "ENCRYPT_DECRYPT", plain);
        present("kms:CustomerMasterKeyUsage", "ENCRYPT_DECRYPT", plain);
        present("kms:MultiRegion", "false", plain);
        for (var key : List.of(
                "kms:MultiRegionKeyType",
                "kms:BypassPolicyLockoutSafetyCheck",
                "kms:ResourceAliases",
                "aws:RequestTag/team",
                "aws:ResourceTag/team",
                "aws:TagKeys")) {
            absent(key, plain);
        }
        var whole = call("CreateKey", "MultiRegion", true, "BypassPolicyLockoutSafetyCheck", true);
        present("kms:MultiRegion", "true", whole);
        present("kms:MultiRegionKeyType", "PRIMARY", whole);
        present("kms:BypassPolicyLockoutSafetyCheck", "true", whole);
    }

    @Test
    void tagsOfARequestCountForTheKeyAndForTagging() {
        var made = call("CreateKey", "Tags", List.of(tag("team", "red")));
        present("aws:RequestTag/team", "red", made);
        presentAmongOthers("aws:TagKeys", "team", made);
        var tagged = call("TagResource", "KeyId", id, "Tags", List.of(tag("cost", "7")));
        present("aws:RequestTag/cost", "7", tagged);
        presentAmongOthers("aws:TagKeys", "cost", tagged);
        // What the key is tagged with counts as it was before.
        present("aws:ResourceTag/team", "blue", tagged);
        var untagged = call("UntagResource", "KeyId", id, "TagKeys", List.of("cost"));
        presentAmongOthers("aws:TagKeys", "cost", untagged);
        absent("aws:RequestTag/cost", untagged);
        absent("aws:TagKeys", describe());
    }

    @Test
    void theOthersBringTheirParameters() {
        var put = call("PutKeyPolicy", "KeyId", id, "Policy", TestingKms.policy());
        absent("kms:BypassPolicyLockoutSafetyCheck", put);
        present(
                "kms:BypassPolicyLockoutSafetyCheck",
                "true",
                call(
                        "PutKeyPolicy",
                        "KeyId",
                        id,
                        "Policy",
                        TestingKms.policy(),
                        "BypassPolicyLockoutSafetyCheck",
                        true));
        present("kms:TrailingDaysWithoutKeyUsage", "0", call("DisableKey", "KeyId", id));
        kms.call("EnableKey", "KeyId", id);
        present(
                "kms:ScheduleKeyDeletionPendingWindowInDays",
                "30",
                acting -> acting.kms("ScheduleKeyDeletion", struct("KeyId", kms.createKey())));
        present(
                "kms:ScheduleKeyDeletionPendingWindowInDays",
                "7",
                acting -> acting.kms(
                        "ScheduleKeyDeletion",
                        struct("KeyId", kms.createKey(), "PendingWindowInDays", 7)));
    }

    @Test
    void aGrantBringsWhatItIsAskedForWith() {
        keyward.role("worker", TestingKms.policy());
        var worker = "arn:aws:iam::123456789012:role/worker";
        var plain = call(
                "CreateGrant",
                "KeyId",
                id,
                "GranteePrincipal",
                worker,
                "Operations",
                List.of("Encrypt", "Decrypt"));
        present("kms:GranteePrincipal", worker, plain);
        presentAmongOthers("kms:GrantOperations", "Decrypt", plain);
        present("kms:GrantIsForAWSResource", "false", plain);
        for (var key : List.of(
                "kms:RetiringPrincipal",
                "kms:GranteeServicePrincipal",
                "kms:RetiringServicePrincipal",
                "kms:GrantConstraintType",
                "kms:GrantConstraintSourceArn",
                "kms:EncryptionContext:AppName",
                "kms:EncryptionContextKeys")) {
            absent(key, plain);
        }
        var constrained = call(
                "CreateGrant",
                "KeyId",
                id,
                "GranteePrincipal",
                worker,
                "RetiringPrincipal",
                worker,
                "Operations",
                List.of("Decrypt"),
                "Constraints",
                Map.of("EncryptionContextEquals", CONTEXT));
        present("kms:RetiringPrincipal", worker, constrained);
        present("kms:GrantConstraintType", "EncryptionContextEquals", constrained);
        present("kms:EncryptionContext:appname", "payroll", constrained);
        presentAmongOthers("kms:EncryptionContextKeys", "AppName", constrained);
        present("kms:GrantIsForAWSResource", "false", call("ListGrants", "KeyId", id));
    }

    @Test
    void aGrantToAServiceBringsItsSource() {
        var source = "arn:aws:s3:::a-bucket-of-ours";
        var grant = call(
                "CreateGrant",
                "KeyId",
                id,
                "GranteeServicePrincipal",
                "s3.amazonaws.com",
                "RetiringServicePrincipal",
                "sns.amazonaws.com",
                "Operations",
                List.of("Decrypt"),
                "Constraints",
                Map.of("SourceArn", source));
        present("kms:GranteeServicePrincipal", "s3.amazonaws.com", grant);
        present("kms:RetiringServicePrincipal", "sns.amazonaws.com", grant);
        present("kms:GrantConstraintSourceArn", source, grant);
        allows(condition("ArnLike", "kms:GrantConstraintSourceArn", "arn:aws:s3:::*"), grant);
        absent("kms:GranteePrincipal", grant);
        absent("kms:RetiringPrincipal", grant);
    }

    @Test
    void everyRequestTellsOfItselfAndOfItsCaller() {
        var call = describe();
        present("aws:RequestedRegion", "eu-central-1", call);
        present("aws:SecureTransport", "true", call);
        present("aws:UserAgent", "keyward-test", call);
        present("aws:ViaAWSService", "false", call);
        present("aws:PrincipalIsAWSService", "false", call);
        present("aws:PrincipalAccount", ACCOUNT.value(), call);
        present("aws:PrincipalType", "User", call);
        allows(condition("IpAddress", "aws:SourceIp", "10.20.30.40/32"), call);
        denies(condition("NotIpAddress", "aws:SourceIp", "10.20.30.40/32"), call);
        allows(condition("DateEquals", "aws:CurrentTime", "2026-11-24T12:00:00Z"), call);
        allows(condition("NumericEquals", "aws:EpochTime", "1795521600"), call);
        allows(condition("StringLike", "aws:username", "user*"), call);
        allows(condition("StringLike", "aws:userid", "AIDA*"), call);
        allows(condition("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:user/user*"), call);
    }

    @Test
    void whatNoRequestOfThisServerHasIsAbsent() {
        for (var key : List.of(
                "aws:AssumedRoot",
                "aws:CalledVia",
                "aws:CalledViaFirst",
                "aws:CalledViaLast",
                "aws:Ec2InstanceSourceVpc",
                "aws:FederatedProvider",
                "aws:MultiFactorAuthAge",
                "aws:MultiFactorAuthPresent",
                "aws:PrincipalOrgID",
                "aws:PrincipalOrgPaths",
                "aws:PrincipalServiceName",
                "aws:PrincipalServiceNamesList",
                "aws:PrincipalTag/team",
                "aws:referer",
                "aws:ResourceOrgID",
                "aws:ResourceOrgPaths",
                "aws:SourceAccount",
                "aws:SourceArn",
                "aws:SourceIdentity",
                "aws:SourceVpc",
                "aws:SourceVpce",
                "aws:TokenIssueTime",
                "aws:VpcSourceIp")) {
            absent(key, describe());
        }
    }

    @Test
    void aSessionTellsWhenItBeganAndThatNoSecondFactorWasUsed() {
        for (var decided : Map.of(
                        condition("Bool", "aws:MultiFactorAuthPresent", "false"), true,
                        condition("Null", "aws:MultiFactorAuthPresent", "true"), false,
                        condition("Null", "aws:MultiFactorAuthAge", "true"), true,
                        condition("DateEquals", "aws:TokenIssueTime", "2026-11-24T12:00:00Z"), true,
                        condition("Null", "aws:username", "true"), true,
                        condition("Null", "aws:SourceIdentity", "true"), true,
                        condition("StringEquals", "aws:PrincipalType", "AssumedRole"), true,
                        condition("StringLike", "aws:userid", "AROA*:s1"), true)
                .entrySet()) {
            var role = keyward.role("role" + users++, TRUST);
            keyward.allow(role, """
                    {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                      "Action": "kms:DescribeKey", "Resource": "*",
                      "Condition": {%s}}}""".formatted(decided.getKey()));
            var session = keyward.as(keyward.session(role, "s1", SessionPolicies.NONE));
            if (decided.getValue()) {
                assertDoesNotThrow(() -> describe().accept(session), decided.getKey());
            } else {
                assertThrows(
                        ServiceException.class, () -> describe().accept(session), decided.getKey());
            }
        }
    }

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
              "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
              "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]}}""";

    @Test
    void assumingARoleBringsWhatTheSessionIsToHave() {
        keyward.role("ops", TRUST);
        var plain = assume();
        present("sts:RoleSessionName", "s1", plain);
        for (var key : List.of(
                "sts:ExternalId",
                "sts:SourceIdentity",
                "sts:TransitiveTagKeys",
                "sts:DurationSeconds",
                "aws:RequestTag/team",
                "aws:TagKeys",
                "kms:CallerAccount")) {
            absent(key, plain);
        }
        present("sts:ExternalId", "four", assume("ExternalId", "four"));
        present("sts:SourceIdentity", "alice", assume("SourceIdentity", "alice"));
        var tagged = assume(
                "Tags",
                List.of(struct("Key", "Team", "Value", "blue")),
                "TransitiveTagKeys",
                List.of("Team"));
        present("aws:RequestTag/team", "blue", tagged);
        presentAmongOthers("aws:TagKeys", "Team", tagged);
        presentAmongOthers("sts:TransitiveTagKeys", "Team", tagged);
        present("aws:ResourceAccount", ACCOUNT.value(), plain);
    }

    private static Consumer<Acting> assume(Object... members) {
        var input = Struct.builder()
                .put("RoleArn", "arn:aws:iam::123456789012:role/ops")
                .put("RoleSessionName", "s1");
        struct(members).members().forEach(input::put);
        return acting -> acting.sts("AssumeRole", input.build());
    }
}
