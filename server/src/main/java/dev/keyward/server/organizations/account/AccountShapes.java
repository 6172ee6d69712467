package dev.keyward.server.organizations.account;

import dev.keyward.policy.AccountId;
import dev.keyward.server.authorize.Ancestry;
import dev.keyward.server.model.Account;
import dev.keyward.server.model.AccountCreation;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.Organization;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;

/** Accounts, and requests for them, as answers show them. */
public final class AccountShapes {

    private AccountShapes() {}

    /** An account as a part of its organization. */
    public static Struct of(Organization organization, Member member, Snapshot snapshot) {
        return builder(organization, member, snapshot).build();
    }

    /** The same, to be added to. */
    public static Struct.Builder builder(
            Organization organization, Member member, Snapshot snapshot) {
        var account = snapshot.accounts()
                .find(member.account())
                .orElseThrow(() -> new IllegalStateException("no account " + member.account()));
        return Struct.builder()
                .put("Id", account.id().value())
                .put("Arn", organization.accountArn(account.id()).toString())
                .put("Email", account.email())
                .put("Name", account.name())
                .put("Status", status(account))
                .put("State", state(account))
                .put("JoinedMethod", member.joinedMethod().name())
                .put("JoinedTimestamp", member.joined());
    }

    /** An account with where it is, as it is shown when it alone is asked for. */
    static Struct whole(Organization organization, Member member, Snapshot snapshot) {
        var ids = new ArrayList<>(Ancestry.downTo(member.parentId(), organization, snapshot));
        ids.add(member.account().value());
        return builder(organization, member, snapshot)
                .putTexts("Paths", List.of(Ancestry.path(organization, ids)))
                .build();
    }

    private static String status(Account account) {
        return switch (account.state()) {
            case ACTIVE -> "ACTIVE";
            case CLOSED -> "SUSPENDED";
        };
    }

    private static String state(Account account) {
        return switch (account.state()) {
            case ACTIVE -> "ACTIVE";
            case CLOSED -> "CLOSED";
        };
    }

    /** A request for an account that was made just now: whatever came of it, AWS would not know yet. */
    static Struct begun(AccountCreation creation) {
        return basics(creation).put("State", "IN_PROGRESS").build();
    }

    /** What became of a request for an account. */
    static Struct ended(AccountCreation creation) {
        return basics(creation)
                .put("State", creation.failure().isEmpty() ? "SUCCEEDED" : "FAILED")
                .put("CompletedTimestamp", creation.requested())
                .putText("AccountId", creation.account().map(AccountId::value))
                .putText("FailureReason", creation.failure())
                .build();
    }

    private static Struct.Builder basics(AccountCreation creation) {
        return Struct.builder()
                .put("Id", creation.id())
                .put("AccountName", creation.accountName())
                .put("RequestedTimestamp", creation.requested());
    }
}
