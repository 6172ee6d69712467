package dev.keyward.cli;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;

import java.util.Optional;

/** Reads who asks in a case. */
final class PrincipalReader {

    /** The account of callers that belong to none. */
    private static final AccountId NOBODY = new AccountId("000000000000");

    private final Fields fields;
    private final String userId;
    private final Optional<AccountId> resourceAccount;

    PrincipalReader(Fields fields, String userId, Optional<AccountId> resourceAccount) {
        this.fields = fields;
        this.userId = userId;
        this.resourceAccount = resourceAccount;
    }

    Principal read(String type) throws CaseException {
        var service = fields.findText("service");
        var arn = fields.findText("arn");
        var roleArn = fields.findText("roleArn");
        var userArn = fields.findText("userArn");
        return switch (type) {
            case "Root" -> {
                var root = new Principal.Root(account(arn));
                if (arn.isPresent() && !arn.get().equals(root.arn())) {
                    throw new CaseException(
                            fields.path("arn") + " is not the root user of the account");
                }
                yield root;
            }
            case "User" -> new Principal.User(account(arn), need(arn, "arn"), userId);
            case "AssumedRole" -> session(account(arn), need(arn, "arn"), roleArn);
            case "FederatedUser" ->
                new Principal.FederatedUser(
                        account(arn), need(arn, "arn"), userArn.orElse(""), userId);
            case "WebIdentity", "Saml" ->
                new Principal.Federated(
                        arn.filter(Arn::isArn).isPresent() ? account(arn) : anyAccount(),
                        need(arn, "arn"));
            case "Service", "AwsService" ->
                new Principal.Service(anyAccount(), need(service.or(() -> arn), "service"));
            // Only a policy for everybody fits such a caller, and no account has a say.
            case "Anonymous" -> new Principal.Federated(anyAccount(), "anonymous");
            default ->
                throw new CaseException(
                        fields.path("type") + ": there is no principal type `" + type + "`");
        };
    }

    private Principal session(AccountId account, String arn, Optional<String> roleArn)
            throws CaseException {
        var parts = Arn.parse(arn).resource().split("/", -1);
        if (parts.length != 3 || !parts[0].equals("assumed-role")) {
            throw new CaseException(fields.path("arn") + " is not a session of a role");
        }
        var colon = userId.indexOf(':');
        return new Principal.AssumedRole(
                account,
                arn,
                roleArn.orElse("arn:aws:iam::" + account + ":role/" + parts[1]),
                colon < 0 ? userId : userId.substring(0, colon),
                parts[2]);
    }

    private AccountId anyAccount() throws CaseException {
        var said = fields.findText("account");
        return said.isPresent()
                ? Caller.accountId(said.get(), fields.path("account"))
                : resourceAccount.orElse(NOBODY);
    }

    /** The account that the case says, or else the ARN's; the two must agree. */
    private AccountId account(Optional<String> arn) throws CaseException {
        if (arn.isPresent() && !Arn.isArn(arn.get())) {
            throw new CaseException(fields.path("arn") + " is not an ARN");
        }
        var ofArn = arn.map(text -> Arn.parse(text).account());
        var said = fields.findText("account").or(() -> ofArn);
        var account = Caller.accountId(need(said, "account"), fields.path("account"));
        if (ofArn.isPresent() && !ofArn.get().equals(account.value())) {
            throw new CaseException(fields.path("account") + " is not that of the ARN");
        }
        return account;
    }

    private String need(Optional<String> text, String name) throws CaseException {
        if (text.isEmpty() || text.get().isEmpty()) {
            throw new CaseException(fields.path(name) + " is missing");
        }
        return text.get();
    }
}
