package dev.keyward.server.kms.tag;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UntagResourceTest {

    private final TestingKms kms = new TestingKms();
    private final String id =
            kms.createKey("Tags", List.of(tag("a", "1"), tag("b", "2"), tag("c", "3")));

    @AfterEach
    void close() {
        kms.close();
    }

    private Struct untag(String... keys) {
        return kms.call("UntagResource", "KeyId", id, "TagKeys", List.of(keys));
    }

    @Test
    void removesTheNamedTagsOnly() {
        assertEquals(Struct.empty(), untag("b", "unknown", "A"));
        assertEquals(Map.of("a", "1", "c", "3"), kms.stored(id).tags());
    }

    @Test
    void refusesReservedKeysAndKeysPendingDeletion() {
        assertRefused(
                "TagException", "Tags beginning with aws: are reserved", () -> untag("aws:a"));
        kms.call("ScheduleKeyDeletion", "KeyId", id);
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending deletion.",
                () -> untag("a"));
    }

    @Test
    void policiesSeeTheKeysOfTheTags() {
        var user = kms.keyward().user("tagger");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:UntagResource",
                  "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": "a"}}}}""");
        kms.callAs(user, "UntagResource", "KeyId", id, "TagKeys", List.of("a"));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/tagger is not authorized to perform:"
                        + " kms:UntagResource on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:UntagResource action",
                () -> kms.callAs(user, "UntagResource", "KeyId", id, "TagKeys", List.of("a", "b")));
    }
}
