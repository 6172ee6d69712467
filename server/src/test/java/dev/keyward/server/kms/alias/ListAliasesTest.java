package dev.keyward.server.kms.alias;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.assertNotFound;
import static dev.keyward.server.kms.TestingKms.assertTexts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
        var all = List.of("alias/a", "alias/aws/acm", "alias/b", "alias/c");
        for (var limit = 1; limit <= 100; limit = limit * 3 - 1) {
            var seen = names(limit);
            assertTrue(seen.containsAll(all), seen::toString);
            assertEquals(List.copyOf(new TreeSet<>(seen)), seen, "in pages of " + limit);
            assertEquals(names(100), seen, "in pages of " + limit);
        }
    }

    /** Every name, read in pages of {@code limit}. */
    private List<String> names(int limit) {
        var names = new ArrayList<String>();
        var page = kms.call("ListAliases", "Limit", limit);
        while (true) {
            var entries = page.structs("Aliases");
            assertTrue(entries.size() <= limit);
            entries.forEach(entry -> names.add(entry.requiredText("AliasName")));
            if (!page.flag("Truncated")) {
                return names;
            }
            assertEquals(limit, entries.size());
            var marker = page.requiredText("NextMarker");
            page = kms.call("ListAliases", "Limit", limit, "Marker", marker);
        }
    }

    @Test
    void listsWhatAwsPredefinesWithItsKeyOnceThereIsOne() {
        var before = entry("alias/aws/s3");
        assertEquals(
                TestingKms.struct(
                        "AliasName",
                        "alias/aws/s3",
                        "AliasArn",
                        TestingKms.aliasArn(TestingKeyward.ACCOUNT, "alias/aws/s3")),
                before);
        var key = TestingKms.metadata(kms.call("DescribeKey", "KeyId", "alias/aws/s3"))
                .requiredText("KeyId");
        assertEquals(key, entry("alias/aws/s3").requiredText("TargetKeyId"));
        assertTexts(
                List.of("alias/aws/s3"),
                kms.call("ListAliases", "KeyId", key),
                "Aliases",
                "AliasName");
        assertEquals(new TreeSet<>(names(100)).size(), names(100).size());
    }

    private Struct entry(String name) {
        return kms.call("ListAliases", "Limit", 100).structs("Aliases").stream()
                .filter(entry -> entry.requiredText("AliasName").equals(name))
                .findFirst()
                .orElseThrow();
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
        for (var alias : kms.callFromElsewhere("ListAliases").structs("Aliases")) {
            assertTrue(alias.requiredText("AliasName").startsWith("alias/aws/"), alias::toString);
            assertFalse(alias.has("TargetKeyId"), alias::toString);
        }
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
