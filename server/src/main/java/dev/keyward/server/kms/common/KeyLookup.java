package dev.keyward.server.kms.common;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.model.Alias;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the key that a KeyId names: a key id, key ARN, alias name or alias ARN.
 *
 * <p>Ids and alias names are those of the caller's own account and Region; an ARN may name another
 * account, and must name the Region that the request was sent to.
 *
 * <p>Source: KMS Developer Guide, "Key identifiers (KeyId)"; the texts are those that KMS answers with.
 */
final class KeyLookup {

    /** The forms of a key id; an {@code x} stands for a hexadecimal digit. */
    private static final String KEY_ID = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    private static final String MULTI_REGION_KEY_ID = "mrk-" + "x".repeat(32);
    private static final String KEY_PREFIX = "key/";
    private static final String ALIAS_PREFIX = "alias/";

    private final Set<KeyIdForm> forms;
    private final Call call;
    private final Snapshot snapshot;

    /** What a KeyId led to, with the alias name it was reached by. */
    sealed interface Found {
        Optional<String> alias();
    }

    record Known(KmsKey key, Optional<String> alias) implements Found {}

    /** A key or alias that is not there, in an account whose secrets we keep. */
    record UnknownForeign(Arn arn, AccountId owner, Optional<String> alias) implements Found {}

    KeyLookup(Set<KeyIdForm> forms, Call call, Snapshot snapshot) {
        this.forms = forms;
        this.call = call;
        this.snapshot = snapshot;
    }

    /**
     * Finds the key.
     *
     * @throws ServiceException {@code NotFoundException} if the caller's own account has no such key or
     *     alias, or {@code keyId} is malformed or of a form that the operation does not take; {@code
     *     InvalidArnException} if it is an ARN but not one of KMS
     */
    Found find(String keyId) {
        if (keyId.startsWith("arn:")) {
            return byArn(keyId);
        }
        if (keyId.startsWith(ALIAS_PREFIX)) {
            require(KeyIdForm.ALIAS_NAME, keyId);
            return byAlias(Alias.arnOf(call.account(), call.region(), keyId), call.account());
        }
        require(KeyIdForm.KEY_ID, keyId);
        requireKeyId(keyId, keyId);
        return byKeyArn(KmsKey.arnOf(call.account(), call.region(), keyId), call.account());
    }

    static boolean isKeyId(String text) {
        return hasForm(KEY_ID, text) || hasForm(MULTI_REGION_KEY_ID, text);
    }

    /** Without a regular expression, since every request that uses a key asks. */
    private static boolean hasForm(String form, String text) {
        if (text.length() != form.length()) {
            return false;
        }
        for (var index = 0; index < form.length(); index++) {
            var wanted = form.charAt(index);
            var found = text.charAt(index);
            if (wanted == 'x' ? !HexFormat.isHexDigit(found) : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private Found byArn(String keyId) {
        if (!Arn.isArn(keyId)) {
            throw invalidArn(keyId);
        }
        var arn = Arn.parse(keyId);
        if (!arn.partition().equals("aws")
                || !arn.service().equals("kms")
                || !AccountId.isAccountId(arn.account())) {
            throw invalidArn(keyId);
        }
        var owner = new AccountId(arn.account());
        var isAlias = arn.resource().startsWith(ALIAS_PREFIX);
        if (!isAlias && !arn.resource().startsWith(KEY_PREFIX)) {
            throw invalidArn(keyId);
        }
        require(isAlias ? KeyIdForm.ALIAS_ARN : KeyIdForm.KEY_ARN, keyId);
        if (owner.equals(call.account())) {
            requireOwnArn(arn, keyId);
        }
        return isAlias ? byAlias(arn, owner) : byKeyArn(arn, owner);
    }

    /** Whatever is wrong with the ARN of another account's key ends in the one answer for all of them. */
    private void requireOwnArn(Arn arn, String keyId) {
        if (!arn.region().equals(call.region().code())) {
            throw KmsError.NOT_FOUND.because("Invalid arn " + arn.region());
        }
        if (arn.resource().startsWith(KEY_PREFIX)) {
            requireKeyId(arn.resource().substring(KEY_PREFIX.length()), keyId);
        }
    }

    private Found byAlias(Arn arn, AccountId owner) {
        var name = arn.resource();
        var target = arn.region().equals(call.region().code())
                ? snapshot.aliases().find(owner, call.region(), name)
                : Optional.<Alias>empty();
        var key = target.flatMap(
                alias -> find(KmsKey.arnOf(owner, call.region(), alias.targetKeyId())));
        if (key.isPresent()) {
            return new Known(key.get(), Optional.of(name));
        }
        if (owner.equals(call.account())) {
            throw aliasNotFound(arn);
        }
        return new UnknownForeign(arn, owner, Optional.of(name));
    }

    private Found byKeyArn(Arn arn, AccountId owner) {
        var key = arn.region().equals(call.region().code()) ? find(arn) : Optional.<KmsKey>empty();
        if (key.isPresent()) {
            return new Known(key.get(), Optional.empty());
        }
        if (owner.equals(call.account())) {
            throw keyNotFound(arn.toString());
        }
        return new UnknownForeign(arn, owner, Optional.empty());
    }

    private Optional<KmsKey> find(Arn arn) {
        return snapshot.keys().find(arn).map(key -> key.at(call.now()));
    }

    private void require(KeyIdForm form, String keyId) {
        if (!forms.contains(form)) {
            throw invalidKeyId(keyId);
        }
    }

    private static void requireKeyId(String id, String keyId) {
        if (!isKeyId(id)) {
            throw invalidKeyId(keyId);
        }
    }

    private static ServiceException invalidKeyId(String keyId) {
        return KmsError.NOT_FOUND.because("Invalid keyId '" + keyId + "'");
    }

    private static ServiceException invalidArn(String keyId) {
        return KmsError.INVALID_ARN.because("Invalid arn " + keyId);
    }

    static ServiceException keyNotFound(String arn) {
        return KmsError.NOT_FOUND.because("Key '" + arn + "' does not exist");
    }

    static ServiceException aliasNotFound(Arn arn) {
        return KmsError.NOT_FOUND.because("Alias " + arn + " is not found.");
    }
}
