package dev.keyward.server.kms.common;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.authorize.Target.Mention;
import dev.keyward.server.kms.common.KeyLookup.Known;
import dev.keyward.server.kms.common.KeyLookup.UnknownForeign;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Makes the targets of one action of an operation, as the operation's row of the table prescribes: which
 * forms of KeyId are taken, whether other accounts may be allowed, and which condition keys stand for
 * the way the key was named.
 */
public final class OperationTargets {

    private static final String REQUEST_ALIAS = "kms:RequestAlias";

    private final OperationRow row;
    private final String action;
    private final RequestedKeys requested;

    private OperationTargets(OperationRow row, String action) {
        this.row = row;
        this.action = action;
        this.requested = RequestedKeys.of(row, action);
    }

    /** For an operation that needs one action only. */
    public static OperationTargets of(OperationRow row) {
        return new OperationTargets(row, row.action());
    }

    /** For one action of an operation that needs several. */
    public static OperationTargets of(OperationRow row, String action) {
        if (!row.actions().contains(action)) {
            throw new IllegalStateException(row.operation() + " does not need " + action);
        }
        return new OperationTargets(row, action);
    }

    /**
     * The condition keys that a request brings by what it asks for, as the operation's row lists them.
     *
     * @param input checked already; it must not change as long as the keys are used
     */
    public ContextKeys keys(Struct input) {
        return requested.of(input);
    }

    /**
     * The one target of an operation that needs nothing but its action on the key that it names.
     *
     * @throws ServiceException as {@link #named}
     */
    public List<Target> only(KeyRequest request, Call call, Snapshot snapshot) {
        return List.of(named(request.keyId(), request.keys(), call, snapshot));
    }

    /**
     * The action on the key that {@code keyId} names.
     *
     * @throws ServiceException {@code NotFoundException} if the caller's own account has no such key;
     *     {@code InvalidArnException} if it looks like an ARN but is not one of KMS
     */
    public Target named(String keyId, ContextKeys keys, Call call, Snapshot snapshot) {
        var found = new KeyLookup(row.keyIdForms(), call, snapshot).find(keyId);
        var all = found.alias().isPresent() && row.brings(REQUEST_ALIAS)
                ? withAlias(keys, found.alias().get())
                : keys;
        return switch (found) {
            case Known(var key, var alias) -> on(key, Mention.BY_KEY_ID, all);
            case UnknownForeign(var arn, var owner, var alias) ->
                unknown(arn, owner, Mention.BY_KEY_ID, all);
        };
    }

    private static ContextKeys withAlias(ContextKeys keys, String alias) {
        return ContextKeys.lazily(() ->
                keys.with(ContextKeys.builder().single(REQUEST_ALIAS, alias).build()));
    }

    /**
     * The action on the key that a ciphertext names. Nobody learns by a made-up ciphertext which keys
     * exist, not even in the own account.
     */
    public Target ofCiphertext(Arn keyArn, ContextKeys keys, Call call, Snapshot snapshot) {
        var key = snapshot.keys().find(keyArn).map(found -> found.at(call.now()));
        return key.isPresent()
                ? on(key.get(), Mention.BY_CIPHERTEXT, keys)
                : unknown(keyArn, new AccountId(keyArn.account()), Mention.BY_CIPHERTEXT, keys);
    }

    /**
     * The key of the caller's own account that {@code keyId} names, for an operation that is not
     * authorized on the key itself. What other accounts have is not told.
     *
     * @throws ServiceException as {@link #named}
     */
    public KmsKey ownKey(String keyId, Call call, Snapshot snapshot) {
        var found = new KeyLookup(row.keyIdForms(), call, snapshot).find(keyId);
        if (found instanceof Known(var key, var alias) && key.account().equals(call.account())) {
            return key;
        }
        throw KeyLookup.keyNotFound(keyId);
    }

    /** The action on a key that was found otherwise, for example through an alias. */
    public Target on(KmsKey key) {
        return on(key, Mention.BY_KEY_ID, ContextKeys.empty());
    }

    /**
     * The action on the key in {@code region} that is related to {@code key}, to be allowed there.
     *
     * @throws ServiceException {@code NotFoundException} if there is none
     */
    public Target onRelated(KmsKey key, Region region, ContextKeys keys, Snapshot snapshot) {
        var arn = KmsKey.arnOf(key.account(), region, key.id());
        var related =
                snapshot.keys().find(arn).orElseThrow(() -> KeyLookup.keyNotFound(arn.toString()));
        return on(related, Mention.BY_KEY_ID, keys).in(region);
    }

    private Target on(KmsKey key, Mention mention, ContextKeys keys) {
        return new Target(action, new Target.Key(key, mention, row.reach()), keys);
    }

    private Target unknown(Arn arn, AccountId owner, Mention mention, ContextKeys keys) {
        return new Target(action, new Target.UnknownKey(arn, owner, mention), keys);
    }

    /** The action on a grant, which brings the condition keys of what it was asked for with. */
    public Target retiring(KmsKey key, Grant grant) {
        var asked = Struct.builder()
                .put("Constraints", GrantEntry.constraints(grant))
                .build();
        return new Target(action, new Target.Retirable(key, grant), requested.of(asked));
    }

    /** The action on a user, role, session or account of IAM. */
    public Target principal(Arn arn) {
        return new Target(action, Target.Named.of(arn), ContextKeys.empty());
    }

    /** The action on no single resource. */
    public Target anything(ContextKeys keys, Call call) {
        return on(new Target.Anything(), keys, call);
    }

    /** The action on a key that is only being made, which a refusal says nothing of. */
    public Target onNewKey(ContextKeys keys, Call call) {
        return on(Target.Anything.unmentioned(), keys, call);
    }

    /** There is no key to tell of the caller's account and of a service between, so that the row tells. */
    private Target on(Target.Anything anything, ContextKeys keys, Call call) {
        var caller = ContextKeys.builder();
        if (row.bringsCallerAccount()
                && !(call.caller().principal() instanceof Principal.Service)) {
            caller.single(OperationRow.CALLER_ACCOUNT, call.account().value());
        }
        if (row.bringsViaService()) {
            caller.single(OperationRow.VIA_SERVICE, call.caller().via().viaService(call.region()));
        }
        return new Target(action, anything, ContextKeys.lazily(() -> keys.with(caller.build())));
    }

    /**
     * The action on an alias. No condition key of KMS is there, so that a statement with one never
     * matches an alias.
     */
    public Target alias(Arn alias) {
        return new Target(action, Target.Named.of(alias), ContextKeys.empty());
    }
}
