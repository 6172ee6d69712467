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
            case "Root" -> root(arn);
            case "User" ->
                new Principal.User(account(arn), named(arn, "iam", "user/", "a user"), userId);
            // Nobody is a role without being a session of it, whose name a case need not say.
            case "Role", "AssumedRole" -> ofRole(arn, roleArn);
            case "FederatedUser" ->
                new Principal.FederatedUser(
                        account(arn),
                        named(arn, "sts", "federated-user/", "a federated user"),
                        userArn.orElse(""),
                        userId);
            case "WebIdentity", "Saml" ->
                new Principal.Federated(
                        arn.filter(Arn::isArn).isPresent() ? account(arn) : anyAccount(),
                        need(arn, "arn"));
            case "Service", "AwsService" ->
                new Principal.Service(anyAccount(), need(service.or(() -> arn), "service"));
            // Only a policy for everybody fits such a caller, and no account has a say.
            case Caller.ANONYMOUS -> new Principal.Federated(anyAccount(), "anonymous");
            default ->
                throw new CaseException(
                        fields.path("type") + ": there is no principal type `" + type + "`");
        };
    }

    private Principal root(Optional<String> arn) throws CaseException {
        var root = new Principal.Root(account(arn));
        if (arn.isPresent() && !arn.get().equals(root.arn())) {
            throw new CaseException(fields.path("arn") + " is not the root user of the account");
        }
        return root;
    }

    private String named(Optional<String> arn, String service, String type, String what)
            throws CaseException {
        var parts = Arn.parse(need(arn, "arn"));
        if (!parts.service().equals(service) || !parts.resource().startsWith(type)) {
            throw new CaseException(fields.path("arn") + " is not the ARN of " + what);
        }
        return arn.get();
    }

    /** {@code arn} is the session's, or else the role's own. */
    private Principal ofRole(Optional<String> arn, Optional<String> roleArn) throws CaseException {
        var account = account(arn.or(() -> roleArn));
        var given = need(arn.or(() -> roleArn), "arn");
        if (Arn.parse(given).resource().startsWith("role/")) {
            if (roleArn.isPresent() && !roleArn.get().equals(given)) {
                throw new CaseException(fields.path("roleArn") + " is another role");
            }
            return session(account, given, "");
        }
        var parts = named(arn, "sts", "assumed-role/", "a session of a role").split("/", -1);
        if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
            throw new CaseException(fields.path("arn") + " is not the ARN of a session of a role");
        }
        var roles = "arn:" + Arn.parse(given).partition() + ":iam::" + account + ":role/";
        var role = roleArn.orElse(roles + parts[1]);
        if (!role.startsWith(roles) || !role.endsWith("/" + parts[1])) {
            throw new CaseException(fields.path("roleArn") + " is not that of the session");
        }
        return session(account, role, parts[2]);
    }

    /** Without a name, the session's ARN is one that no policy can name. */
    private Principal session(AccountId account, String roleArn, String name) {
        var role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        var colon = userId.indexOf(':');
        return new Principal.AssumedRole(
                account,
                "arn:" + Arn.parse(roleArn).partition() + ":sts::" + account + ":assumed-role/"
                        + role + "/" + name,
                roleArn,
                colon < 0 ? userId : userId.substring(0, colon),
                name);
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
