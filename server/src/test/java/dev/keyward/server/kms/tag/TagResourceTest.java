package dev.keyward.server.kms.tag;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TagResourceTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey("Tags", List.of(tag("a", "1"), tag("b", "2")));

    @AfterEach
    void close() {
        kms.close();
    }

    private Struct tags(Struct... tags) {
        return kms.call("TagResource", "KeyId", id, "Tags", List.of(tags));
    }

    @Test
    void addsTagsAndReplacesValues() {
        assertEquals(Struct.empty(), tags(tag("b", "two"), tag("c", "3")));
        assertEquals(Map.of("a", "1", "b", "two", "c", "3"), kms.stored(id).tags());
    }

    @Test
    void refusesTagsThatNoKeyCanHave() {
        assertRefused(
                "TagException", "Duplicate tag keys", () -> tags(tag("c", "1"), tag("c", "2")));
        assertRefused(
                "TagException",
                "Tags beginning with aws: are reserved",
                () -> tags(tag("Aws:thing", "1")));
        assertRefused(
                "TagException",
                "Tags may hold letters, numbers, white space and _ . : / = + - @ only",
                () -> tags(tag("a<b", "1")));
        assertRefused(
                "TagException",
                "Tags may hold letters, numbers, white space and _ . : / = + - @ only",
                () -> tags(tag("c", "1;2")));
        assertEquals(Map.of("a", "1", "b", "2"), kms.stored(id).tags());
    }

    @Test
    void refusesTagKeysThatHideOneAnotherFromPolicies() {
        var text = "two tag keys differ in case only from `%s`";
        assertRefused(
                "TagException",
                text.formatted("team"),
                () -> tags(tag("team", "public"), tag("Team", "secret")));
        assertRefused("TagException", text.formatted("a"), () -> tags(tag("A", "2")));
        assertEquals(Map.of("a", "1", "b", "2"), kms.stored(id).tags());
    }

    @Test
    void takesTheCharactersThatTagsMayHave() {
        tags(tag("größe m²", "a_b.c:d/e=f+g-h@i"));
        assertEquals("a_b.c:d/e=f+g-h@i", kms.stored(id).tags().get("größe m²"));
    }

    @Test
    void refusesTheFiftyFirstTagOfAKey() {
        var more = new ArrayList<Struct>();
        for (var count = 0; count < 48; count++) {
            more.add(tag("more" + count, ""));
        }
        tags(more.toArray(Struct[]::new));
        assertRefused("TagException", "Too many tags", () -> tags(tag("c", "3")));
        tags(tag("a", "one"));
    }

    @Test
    void refusesAKeyThatWillBeDeleted() {
        kms.call("ScheduleKeyDeletion", "KeyId", id);
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending deletion.",
                () -> tags(tag("c", "3")));
    }

    @Test
    void policiesSeeTheTagsOfTheRequestAndThoseOfTheKeyApart() {
        var user = kms.keyward().user("tagger");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:TagResource",
                  "Resource": "*", "Condition": {
                    "StringEquals": {"aws:ResourceTag/a": "1", "aws:RequestTag/c": "3"},
                    "ForAllValues:StringEquals": {"aws:TagKeys": ["c", "d"]}}}}""");
        kms.callAs(user, "TagResource", "KeyId", id, "Tags", List.of(tag("c", "3")));
        for (var refused : List.of(List.of(tag("c", "4")), List.of(tag("c", "3"), tag("e", "5")))) {
            assertRefused(
                    "AccessDeniedException",
                    "User: arn:aws:iam::123456789012:user/tagger is not authorized to perform:"
                            + " kms:TagResource on resource: " + TestingKms.arn(id)
                            + " because no identity-based policy allows the kms:TagResource action",
                    () -> kms.callAs(user, "TagResource", "KeyId", id, "Tags", refused));
        }
    }
}
