package dev.keyward.server.store;

import static dev.keyward.server.store.Samples.ACCOUNT;
import static dev.keyward.server.store.Samples.T0;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.model.Account;
import dev.keyward.server.model.KmsKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do. */
public abstract class StoreContract {

    protected abstract Store open();

    private Store store;

    @BeforeEach
    void openStore() {
        store = open();
        write(tx -> {
            tx.accounts().insert(Samples.account());
            tx.accounts().insert(new Account(Samples.OTHER_ACCOUNT, T0));
        });
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void readsBackWhatWasWritten() {
        var key = Samples.key("one");
        var user = Samples.user("Alice");
        var group = Samples.group("Admins");
        var role = Samples.role("Deployer");
        var policy = Samples.policy("ReadOnly");
        write(tx -> {
            tx.keys().insert(key);
            tx.keys().insertMaterial(Samples.material(key, new byte[] {9, 8}));
            tx.keys().putTag(key.arn(), "a", "b");
            tx.aliases().insert(Samples.alias("alias/x", key));
            tx.users().insert(user);
            tx.groups().insert(group);
            tx.groups().addMember(group, user);
            tx.roles().insert(role);
            tx.managedPolicies().insert(policy);
            tx.managedPolicies().insertVersion(Samples.version(policy, 1));
            tx.attachments().attach(user, policy.arn());
            tx.accessKeys().insert(Samples.accessKey("AKIA1", user));
        });
        read(s -> {
            KmsKey found = s.keys().find(key.arn()).orElseThrow();
            assertEquals(List.of("alias/x"), List.copyOf(found.aliases()));
            assertEquals("b", found.tags().get("a"));
            assertArrayEquals(
                    new byte[] {9, 8},
                    s.keys()
                            .findMaterial(key.arn(), "material-of-one")
                            .orElseThrow()
                            .sealed());
            assertEquals(Optional.of(user), s.users().find(ACCOUNT, "aLICE"));
            assertEquals(List.of(group), s.groups().ofUser(user.id()));
            assertEquals(Optional.of(role), s.roles().findById(role.id()));
            assertEquals(Optional.of(policy), s.managedPolicies().find(policy.arn()));
            assertEquals(List.of(user), s.attachments().ownersOf(policy.arn()));
        });
    }

    private void write(Consumer<Transaction> work) {
        store.write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    private void read(Consumer<Snapshot> work) {
        store.read(snapshot -> {
            work.accept(snapshot);
            return true;
        });
    }
}
