package dev.keyward.server.organizations.tag;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.organizations.TestingOrganizations;
import dev.keyward.wire.Struct;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TagTest {

    private final TestingOrganizations organizations = new TestingOrganizations();
    private String rootId = "";

    @BeforeEach
    void create() {
        organizations.create();
        rootId = organizations.rootId();
    }

    @AfterEach
    void close() {
        organizations.close();
    }

    private void tag(String id, Struct... tags) {
        organizations.call(
                "TagResource", "ResourceId", id, "Tags", TestingIam.list((Object[]) tags));
    }

    private List<Struct> tagsOf(String id) {
        return organizations.call("ListTagsForResource", "ResourceId", id).structs("Tags");
    }

    @Test
    void tagsRootUnitsAndAccounts() {
        for (var id : List.of(rootId, organizations.unit(rootId, "Red"), ACCOUNT.value())) {
            tag(id, TestingIam.tag("team", "red"), TestingIam.tag("cost", "7"));
            tag(id, TestingIam.tag("team", "blue"), TestingIam.tag("empty", ""));
            organizations.call(
                    "UntagResource",
                    "ResourceId",
                    id,
                    "TagKeys",
                    TestingIam.list("cost", "never there"));
            assertEquals(
                    List.of(TestingIam.tag("empty", ""), TestingIam.tag("team", "blue")),
                    tagsOf(id));
        }
    }

    @Test
    void listsMoreThanTwentyTagsByPages() {
        for (var number = 10; number < 60; number++) {
            tag(rootId, TestingIam.tag("key " + number, "x"));
        }
        var first = organizations.call("ListTagsForResource", "ResourceId", rootId);
        assertEquals(20, first.structs("Tags").size());
        var second = organizations.call(
                "ListTagsForResource",
                "ResourceId",
                rootId,
                "NextToken",
                first.requiredText("NextToken"));
        assertEquals("key 30", second.structs("Tags").getFirst().requiredText("Key"));
        organizations.refusesFor(
                "ConstraintViolationException",
                "MAX_TAG_LIMIT_EXCEEDED",
                "You have exceeded the number of tags allowed on a resource.",
                "TagResource",
                "ResourceId",
                rootId,
                "Tags",
                TestingIam.list(TestingIam.tag("one more", "x")));
    }

    @Test
    void refusesKeysThatAreReservedOrNotDistinct() {
        var duplicate = "Tag keys must be unique among the tags attached to the same entity.";
        organizations.refusesFor(
                "InvalidInputException",
                "DUPLICATE_TAG_KEY",
                duplicate,
                "TagResource",
                "ResourceId",
                rootId,
                "Tags",
                TestingIam.list(TestingIam.tag("a", "1"), TestingIam.tag("a", "2")));
        tag(rootId, TestingIam.tag("a", "1"));
        organizations.refusesFor(
                "InvalidInputException",
                "DUPLICATE_TAG_KEY",
                duplicate,
                "TagResource",
                "ResourceId",
                rootId,
                "Tags",
                TestingIam.list(TestingIam.tag("A", "1")));
        organizations.refusesFor(
                "InvalidInputException",
                "INVALID_SYSTEM_TAGS_PARAMETER",
                "tag key AWS:x begins with aws:, which is reserved",
                "TagResource",
                "ResourceId",
                rootId,
                "Tags",
                TestingIam.list(TestingIam.tag("AWS:x", "1")));
    }

    @Test
    void knowsNothingElseToTag() {
        for (var id : List.of("r-zzzz", "000000000000", "p-FullAWSAccess", "p-12345678")) {
            organizations.refuses(
                    "TargetNotFoundException",
                    "You specified a target that doesn't exist.",
                    "ListTagsForResource",
                    "ResourceId",
                    id);
        }
    }

    @Test
    void forgetsTheTagsOfAnAccountThatLeaves() {
        var account = organizations.account("payments");
        tag(account.value(), TestingIam.tag("team", "red"));
        organizations.call("RemoveAccountFromOrganization", "AccountId", account.value());
        assertEquals(
                0,
                organizations
                        .keyward()
                        .store()
                        .read(snapshot -> snapshot.organizations().tags(account.value()))
                        .size());
    }
}
