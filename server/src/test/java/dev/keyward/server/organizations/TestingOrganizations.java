package dev.keyward.server.organizations;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.policy.AccountId;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.Member.JoinedMethod;
import dev.keyward.server.organizations.common.Places;
import dev.keyward.server.service.Markers;
import dev.keyward.server.service.Service;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Organizations over {@link TestingKeyward}: calls by name with the members of the request as pairs. */
public final class TestingOrganizations implements AutoCloseable {

    private final TestingKeyward keyward = new TestingKeyward();
    private final UniqueIds entityIds = new UniqueIds(new TestingRandom());
    private final Service service = OrganizationsOperations.service(new OrganizationsParts(
            new Markers(keyward.rootKey()), new TestingRandom(), () -> entityIds.fresh("AROA")));

    public TestingKeyward keyward() {
        return keyward;
    }

    public Service service() {
        return service;
    }

    /** Calls as the root user of the account that makes organizations. */
    public Struct call(String operation, Object... members) {
        return callAs(TestingKeyward.rootOf(ACCOUNT), operation, members);
    }

    public Struct callAs(Caller caller, String operation, Object... members) {
        return keyward.as(caller).call(service, operation, TestingIam.struct(members));
    }

    /** Asserts that the call as the root user is refused. */
    public void refuses(String code, String message, String operation, Object... members) {
        TestingKeyward.assertRefused(code, message, () -> call(operation, members));
    }

    /** Asserts that the call as the root user is refused, with what {@code Reason} says of it. */
    public void refusesFor(
            String code, String reason, String message, String operation, Object... members) {
        refuses(code, message, operation, members);
        var refusal = assertThrows(ServiceException.class, () -> call(operation, members));
        assertEquals(reason, refusal.details().requiredText("Reason"));
    }

    public void refusesTo(
            Caller caller, String code, String message, String operation, Object... members) {
        TestingKeyward.assertRefused(code, message, () -> callAs(caller, operation, members));
    }

    /** Makes an organization with all features and answers with its id. */
    public String create() {
        return call("CreateOrganization").struct("Organization").orElseThrow().requiredText("Id");
    }

    public String rootId() {
        return call("ListRoots").structs("Roots").getFirst().requiredText("Id");
    }

    /** Makes a unit below {@code parentId} and answers with its id. */
    public String unit(String parentId, String name) {
        return call("CreateOrganizationalUnit", "ParentId", parentId, "Name", name)
                .struct("OrganizationalUnit")
                .orElseThrow()
                .requiredText("Id");
    }

    /** Makes an account and answers with its number. */
    public AccountId account(String name) {
        var request = call("CreateAccount", "AccountName", name, "Email", name + "@example.com")
                .struct("CreateAccountStatus")
                .orElseThrow()
                .requiredText("Id");
        return new AccountId(status(request).requiredText("AccountId"));
    }

    /** What became of a request for an account. */
    public Struct status(String requestId) {
        return call("DescribeCreateAccountStatus", "CreateAccountRequestId", requestId)
                .struct("CreateAccountStatus")
                .orElseThrow();
    }

    /** Takes the account that is there from the start into the organization. */
    public AccountId join(String organizationId) {
        var member = new Member(
                OTHER_ACCOUNT,
                organizationId,
                rootId(),
                JoinedMethod.INVITED,
                TestingKeyward.START);
        keyward.store().write(transaction -> {
            transaction.organizations().insertMember(member);
            var organization = transaction.organizations().find(organizationId).orElseThrow();
            Places.giveFullAccess(organization, OTHER_ACCOUNT.value(), transaction);
            return member;
        });
        return OTHER_ACCOUNT;
    }

    /** Members of a request for {@code operation} that could be meant. */
    public Object[] plausible(String operation) {
        var unit = "ou-" + rootId().substring(2) + "-12345678";
        var values = TestingIam.struct(
                "AccountId", OTHER_ACCOUNT.value(),
                "AccountName", "payments",
                "ChildId", OTHER_ACCOUNT.value(),
                "ChildType", "ACCOUNT",
                "Content", "{}",
                "CreateAccountRequestId", "car-12345678",
                "Description", "",
                "DestinationParentId", unit,
                "Email", "payments@example.com",
                "Filter", "SERVICE_CONTROL_POLICY",
                "Name", "Security",
                "OrganizationalUnitId", unit,
                "ParentId", rootId(),
                "PolicyId", "p-12345678",
                "PolicyType", "TAG_POLICY",
                "ResourceId", rootId(),
                "RootId", rootId(),
                "ServicePrincipal", "config.amazonaws.com",
                "SourceParentId", rootId(),
                "TagKeys", TestingIam.list("team"),
                "Tags", TestingIam.list(TestingIam.tag("team", "red")),
                "TargetId", rootId(),
                "Type", "SERVICE_CONTROL_POLICY");
        var shape = ApiModel.load("organizations")
                .operation(operation)
                .orElseThrow()
                .input();
        var members = new ArrayList<Object>();
        for (var member : shape.members()) {
            var value = values.members().get(member.name());
            if (value != null) {
                members.add(member.name());
                members.add(value);
            }
        }
        return members.toArray();
    }

    /** Reads a list page by page and asserts that together the pages are the whole, in any order. */
    public void assertPages(List<String> expected, TestingIam.PagedList list, Object... members) {
        var seen = new ArrayList<String>();
        var token = Optional.<String>empty();
        do {
            var request = new ArrayList<>(Arrays.asList(members));
            request.addAll(List.of("MaxResults", 1));
            token.ifPresent(text -> request.addAll(List.of("NextToken", text)));
            var answer = call(list.operation(), request.toArray());
            assertEquals(1, answer.structs(list.member()).size());
            seen.addAll(TestingIam.texts(answer, list.member(), list.item()));
            token = answer.text("NextToken");
        } while (token.isPresent());
        assertEquals(sorted(expected), sorted(seen));
        var whole = call(list.operation(), members);
        assertEquals(seen, TestingIam.texts(whole, list.member(), list.item()));
        assertEquals(Optional.empty(), whole.text("NextToken"));
    }

    private static List<String> sorted(List<String> ids) {
        return ids.stream().sorted().toList();
    }

    @Override
    public void close() {
        keyward.close();
    }
}
