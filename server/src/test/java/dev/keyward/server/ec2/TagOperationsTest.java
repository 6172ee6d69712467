package dev.keyward.server.ec2;

import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.struct;
import static dev.keyward.server.iam.TestingIam.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CreateTags, DeleteTags and DescribeTags. */
final class TagOperationsTest {

    private final TestingEc2 ec2 = new TestingEc2();
    private String id = "";

    @BeforeEach
    void make() {
        id = ec2.createId("TagSpecifications", TestingEc2.tags("team", "red"));
    }

    @AfterEach
    void close() {
        ec2.close();
    }

    private List<String> tags(Object... filter) {
        var filters = filter.length == 0
                ? new Object[] {}
                : new Object[] {
                    "Filters", list(struct("Name", filter[0], "Values", list(filter[1])))
                };
        return ec2.call("DescribeTags", filters).structs("Tags").stream()
                .map(found -> {
                    assertEquals("vpc-endpoint", found.requiredText("ResourceType"));
                    assertEquals(id, found.requiredText("ResourceId"));
                    return found.requiredText("Key") + "=" + found.requiredText("Value");
                })
                .toList();
    }

    @Test
    void setsReplacesAndTakesTags() {
        ec2.call(
                "CreateTags",
                "Resources",
                list(id),
                "Tags",
                list(tag("team", "blue"), struct("Key", "empty")));
        assertEquals(List.of("aws:keyward:port=4600", "empty=", "team=blue"), tags());
        ec2.call("DeleteTags", "Resources", list(id), "Tags", list(tag("team", "red")));
        assertEquals(List.of("team=blue"), tags("key", "team"));
        ec2.call("DeleteTags", "Resources", list(id), "Tags", list(struct("Key", "team")));
        assertEquals(List.of("aws:keyward:port=4600", "empty="), tags());
        ec2.call("DeleteTags", "Resources", list(id));
        assertEquals(List.of("aws:keyward:port=4600"), tags());
    }

    @Test
    void findsTagsByEveryFilter() {
        assertEquals(List.of("team=red"), tags("key", "te*"));
        assertEquals(List.of("team=red"), tags("value", "red"));
        assertEquals(List.of("team=red"), tags("tag:team", "red"));
        assertEquals(2, tags("resource-id", id).size());
        assertEquals(2, tags("resource-type", "vpc-endpoint").size());
        assertEquals(List.of(), tags("resource-type", "instance"));
    }

    @Test
    void tagsAllOrNone() {
        ec2.refuses(
                "InvalidVpcEndpointId.NotFound",
                "The Vpc Endpoint Id 'vpce-00000000' does not exist",
                "CreateTags",
                "Resources",
                list(id, "vpce-00000000"),
                "Tags",
                list(tag("a", "b")));
        assertEquals(List.of(), tags("key", "a"));
    }

    @Test
    void refusesWhatCannotBeTagged() {
        ec2.refuses(
                "InvalidID",
                "The ID 'i-12345678' is not valid",
                "CreateTags",
                "Resources",
                list("i-12345678"),
                "Tags",
                list(tag("a", "b")));
        ec2.refuses(
                "MissingParameter",
                "The request must contain the parameter ResourceId",
                "DeleteTags");
    }

    @Test
    void refusesTagsThatCannotBe() {
        refusesTag("Tag keys starting with 'aws:' are reserved for internal use", tag("AWS:x", ""));
        refusesTag("Tag key cannot be null or empty.", tag("", ""));
        refusesTag(
                "Tag key exceeds the maximum length of 127 characters", tag("k".repeat(128), ""));
        refusesTag(
                "Tag value exceeds the maximum length of 255 characters",
                tag("k", "v".repeat(256)));
        refusesTag("Duplicate tag key 'k' specified.", tag("k", "1"), tag("k", "2"));
        refusesTag("two tag keys differ in case only from `team`", tag("Team", "red"));
    }

    private void refusesTag(String message, Object... tags) {
        ec2.refuses(
                "InvalidParameterValue",
                message,
                "CreateTags",
                "Resources",
                list(id),
                "Tags",
                list(tags));
    }

    @Test
    void keepsAnEndpointToFiftyTags() {
        for (var count = 1; count < 50; count++) {
            ec2.call("CreateTags", "Resources", list(id), "Tags", list(tag("k" + count, "")));
        }
        ec2.refuses(
                "TagLimitExceeded",
                "More than 50 tags specified for a resource",
                "CreateTags",
                "Resources",
                list(id),
                "Tags",
                list(tag("k50", "")));
    }

    @Test
    void needsPermissionByTheTagsOfRequestAndResource() {
        var alice = ec2.keyward().user("alice");
        var arn = "arn:aws:ec2:eu-central-1:123456789012:vpc-endpoint/" + id;
        ec2.refusesTo(
                alice,
                "UnauthorizedOperation",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " ec2:CreateTags on resource: " + arn
                        + " because no identity-based policy allows the ec2:CreateTags action",
                "CreateTags",
                "Resources",
                list(id),
                "Tags",
                list(tag("level", "1")));
        ec2.keyward()
                .allow(
                        alice,
                        TestingEc2.allow(
                                "[\"ec2:CreateTags\", \"ec2:DeleteTags\"]",
                                arn,
                                "{\"StringEquals\": {\"aws:ResourceTag/team\": \"red\"},"
                                        + " \"ForAllValues:StringEquals\": {\"aws:TagKeys\": \"level\"}}"));
        ec2.callAs(alice, "CreateTags", "Resources", list(id), "Tags", list(tag("level", "1")));
        ec2.callAs(
                alice, "DeleteTags", "Resources", list(id), "Tags", list(struct("Key", "level")));
        ec2.refusesTo(
                alice,
                "UnauthorizedOperation",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " ec2:DeleteTags on resource: " + arn
                        + " because no identity-based policy allows the ec2:DeleteTags action",
                "DeleteTags",
                "Resources",
                list(id),
                "Tags",
                list(struct("Key", "team")));
    }

    @Test
    void leavesTheTagsOfOtherAccountsAlone() {
        var other = TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT);
        ec2.refusesTo(
                other,
                "InvalidVpcEndpointId.NotFound",
                "The Vpc Endpoint Id '" + id + "' does not exist",
                "DeleteTags",
                "Resources",
                list(id));
        assertEquals(List.of(), ec2.callAs(other, "DescribeTags").structs("Tags"));
    }
}
