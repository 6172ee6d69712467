package dev.keyward.cli;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;

import java.util.Map;
import java.util.Optional;

/**
 * Who asks in a case, with what its keys are derived from.
 *
 * @param exempt whether service control policies do not apply to it
 */
record Caller(
        Principal principal,
        String type,
        Optional<String> userId,
        Map<String, String> tags,
        Optional<String> sourceIdentity,
        boolean mfa,
        boolean exempt) {

    /** Of callers that belong to no account. */
    private static final AccountId NOBODY = new AccountId("000000000000");

    static Caller read(Fields fields, Optional<AccountId> resourceAccount) throws CaseException {
        var type = fields.getText("type");
        var userId = fields.findText("userId");
        var principal = new Reader(fields, userId.orElse(""), resourceAccount).principal(type);
        var tags = fields.findObject("tags");
        var management = fields.isTrue("inManagementAccount");
        var linked = fields.isTrue("serviceLinked");
        var caller = new Caller(
                principal,
                type,
                userId,
                tags.isEmpty() ? Map.of() : tags.get().allTexts(),
                fields.findText("sourceIdentity"),
                fields.isTrue("mfa"),
                management || linked);
        fields.done();
        return caller;
    }

    private record Reader(Fields fields, String userId, Optional<AccountId> resourceAccount) {

        Principal principal(String type) throws CaseException {
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
                    ? accountId(said.get(), fields.path("account"))
                    : resourceAccount.orElse(NOBODY);
        }

        /** The account that the case says, or else the ARN's; the two must agree. */
        private AccountId account(Optional<String> arn) throws CaseException {
            if (arn.isPresent() && !Arn.isArn(arn.get())) {
                throw new CaseException(fields.path("arn") + " is not an ARN");
            }
            var ofArn = arn.map(text -> Arn.parse(text).account());
            var said = fields.findText("account").or(() -> ofArn);
            var account = accountId(need(said, "account"), fields.path("account"));
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

    static AccountId accountId(String text, String path) throws CaseException {
        if (!AccountId.isAccountId(text)) {
            throw new CaseException(path + ": `" + text + "` is not a 12-digit account id");
        }
        return new AccountId(text);
    }
}
