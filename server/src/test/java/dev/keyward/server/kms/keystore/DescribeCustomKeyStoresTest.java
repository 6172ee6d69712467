package dev.keyward.server.kms.keystore;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DescribeCustomKeyStoresTest {

    private static final String NAME = "DescribeCustomKeyStores";

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void listsNone() {
        assertEquals(
                TestingKms.struct("CustomKeyStores", List.of(), "Truncated", false),
                kms.call(NAME, "Limit", 10));
    }

    @Test
    void doesNotFindTheOneThatIsAskedFor() {
        assertRefused(
                "CustomKeyStoreNotFoundException",
                "there is no custom key store cks-1234567890abcdef0",
                () -> kms.call(NAME, "CustomKeyStoreId", "cks-1234567890abcdef0"));
        assertRefused(
                "CustomKeyStoreNotFoundException",
                "there is no custom key store mine",
                () -> kms.call(NAME, "CustomKeyStoreName", "mine"));
    }

    @Test
    void refusesIdAndNameTogether() {
        assertRefused(
                "ValidationException",
                "CustomKeyStoreId and CustomKeyStoreName cannot both be given",
                () -> kms.call(
                        NAME,
                        "CustomKeyStoreId",
                        "cks-1234567890abcdef0",
                        "CustomKeyStoreName",
                        "mine"));
    }

    @Test
    void refusesAMarkerSinceItGivesNone() {
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> kms.call(NAME, "Marker", "x"));
    }

    @Test
    void isAllowedByIamAloneAndBeforeItSaysWhatThereIs() {
        var user = kms.keyward().user("reader");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/reader is not authorized to perform:"
                        + " kms:DescribeCustomKeyStores on resource: * because no identity-based policy"
                        + " allows the kms:DescribeCustomKeyStores action",
                () -> kms.callAs(user, NAME, "CustomKeyStoreName", "mine"));
        kms.keyward().allow(user, TestingKms.allowing("kms:DescribeCustomKeyStores"));
        assertEquals(List.of(), kms.callAs(user, NAME).structs("CustomKeyStores"));
    }
}
