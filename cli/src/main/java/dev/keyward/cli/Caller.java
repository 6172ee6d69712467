package dev.keyward.cli;

import dev.keyward.policy.AccountId;
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

    static Caller read(Fields fields, Optional<AccountId> resourceAccount) throws CaseException {
        var type = fields.getText("type");
        var userId = fields.findText("userId");
        var principal = new PrincipalReader(fields, userId.orElse(""), resourceAccount).read(type);
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

    static AccountId accountId(String text, String path) throws CaseException {
        if (!AccountId.isAccountId(text)) {
            throw new CaseException(path + ": `" + text + "` is not a 12-digit account id");
        }
        return new AccountId(text);
    }
}
