package dev.keyward.server.kms.alias;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.assertNotFound;
import static dev.keyward.server.kms.TestingKms.assertTexts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ListAliasesTest {

    private final TestingKms kms = new TestingKms();
    private final String one = kms.createKey();
    private final String other = kms.createKey();

    ListAliasesTest() {
        create("alias/c", one);
        create("alias/a", one);
        create("alias/b", other);
    }

    private void create(String name, String keyId) {
        kms.call("CreateAlias", "AliasName", name, "TargetKeyId", keyId);
    }

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void tellsAllOfAnAlias() {
        var entry = kms.call("ListAliases", "Limit", 1).structs("Aliases").getFirst();
        assertEquals("alias/a", entry.requiredText("AliasName"));
        assertEquals(
                TestingKms.aliasArn(TestingKeyward.ACCOUNT, "alias/a"),
                entry.requiredText("AliasArn"));
        assertEquals(one, entry.requiredText("TargetKeyId"));
        assertEquals(Optional.of(TestingKeyward.START), entry.time("CreationDate"));
        assertEquals(Optional.of(TestingKeyward.START), entry.time("LastUpdatedDate"));
    }

    @Test
    void pagesThroughAllByName() {
        var first = kms.call("ListAliases", "Limit", 2);
        assertTexts(List.of("alias/a", "alias/b"), first, "Aliases", "AliasName");
        assertEquals(Optional.of(true), first.bool("Truncated"));
        var rest = kms.call("ListAliases", "Marker", first.requiredText("NextMarker"));
        assertTexts(List.of("alias/c"), rest, "Aliases", "AliasName");
        assertEquals(Optional.of(false), rest.bool("Truncated"));
    }

    @Test
    void pagesThroughThoseOfOneKey() {
        var first = kms.call("ListAliases", "KeyId", one, "Limit", 1);
        assertTexts(List.of("alias/a"), first, "Aliases", "AliasName");
        var marker = first.requiredText("NextMarker");
        var rest =
                kms.call("ListAliases", "KeyId", TestingKms.arn(one).toString(), "Marker", marker);
        assertTexts(List.of("alias/c"), rest, "Aliases", "AliasName");
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> kms.call("ListAliases", "KeyId", other, "Marker", marker));
    }

    @Test
    void tellsNothingOfAnotherAccountsKeys() {
        assertEquals(List.of(), kms.callFromElsewhere("ListAliases").structs("Aliases"));
        for (var id : List.of(one, TestingKms.NO_KEY)) {
            assertNotFound(
                    id,
                    () -> kms.callFromElsewhere(
                            "ListAliases", "KeyId", TestingKms.arn(id).toString()));
        }
    }

    @Test
    void saysThatAKeyDoesNotExist() {
        assertNotFound(
                TestingKms.NO_KEY, () -> kms.call("ListAliases", "KeyId", TestingKms.NO_KEY));
    }

    @Test
    void isAllowedByIamAlone() {
        var user = kms.keyward().user("reader");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/reader is not authorized to perform: kms:ListAliases"
                        + " on resource: * because no identity-based policy allows the kms:ListAliases action",
                () -> kms.callAs(user, "ListAliases"));
    }
}
