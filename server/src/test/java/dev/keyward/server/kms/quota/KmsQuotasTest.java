package dev.keyward.server.kms.quota;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.KeySpec;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KmsQuotasTest {

    private static final String TOO_MANY =
            "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.";

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();
    private final KmsQuotas quotas = KmsQuotas.of(KmsOperationsTable.load());

    @AfterEach
    void close() {
        kms.close();
    }

    private void count(String operation, KmsKey... keys) {
        count(operation, Struct.empty(), keys);
    }

    private void count(String operation, Struct input, KmsKey... keys) {
        var call = kms.keyward().callBy(TestingKeyward.rootOf(TestingKeyward.ACCOUNT));
        var targets = List.of(keys).stream()
                .map(key -> new Target(
                        operation,
                        new Target.Key(key, Target.Mention.BY_KEY_ID, Target.Reach.OTHER_ACCOUNTS),
                        dev.keyward.policy.ContextKeys.empty()))
                .toList();
        quotas.count(call, operation, input, targets);
    }

    private static void assertTooMany(Executable call) {
        assertRefused("ThrottlingException", TOO_MANY, call);
    }

    private KmsKey key(KeySpec spec) {
        return kms.stored(id).but().spec(spec).key();
    }

    /** How many requests pass in one moment. */
    private int burst(Runnable request) {
        var passed = 0;
        while (true) {
            try {
                request.run();
                passed++;
            } catch (ServiceException refused) {
                assertEquals(TOO_MANY, refused.text().orElseThrow());
                return passed;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CreateKey, 5", "TagResource, 10", "PutKeyPolicy, 15", "CreateGrant, 50",
        "ListGrants, 100", "ListKeys, 500", "GetKeyPolicy, 1000", "DescribeKey, 2000",
        "GetParametersForImport, 1", "UpdatePrimaryRegion, 2", "GenerateRandom, 20000"
    })
    void asManyPassAsAwsTakesInASecond(String operation, int rate) {
        assertEquals(rate, burst(() -> count("kms:" + operation)));
        // One more for each part of a second that one needs.
        kms.keyward().clock().advance(Duration.ofSeconds(1));
        assertEquals(rate, burst(() -> count("kms:" + operation)));
    }

    @Test
    void tokensComeBackAtASteadyRate() {
        assertEquals(5, burst(() -> count("kms:CreateKey")));
        kms.keyward().clock().advance(Duration.ofMillis(199));
        assertTooMany(() -> count("kms:CreateKey"));
        kms.keyward().clock().advance(Duration.ofMillis(1));
        count("kms:CreateKey");
        assertTooMany(() -> count("kms:CreateKey"));
        kms.keyward().clock().advance(Duration.ofDays(1));
        assertEquals(5, burst(() -> count("kms:CreateKey")));
    }

    @Test
    void cryptographicOperationsShareAQuotaByKindOfKey() {
        var rsa = key(KeySpec.RSA_2048);
        assertEquals(1000, burst(() -> count("kms:Sign", rsa)));
        assertTooMany(() -> count("kms:Encrypt", key(KeySpec.RSA_4096)));
        assertDoesNotThrow(() -> count("kms:Encrypt", key(KeySpec.SYMMETRIC_DEFAULT)));
        assertDoesNotThrow(() -> count("kms:Sign", key(KeySpec.ECC_NIST_P256)));
        assertDoesNotThrow(() -> count("kms:Sign", key(KeySpec.ML_DSA_44)));
        assertDoesNotThrow(() -> count("kms:GenerateMac", key(KeySpec.HMAC_512)));
        assertTooMany(() -> count("kms:ReEncrypt", key(KeySpec.SYMMETRIC_DEFAULT), rsa));
    }

    @Test
    void pairsCountByTheirOwnSpec() {
        var pair = TestingKms.struct("KeyPairSpec", "RSA_3072");
        var symmetric = key(KeySpec.SYMMETRIC_DEFAULT);
        assertEquals(4, burst(() -> count("kms:GenerateDataKeyPair", pair, symmetric)));
        assertTooMany(() -> count("kms:GenerateDataKeyPairWithoutPlaintext", pair, symmetric));
        assertDoesNotThrow(() -> count(
                "kms:GenerateDataKeyPair",
                TestingKms.struct("KeyPairSpec", "ECC_NIST_P256"),
                symmetric));
    }

    @Test
    void otherServicesAreNotCounted() {
        for (var count = 0; count < 1000; count++) {
            count("iam:CreateUser");
        }
    }

    @Test
    void theCallersAccountIsChargedBeforeItIsAuthorizedAndForDryRuns() {
        kms.keyward().enforce(quotas);
        var arn = TestingKms.arn(id).toString();
        var nobody = kms.keyward().user("nobody");
        for (var count = 0; count < 4; count++) {
            assertRefused(
                    "AccessDeniedException",
                    "User: arn:aws:iam::123456789012:user/nobody is not authorized to perform:"
                            + " kms:EnableKey on resource: " + arn
                            + " because no identity-based policy allows the kms:EnableKey action",
                    () -> kms.callAs(nobody, "EnableKey", "KeyId", id));
        }
        kms.call("EnableKey", "KeyId", id);
        assertTooMany(() -> kms.call("EnableKey", "KeyId", id));
        assertTooMany(() -> kms.callAs(nobody, "EnableKey", "KeyId", id));
        // The other account has its own, also for this account's key.
        assertThrows(
                ServiceException.class, () -> kms.callFromElsewhere("EnableKey", "KeyId", arn));
        for (var count = 0; count < 50; count++) {
            assertRefused(
                    "DryRunOperationException",
                    "The request would have succeeded, but the DryRun option is set.",
                    () -> kms.call(
                            "CreateGrant",
                            "KeyId",
                            id,
                            "GranteePrincipal",
                            "arn:aws:iam::123456789012:root",
                            "Operations",
                            List.of("Encrypt"),
                            "DryRun",
                            true));
        }
        assertTooMany(() -> kms.call(
                "CreateGrant",
                "KeyId",
                id,
                "GranteePrincipal",
                "arn:aws:iam::123456789012:root",
                "Operations",
                List.of("Encrypt")));
    }

    @Test
    void aRegionMayHaveARateOfItsOwn() {
        var symmetric = Quota.all().getFirst();
        assertEquals(10_000, symmetric.rate(new Region("eu-north-1")));
        assertEquals(20_000, symmetric.rate(new Region("eu-central-1")));
        assertEquals(100_000, symmetric.rate(new Region("us-east-1")));
    }

    @Test
    void refusesATableThatDoesNotFitTheOperations() {
        var table = Quota.parse("q  5  -  CreateKey");
        var refused = assertThrows(
                IllegalStateException.class,
                () -> KmsQuotas.of(table, Set.of("CreateKey", "ListKeys")));
        assertTrue(String.valueOf(refused.getMessage()).contains("kms:ListKeys"));
        assertThrows(IllegalStateException.class, () -> KmsQuotas.of(table, Set.of()));
        assertThrows(
                IllegalStateException.class, () -> Quota.parse("q  5@us-east-1  -  CreateKey"));
        assertThrows(IllegalStateException.class, () -> Quota.parse("q  0  -  CreateKey"));
    }
}
