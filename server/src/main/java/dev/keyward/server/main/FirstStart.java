package dev.keyward.server.main;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.crypto.wrap.RootKeyException;
import dev.keyward.crypto.wrap.RootKeyFile;
import dev.keyward.policy.AccountId;
import dev.keyward.server.authorize.AccessKeyIds;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.main.Settings.RootCredentials;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.Account;
import dev.keyward.server.store.Store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Makes what a new data directory lacks, and holds an old one to what the settings say. Nothing is
 * ever replaced: settings that contradict what is stored end the start.
 *
 * <p>It can be cut off anywhere. The root key is on disk before anything is sealed under it, and the
 * credentials are on disk before the account exists; a start that finds no account begins again.
 */
final class FirstStart {

    static final String ROOT_KEY = "root-key";
    static final String ROOT_CREDENTIALS = "root-credentials";

    private final Settings settings;
    private final Providers providers;
    private final RandomSource random;
    private final InstantSource clock;

    FirstStart(Settings settings, Providers providers, RandomSource random, InstantSource clock) {
        this.settings = settings;
        this.providers = providers;
        this.random = random;
        this.clock = clock;
    }

    /**
     * The account of this server.
     *
     * @param made the root user's secret access key, if this start generated it: the only time that
     *     it is shown
     */
    record Ready(AccountId account, String rootAccessKeyId, Optional<SecretBytes> made) {}

    /**
     * The root key of the data directory, which is made unless there is one.
     *
     * @param store opened already, so that the directory is there and ours alone
     * @throws SettingsException if it is missing although it was made once, or cannot be opened
     */
    RootKey rootKey(Store store) {
        var file = settings.data().resolve(ROOT_KEY);
        var codec = new RootKeyFile(providers, random);
        var isNew = store.read(snapshot -> snapshot.accounts().first().isEmpty());
        try {
            var existing = PrivateFile.read(file);
            if (existing.isPresent()) {
                return codec.decode(existing.get(), settings.rootKeyPassphrase());
            }
            if (!isNew) {
                throw new SettingsException("the root key " + file
                        + " is missing; without it nothing in this data directory can be opened");
            }
            var made = RootKey.generate(providers, random);
            PrivateFile.write(file, codec.encode(made, settings.rootKeyPassphrase()));
            return made;
        } catch (RootKeyException e) {
            throw new SettingsException("cannot use the root key " + file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new SettingsException("cannot read or write the root key " + file + ": " + e);
        }
    }

    /**
     * The account, which is made with its root user's access key unless there is one.
     *
     * @throws SettingsException if the settings name another account or other root credentials than
     *     are stored
     */
    Ready account(Store store, AccessKeySecrets secrets) {
        var existing = store.read(snapshot -> snapshot.accounts().first().map(Account::id));
        return existing.map(account -> check(store, account, secrets))
                .orElseGet(() -> make(store, secrets));
    }

    private Ready make(Store store, AccessKeySecrets secrets) {
        var account = settings.account()
                .orElseGet(() -> new AccountId(Setting.ACCOUNT_ID.defaultText().orElseThrow()));
        var credentials = settings.rootCredentials().orElseGet(() -> generate(account));
        writeCredentials(account, credentials);
        var now = clock.instant();
        var key = new AccessKey(
                credentials.accessKeyId(),
                account,
                Optional.empty(),
                AccessKey.Status.ACTIVE,
                secrets.seal(credentials.accessKeyId(), credentials.secretAccessKey()),
                now);
        store.write(transaction -> {
            transaction.accounts().insert(new Account(account, now));
            transaction.accessKeys().insert(key);
            return key;
        });
        var made = settings.rootCredentials().isPresent()
                ? Optional.<SecretBytes>empty()
                : Optional.of(credentials.secretAccessKey());
        return new Ready(account, credentials.accessKeyId(), made);
    }

    private RootCredentials generate(AccountId account) {
        var secret = AccessKeyIds.freshSecret(random).getBytes(StandardCharsets.US_ASCII);
        return new RootCredentials(
                AccessKeyIds.fresh(AccessKeyIds.LONG_TERM, account, random),
                SecretBytes.taking(secret));
    }

    /** In the form of the AWS CLI's credentials file, so that one variable makes it usable. */
    private void writeCredentials(AccountId account, RootCredentials credentials) {
        var file = settings.data().resolve(ROOT_CREDENTIALS);
        var text = credentials.secretAccessKey().use(secret -> """
                # The root user of account %s. Whoever reads this may do everything in it.
                [default]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                """.formatted(
                account, credentials.accessKeyId(), new String(secret, StandardCharsets.US_ASCII)));
        try {
            PrivateFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new SettingsException("cannot write the root credentials " + file + ": " + e);
        }
    }

    private Ready check(Store store, AccountId account, AccessKeySecrets secrets) {
        settings.account().filter(given -> !given.equals(account)).ifPresent(given -> {
            throw new SettingsException(settings.data() + " holds account " + account + ", not "
                    + given + "; give the account that it holds, none, or another data directory");
        });
        var keys = store.read(snapshot -> snapshot.accessKeys().ofRoot(account));
        var given = settings.rootCredentials();
        if (given.isPresent()) {
            requireStored(given.get(), keys, secrets);
        }
        var id = given.map(RootCredentials::accessKeyId)
                .or(() -> keys.stream().findFirst().map(AccessKey::id));
        return new Ready(account, id.orElse("none"), Optional.empty());
    }

    /**
     * Holds the given credentials to the stored ones. A stray variable must not add or replace the
     * credentials of the most powerful user there is; CreateAccessKey does that.
     */
    private static void requireStored(
            RootCredentials given, List<AccessKey> keys, AccessKeySecrets secrets) {
        var stored = keys.stream()
                .filter(key -> key.id().equals(given.accessKeyId()))
                .findFirst()
                .orElseThrow(() -> new SettingsException(Setting.ROOT_ACCESS_KEY_ID.key() + " is `"
                        + given.accessKeyId()
                        + "`, which is no access key of this account's root user; leave it out, or"
                        + " make new keys by iam create-access-key"));
        if (!secrets.isSecretOf(stored, given.secretAccessKey())) {
            throw new SettingsException(Setting.ROOT_SECRET_ACCESS_KEY.key()
                    + " is not the secret that is stored for " + stored.id()
                    + "; leave both out, or give the pair that was made at the first start");
        }
    }
}
