package dev.keyward.server.iam.boundary;

import static dev.keyward.server.iam.TestingIam.arn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.iam.common.OwnerKind;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PermissionsBoundaryTest {

    private final TestingIam iam = new TestingIam();

    @BeforeEach
    void makeOneOfEachKind() {
        iam.createUser("one");
        iam.createRole("one");
    }

    @AfterEach
    void close() {
        iam.close();
    }

    private Optional<String> boundary(OwnerKind kind) {
        return iam.call("Get" + kind.word(), kind.nameMember(), "one")
                .struct(kind.word())
                .orElseThrow()
                .struct("PermissionsBoundary")
                .map(shown -> shown.requiredText("PermissionsBoundaryArn"));
    }

    private void put(OwnerKind kind, String policy) {
        iam.call(
                "Put" + kind.word() + "PermissionsBoundary",
                kind.nameMember(),
                "one",
                "PermissionsBoundary",
                policy);
    }

    @ParameterizedTest
    @EnumSource(value = OwnerKind.class, names = "GROUP", mode = EnumSource.Mode.EXCLUDE)
    void isPutReplacedAndDeleted(OwnerKind kind) {
        put(kind, iam.createPolicy("first"));
        assertEquals(Optional.of(arn("policy/first")), boundary(kind));
        put(kind, "arn:aws:iam::aws:policy/PowerUserAccess");
        assertEquals(Optional.of("arn:aws:iam::aws:policy/PowerUserAccess"), boundary(kind));

        iam.call("Delete" + kind.word() + "PermissionsBoundary", kind.nameMember(), "one");

        assertEquals(Optional.empty(), boundary(kind));
        iam.refuses(
                "NoSuchEntity",
                kind.word() + " one does not have a permission boundary.",
                "Delete" + kind.word() + "PermissionsBoundary",
                kind.nameMember(),
                "one");
    }

    @ParameterizedTest
    @EnumSource(value = OwnerKind.class, names = "GROUP", mode = EnumSource.Mode.EXCLUDE)
    void refusesWhatCannotBound(OwnerKind kind) {
        var put = "Put" + kind.word() + "PermissionsBoundary";
        iam.refuses(
                "InvalidInput",
                "ARN " + arn("not_a_policy/x") + " is not valid.",
                put,
                kind.nameMember(),
                "one",
                "PermissionsBoundary",
                arn("not_a_policy/x"));
        iam.refuses(
                "NoSuchEntity",
                "Scope ARN: " + arn("policy/none") + " does not exist or is not attachable.",
                put,
                kind.nameMember(),
                "one",
                "PermissionsBoundary",
                arn("policy/none"));
        iam.refuses(
                "NoSuchEntity",
                "The " + kind.noun() + " with name none cannot be found.",
                put,
                kind.nameMember(),
                "none",
                "PermissionsBoundary",
                iam.createPolicy("some"));
    }
}
