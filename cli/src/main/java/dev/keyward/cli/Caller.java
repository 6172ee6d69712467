package dev.keyward.cli;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Principal;
import dev.keyward.policy.match.PrincipalSet;

import java.util.Map;
import java.util.Optional;

/**
 * Who asks in a case, with what its keys are derived from.
 *
 * @param inManagementAccount whether its account manages its organization, whose policies do not limit it
 * @param serviceLinked whether it is a session of a role that belongs to a service, likewise
 */
record Caller(
        Principal principal,
        String type,
        Optional<String> userId,
        Map<String, String> tags,
        Optional<String> sourceIdentity,
        boolean mfa,
        boolean inManagementAccount,
        boolean serviceLinked) {

    static final String ANONYMOUS = "Anonymous";

    static Caller read(Fields fields, Optional<AccountId> resourceAccount) throws CaseException {
        var type = fields.getText("type");
        var userId = fields.findText("userId");
        var principal = new PrincipalReader(fields, userId.orElse(""), resourceAccount).read(type);
        var tags = fields.findObject("tags");
        var caller = new Caller(
                principal,
                type,
                userId,
                tags.isEmpty() ? Map.of() : tags.get().allTexts(),
                fields.findText("sourceIdentity"),
                fields.isTrue("mfa"),
                fields.isTrue("inManagementAccount"),
                fields.isTrue("serviceLinked"));
        fields.find("account");
        fields.done();
        return caller;
    }

    boolean isAnonymous() {
        return type.equals(ANONYMOUS);
    }

    /** Whether it is a user or a role, or acts as one: only those have policies of their own. */
    boolean isOfAnAccount() {
        return switch (principal) {
            case Principal.Root _,
                    Principal.User _,
                    Principal.AssumedRole _,
                    Principal.FederatedUser _ -> true;
            case Principal.Federated _, Principal.Service _ -> false;
        };
    }

    /** Service control policies are for the principals of an organization's members. */
    boolean isUnderServiceControl() {
        return isOfAnAccount() && !inManagementAccount && !serviceLinked;
    }

    /** Resource control policies are for the resources of an organization's members. */
    boolean isUnderResourceControlFor(AccountId owner) {
        return !serviceLinked && !(inManagementAccount && principal.account().equals(owner));
    }

    static AccountId accountId(String text, String path) throws CaseException {
        var account = PrincipalSet.accountOf(text);
        if (account.isEmpty()) {
            throw new CaseException(path + ": `" + text + "` is not a 12-digit account id");
        }
        return account.get();
    }
}
