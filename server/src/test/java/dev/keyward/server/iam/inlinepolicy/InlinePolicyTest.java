package dev.keyward.server.iam.inlinepolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.iam.TestingIam.PagedList;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.PolicyDocuments;
import dev.keyward.wire.Struct;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InlinePolicyTest {

    private final TestingIam iam = new TestingIam();

    @BeforeEach
    void makeOneOfEachKind() {
        iam.createUser("one");
        iam.call("CreateGroup", "GroupName", "one");
        iam.createRole("one");
    }

    @AfterEach
    void close() {
        iam.close();
    }

    private Struct put(OwnerKind kind, String name, String document) {
        return iam.call(
                "Put" + kind.word() + "Policy",
                kind.nameMember(),
                "one",
                "PolicyName",
                name,
                "PolicyDocument",
                document);
    }

    private List<String> names(OwnerKind kind) {
        return iam.call("List" + kind.word() + "Policies", kind.nameMember(), "one")
                .texts("PolicyNames");
    }

    @ParameterizedTest
    @EnumSource(OwnerKind.class)
    void isPutReplacedShownAndDeleted(OwnerKind kind) {
        put(kind, "b", TestingIam.DOCUMENT);
        put(kind, "a", TestingIam.DOCUMENT);
        put(kind, "a", TestingIam.DOCUMENT.replace("ListKeys", "List%20*"));
        assertEquals(List.of("a", "b"), names(kind));
        iam.assertPages(
                List.of("a", "b"),
                new PagedList("List" + kind.word() + "Policies", "PolicyNames", ""),
                kind.nameMember(),
                "one");

        var shown = iam.call(
                "Get" + kind.word() + "Policy", kind.nameMember(), "one", "PolicyName", "a");
        assertEquals("one", shown.requiredText(kind.nameMember()));
        assertEquals("a", shown.requiredText("PolicyName"));
        assertEquals(
                TestingIam.DOCUMENT.replace("ListKeys", "List%20*"),
                URLDecoder.decode(shown.requiredText("PolicyDocument"), StandardCharsets.UTF_8));

        iam.call("Delete" + kind.word() + "Policy", kind.nameMember(), "one", "PolicyName", "a");
        assertEquals(List.of("b"), names(kind));
        for (var verb : List.of("Get", "Delete")) {
            iam.refuses(
                    "NoSuchEntity",
                    "The " + kind.noun() + " policy with name a cannot be found.",
                    verb + kind.word() + "Policy",
                    kind.nameMember(),
                    "one",
                    "PolicyName",
                    "a");
        }
    }

    @ParameterizedTest
    @EnumSource(OwnerKind.class)
    void refusesOwnersThatDoNotExist(OwnerKind kind) {
        iam.refuses(
                "NoSuchEntity",
                "The " + kind.noun() + " with name none cannot be found.",
                "Put" + kind.word() + "Policy",
                kind.nameMember(),
                "none",
                "PolicyName",
                "a",
                "PolicyDocument",
                TestingIam.DOCUMENT);
    }

    @ParameterizedTest
    @EnumSource(OwnerKind.class)
    void refusesWhatIsNoPolicy(OwnerKind kind) {
        iam.refuses(
                "MalformedPolicyDocument",
                "Syntax errors in policy.",
                "Put" + kind.word() + "Policy",
                kind.nameMember(),
                "one",
                "PolicyName",
                "a",
                "PolicyDocument",
                "no JSON");
        assertEquals(List.of(), names(kind));
    }

    @ParameterizedTest
    @EnumSource(OwnerKind.class)
    void keepsTheSizeOfAllTogether(OwnerKind kind) {
        put(kind, "a", TestingIam.DOCUMENT);
        var room = kind.inlineSize() - PolicyDocuments.size(TestingIam.DOCUMENT);
        var fits = padded(room);
        put(kind, "b", fits + "  ");

        iam.refuses(
                "LimitExceeded",
                "Maximum policy size of " + kind.inlineSize() + " bytes exceeded for " + kind.noun()
                        + " one",
                "Put" + kind.word() + "Policy",
                kind.nameMember(),
                "one",
                "PolicyName",
                "b",
                "PolicyDocument",
                padded(room + 1));
        put(kind, "b", fits);
    }

    private static String padded(int size) {
        var empty = TestingIam.DOCUMENT.replace("ListKeys", "");
        return TestingIam.DOCUMENT.replace(
                "ListKeys", "x".repeat(size - PolicyDocuments.size(empty)));
    }
}
