package dev.keyward.server.store;

import static dev.keyward.server.store.Samples.ACCOUNT;
import static dev.keyward.server.store.Samples.OTHER_ACCOUNT;
import static dev.keyward.server.store.Samples.OTHER_REGION;
import static dev.keyward.server.store.Samples.REGION;
import static dev.keyward.server.store.Samples.T0;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.Account;
import dev.keyward.server.model.Alias;
import dev.keyward.server.model.EndpointService;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.InlinePolicy;
import dev.keyward.server.model.InstanceProfile;
import dev.keyward.server.model.KeyManager;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.LastUse;
import dev.keyward.server.model.LoginProfile;
import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.model.MaterialState;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.MfaDevice;
import dev.keyward.server.model.OidcProvider;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.OrganizationPolicy;
import dev.keyward.server.model.OrganizationalUnit;
import dev.keyward.server.model.PasswordPolicy;
import dev.keyward.server.model.PendingDeletion;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.model.PolicyVersion;
import dev.keyward.server.model.Role;
import dev.keyward.server.model.RotationSchedule;
import dev.keyward.server.model.RotationType;
import dev.keyward.server.model.SealedMaterial;
import dev.keyward.server.model.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do, whatever its engine. */
public abstract class StoreContract {

    /** A new, empty store. */
    protected abstract Store open();

    private final KmsKey key = Samples.key("1111");
    private final User alice = Samples.user("Alice");
    private final Group admins = Samples.group("Admins");
    private final Role deployer = Samples.role("Deployer");
    private final ManagedPolicy readOnly = Samples.policy("ReadOnly");

    private TestingStore store;

    @BeforeEach
    void openStore() {
        store = TestingStore.withAccounts(open());
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    // Transactions.

    @Test
    void answersWhatTheFunctionReturns() {
        assertEquals("written", store.store().write(tx -> "written"));
        assertEquals("read", store.store().read(snapshot -> "read"));
    }

    @Test
    void undoesEverythingOfAFunctionThatThrowsAndThrowsTheSame() {
        var refusal = new IllegalArgumentException("no");
        var thrown = assertThrows(
                IllegalArgumentException.class,
                () -> store.write(tx -> {
                    tx.keys().insert(key);
                    tx.aliases().insert(Samples.alias("alias/a", key));
                    throw refusal;
                }));
        assertSame(refusal, thrown);
        assertEquals(Optional.empty(), store.get(s -> s.keys().find(key.arn())));
        assertEquals(0, store.count(s -> s.keys().count(ACCOUNT, REGION)));
        assertEquals(
                Optional.empty(), store.get(s -> s.aliases().find(ACCOUNT, REGION, "alias/a")));
    }

    @Test
    void letsErrorsThroughToo() {
        assertThrows(
                StackOverflowError.class,
                () -> store.write(tx -> {
                    throw new StackOverflowError();
                }));
        store.write(tx -> tx.keys().insert(key));
    }

    @Test
    void showsATransactionItsOwnWritesAndNobodyElse() {
        assertEquals(Optional.empty(), store.get(s -> s.keys().find(key.arn())));
        store.write(tx -> {
            tx.keys().insert(key);
            assertEquals(Optional.of(key), tx.keys().find(key.arn()));
            tx.keys().update(key.withDescription("changed"));
            assertEquals("changed", tx.keys().find(key.arn()).orElseThrow().description());
            tx.users().insert(alice);
            assertEquals(Optional.of(alice), tx.users().find(ACCOUNT, "alice"));
            assertEquals(Optional.of(alice), tx.users().findById(alice.id()));
            tx.users().delete(alice);
            assertEquals(Optional.empty(), tx.users().find(ACCOUNT, "alice"));
            assertEquals(Optional.empty(), tx.users().findById(alice.id()));
        });
        assertEquals(
                "changed",
                store.get(s -> s.keys().find(key.arn())).orElseThrow().description());
    }

    @Test
    void keepsNothingInCachesThatWasRolledBack() {
        assertThrows(
                IllegalArgumentException.class,
                () -> store.write(tx -> {
                    tx.users().insert(alice);
                    tx.keys().insert(key);
                    assertTrue(tx.users().findById(alice.id()).isPresent());
                    assertTrue(tx.users().find(ACCOUNT, "alice").isPresent());
                    assertTrue(tx.keys().find(key.arn()).isPresent());
                    throw new IllegalArgumentException();
                }));
        assertEquals(Optional.empty(), store.get(s -> s.users().findById(alice.id())));
        assertEquals(Optional.empty(), store.get(s -> s.users().find(ACCOUNT, "alice")));
        assertEquals(Optional.empty(), store.get(s -> s.keys().find(key.arn())));
    }

    @Test
    void refusesToBeUsedInsideAWrite() {
        assertThrows(
                IllegalStateException.class,
                () -> store.write(tx -> store.write(nested -> nested.keys().insert(key))));
        assertThrows(
                IllegalStateException.class,
                () -> store.write(tx -> store.get(s -> s.keys().count(ACCOUNT, REGION))));
        store.write(tx -> tx.keys().insert(key));
    }

    @Test
    void refusesAReadInsideAReadThatNeedsAConnection() {
        assertThrows(
                IllegalStateException.class,
                () -> store.read(outer -> {
                    outer.keys().count(ACCOUNT, REGION);
                    store.read(inner -> inner.keys().count(ACCOUNT, REGION));
                }));
        assertEquals(0, store.count(s -> s.keys().count(ACCOUNT, REGION)));
    }

    @Test
    void refusesASnapshotAfterItsFunction() {
        var kept = new ArrayList<Snapshot>();
        store.read(kept::add);
        store.write(kept::add);
        for (var snapshot : kept) {
            assertThrows(IllegalStateException.class, () -> snapshot.keys().count(ACCOUNT, REGION));
        }
    }

    @Test
    void refusesToWriteThroughAReadEvenByCasting() {
        assertThrows(
                IllegalStateException.class,
                () -> store.read(s -> ((Keys.Writer) s.keys()).insert(key)));
        assertEquals(0, store.count(s -> s.keys().count(ACCOUNT, REGION)));
    }

    @Test
    void refusesEverythingOnceClosed() {
        store.close();
        assertThrows(StoreException.class, () -> store.write(tx -> tx.keys().insert(key)));
        assertThrows(StoreException.class, () -> store.get(s -> s.keys().count(ACCOUNT, REGION)));
    }

    // Revisions.

    @Test
    void movesTheRevisionsOfWhatIsWrittenAndOnlyThose() {
        var alias = Samples.alias("alias/a", key);
        assertMoves(tx -> tx.keys().insert(key), new Topic.Key(key.id()));
        assertMoves(tx -> tx.keys().update(key.withDescription("x")), new Topic.Key(key.id()));
        assertMoves(tx -> tx.keys().putTag(key.arn(), "a", "b"), new Topic.Key(key.id()));
        assertMoves(tx -> tx.keys().deleteTag(key.arn(), "a"), new Topic.Key(key.id()));
        assertMoves(
                tx -> tx.materials().insert(Samples.material(key), new byte[1]),
                new Topic.Key(key.id()));
        assertMoves(
                tx -> tx.aliases().insert(alias),
                new Topic.Key(key.id()),
                new Topic.AliasName("alias/a"));
        var second = Samples.key("2222");
        store.write(tx -> tx.keys().insert(second));
        assertMoves(
                tx -> tx.aliases().update(Samples.alias("alias/a", second)),
                new Topic.Key(key.id()),
                new Topic.Key(second.id()),
                new Topic.AliasName("alias/a"));
        assertMoves(
                tx -> tx.keys().delete(second.arn()),
                new Topic.Key(second.id()),
                new Topic.AliasName("alias/a"));
    }

    @Test
    void movesTheRevisionsOfIam() {
        var iam = new Topic.Iam(ACCOUNT);
        var identity = new Topic.Identity(alice.id());
        var secret = Samples.accessKey("AKIA1", alice);
        assertMoves(tx -> tx.users().insert(alice), iam, identity);
        assertMoves(tx -> tx.users().update(alice.renamed("/", "Al")), iam, identity);
        assertMoves(tx -> tx.accessKeys().insert(secret), iam, new Topic.Identity(secret.id()));
        assertMoves(
                tx -> tx.accessKeys().update(secret.withStatus(AccessKey.Status.INACTIVE)),
                iam,
                new Topic.Identity(secret.id()));
        assertMoves(tx -> tx.accessKeys().delete(secret), iam, new Topic.Identity(secret.id()));
        var phone = Samples.mfaDevice("phone");
        assertMoves(tx -> tx.mfaDevices().insert(phone), iam);
        assertMoves(tx -> tx.mfaDevices().update(phone), iam);
        assertMoves(tx -> tx.mfaDevices().delete(phone), iam);
        assertMoves(tx -> tx.groups().insert(admins), iam, new Topic.Identity(admins.id()));
        assertMoves(tx -> tx.groups().addMember(admins, alice), iam, identity);
        assertMoves(
                tx -> tx.groups().update(admins.renamed("/", "Chiefs")),
                iam,
                identity,
                new Topic.Identity(admins.id()));
        assertMoves(tx -> tx.groups().removeMember(admins, alice), iam, identity);
        assertMoves(tx -> tx.groups().delete(admins), iam, new Topic.Identity(admins.id()));
        assertMoves(tx -> tx.roles().insert(deployer), iam, new Topic.Identity(deployer.id()));
        assertMoves(tx -> tx.roles().update(deployer), iam, new Topic.Identity(deployer.id()));
        assertMoves(
                tx -> tx.managedPolicies().insert(readOnly),
                iam,
                new Topic.Identity(readOnly.id()));
        assertMoves(tx -> tx.managedPolicies().insertVersion(Samples.version(readOnly, 1)), iam);
        assertMoves(tx -> tx.attachments().attach(deployer, readOnly.arn()), iam);
        assertMoves(tx -> tx.attachments().detach(deployer, readOnly.arn()), iam);
        assertMoves(
                tx -> tx.inlinePolicies().put(deployer, new InlinePolicy(deployer.id(), "p", "{}")),
                iam);
        assertMoves(tx -> tx.inlinePolicies().delete(deployer, "p"), iam);
        assertMoves(tx -> tx.managedPolicies().deleteVersion(Samples.version(readOnly, 1)), iam);
        assertMoves(
                tx -> tx.managedPolicies().update(readOnly),
                iam,
                new Topic.Identity(readOnly.id()));
        assertMoves(
                tx -> tx.managedPolicies().delete(readOnly),
                iam,
                new Topic.Identity(readOnly.id()));
        assertMoves(tx -> tx.roles().delete(deployer), iam, new Topic.Identity(deployer.id()));
        assertMoves(tx -> tx.users().delete(alice), iam, identity);
        var idp = Samples.samlProvider("idp");
        assertMoves(tx -> tx.samlProviders().insert(idp, "<idp/>"), iam);
        assertMoves(tx -> tx.samlProviders().update(idp), iam);
        assertMoves(tx -> tx.samlProviders().delete(idp), iam);
    }

    /** Runs a write; the topics given must move, and no other topic of these tests. */
    private void assertMoves(Consumer<Transaction> work, Topic... topics) {
        var moving = List.of(topics);
        var all = Stream.concat(
                        moving.stream(),
                        Stream.of(
                                new Topic.Iam(ACCOUNT),
                                new Topic.Iam(OTHER_ACCOUNT),
                                new Topic.Key(key.id()),
                                new Topic.Key("2222"),
                                new Topic.AliasName("alias/a"),
                                new Topic.Identity(alice.id()),
                                new Topic.Identity(deployer.id())))
                .distinct()
                .toList();
        var before = store.get(s -> all.stream().map(s::revision).toList());
        store.write(tx -> {
            work.accept(tx);
            moving.forEach(topic -> assertTrue(tx.revision(topic) < 0));
            moving.forEach(topic -> assertNotEquals(tx.revision(topic), tx.revision(topic)));
        });
        var after = store.get(s -> all.stream().map(s::revision).toList());
        for (var index = 0; index < all.size(); index++) {
            var moved = !before.get(index).equals(after.get(index));
            assertEquals(moving.contains(all.get(index)), moved, all.get(index).toString());
            assertTrue(after.get(index) >= before.get(index));
        }
    }

    // Accounts.

    @Test
    void findsAccountsAndTheOldest() {
        assertEquals(Optional.of(Samples.account()), store.get(s -> s.accounts().find(ACCOUNT)));
        assertEquals(Optional.of(Samples.account()), store.get(s -> s.accounts().first()));
        var older = new Account(new AccountId("999999999999"), Instant.EPOCH);
        store.write(tx -> tx.accounts().insert(older));
        assertEquals(Optional.of(older), store.get(s -> s.accounts().first()));
        assertRefused(tx -> tx.accounts().insert(Samples.account()));
    }

    // Keys.

    @Test
    void readsBackEveryPartOfAKey() {
        var full = new KmsKey(
                ACCOUNT,
                REGION,
                "mrk-1",
                KeySpec.RSA_4096,
                KeyUsage.SIGN_VERIFY,
                KeyOrigin.EXTERNAL,
                KeyManager.AWS,
                KeyState.PENDING_DELETION,
                Optional.of(OTHER_REGION),
                "Schlüssel \uD83D\uDD11",
                T0,
                Optional.of(new PendingDeletion(7, Optional.of(T0.plusSeconds(5)))),
                Optional.empty(),
                Optional.of(new RotationSchedule(90, T0.plusSeconds(6))),
                Optional.empty(),
                "{}",
                new TreeMap<>(Map.of("k", "v", "empty", "")),
                new TreeSet<>());
        store.write(tx -> tx.keys().insert(full));
        assertEquals(Optional.of(full), store.get(s -> s.keys().find(full.arn())));
        var changed =
                full.withState(KeyState.ENABLED).withDescription("").withPolicy("{\"Version\":1}");
        store.write(tx -> tx.keys().update(changed));
        assertEquals(Optional.of(changed), store.get(s -> s.keys().find(full.arn())));
    }

    @Test
    void tellsKeysOfOneIdInSeveralRegionsAndAccountsApart() {
        var here = Samples.key("mrk-1");
        var there = Samples.key(ACCOUNT, OTHER_REGION, "mrk-1");
        var elsewhere = Samples.key(OTHER_ACCOUNT, REGION, "mrk-1");
        store.write(tx -> Stream.of(here, there, elsewhere).forEach(tx.keys()::insert));
        store.write(tx -> {
            tx.keys().putTag(there.arn(), "where", "there");
            tx.keys().delete(here.arn());
        });
        store.read(s -> {
            assertEquals(Optional.empty(), s.keys().find(here.arn()));
            assertEquals(
                    Map.of("where", "there"),
                    s.keys().find(there.arn()).orElseThrow().tags());
            assertEquals(Optional.of(elsewhere), s.keys().find(elsewhere.arn()));
            assertEquals(0, s.keys().count(ACCOUNT, REGION));
            assertEquals(1, s.keys().count(ACCOUNT, OTHER_REGION));
            assertEquals(1, s.keys().count(OTHER_ACCOUNT, REGION));
        });
    }

    @Test
    void findsNoKeyByWhatIsNoKeyArn() {
        for (var text : List.of(
                "arn:aws:kms:eu-central-1:111122223333:alias/a",
                "arn:aws:kms:eu-central-1:111122223333:key/",
                "arn:aws:kms::111122223333:key/1111",
                "arn:aws:kms:eu-central-1::key/1111",
                "arn:aws-cn:kms:eu-central-1:111122223333:key/1111",
                "arn:aws:s3:eu-central-1:111122223333:key/1111")) {
            store.write(tx -> {});
            assertEquals(Optional.empty(), store.get(s -> s.keys().find(Arn.parse(text))), text);
            assertEquals(
                    Optional.empty(),
                    store.get(s -> s.materials().find(Arn.parse(text), "m")),
                    text);
        }
    }

    @Test
    void seesAKeyThatWasAbsentBefore() {
        assertEquals(Optional.empty(), store.get(s -> s.keys().find(key.arn())));
        assertEquals(
                Optional.empty(),
                store.get(s -> s.materials().find(key.arn(), "material-of-1111")));
        store.write(tx -> {
            tx.keys().insert(key);
            tx.materials().insert(Samples.material(key), new byte[] {0, 1, -1});
        });
        assertEquals(Optional.of(key), store.get(s -> s.keys().find(key.arn())));
        var material = store.get(s -> s.materials().find(key.arn(), "material-of-1111"));
        assertArrayEquals(new byte[] {0, 1, -1}, material.orElseThrow().sealed());
        assertEquals(key.arn(), material.orElseThrow().keyArn());
    }

    @Test
    void keepsTheLatestUseOfEachKey() {
        var later = new LastUse(key.arn(), "Decrypt", Samples.T0.plusSeconds(5), "request-2");
        store.write(tx -> {
            tx.keys().insert(key);
            tx.keys().insert(Samples.key("2222"));
            tx.lastUses().put(new LastUse(key.arn(), "Encrypt", Samples.T0, "request-1"));
            tx.lastUses().put(later);
            tx.lastUses().put(new LastUse(key.arn(), "Sign", Samples.T0.plusSeconds(4), "late"));
        });
        assertEquals(Optional.of(later), store.get(s -> s.lastUses().find(key.arn())));
        assertEquals(
                Optional.empty(),
                store.get(s -> s.lastUses().find(Samples.key("2222").arn())));
        store.write(tx -> tx.keys().delete(key.arn()));
        assertEquals(Optional.empty(), store.get(s -> s.lastUses().find(key.arn())));
        store.write(tx -> tx.lastUses().put(later));
        assertEquals(Optional.empty(), store.get(s -> s.lastUses().find(key.arn())));
    }

    @Test
    void keepsSinceWhenUsesAreRecorded() {
        assertEquals(Optional.empty(), store.get(s -> s.lastUses().began()));
        store.write(tx -> tx.lastUses().begin(Samples.T0));
        assertEquals(Optional.of(Samples.T0), store.get(s -> s.lastUses().began()));
    }

    @Test
    void replacesAndDeletesTags() {
        store.write(tx -> {
            tx.keys().insert(key);
            tx.keys().putTag(key.arn(), "a", "1");
            tx.keys().putTag(key.arn(), "A", "2");
            tx.keys().putTag(key.arn(), "a", "3");
        });
        assertEquals(
                Map.of("a", "3", "A", "2"),
                store.get(s -> s.keys().find(key.arn())).orElseThrow().tags());
        store.write(tx -> {
            tx.keys().deleteTag(key.arn(), "a");
            tx.keys().deleteTag(key.arn(), "never there");
        });
        assertEquals(
                Map.of("A", "2"),
                store.get(s -> s.keys().find(key.arn())).orElseThrow().tags());
    }

    @Test
    void deletesAKeyWithAllThatIsItsOwn() {
        var other = Samples.key("2222");
        store.write(tx -> {
            for (var each : List.of(key, other)) {
                tx.keys().insert(each);
                tx.keys().putTag(each.arn(), "a", "b");
                tx.materials().insert(Samples.material(each), new byte[] {1});
                tx.aliases().insert(Samples.alias("alias/of-" + each.id(), each));
            }
        });
        assertTrue(store.get(s -> s.aliases().find(ACCOUNT, REGION, "alias/of-1111"))
                .isPresent());
        store.write(tx -> tx.keys().delete(key.arn()));
        store.read(s -> {
            assertEquals(Optional.empty(), s.keys().find(key.arn()));
            assertEquals(Optional.empty(), s.materials().find(key.arn(), "material-of-1111"));
            assertEquals(Optional.empty(), s.aliases().find(ACCOUNT, REGION, "alias/of-1111"));
            assertEquals(1, s.keys().count(ACCOUNT, REGION));
            assertEquals(
                    List.of("2222"),
                    s.keys().listIds(ACCOUNT, REGION, Samples.page(10)).items());
            assertEquals(
                    List.of("alias/of-2222"),
                    List.copyOf(s.keys().find(other.arn()).orElseThrow().aliases()));
        });
        assertRefused(tx -> tx.keys().delete(key.arn()));
        store.write(tx -> tx.keys().insert(key));
        assertEquals(Optional.of(key), store.get(s -> s.keys().find(key.arn())));
    }

    @Test
    void listsKeysPageByPage() {
        var ids = IntStream.range(0, 5).mapToObj(number -> "key-" + number).toList();
        store.write(tx -> {
            ids.reversed().forEach(id -> tx.keys().insert(Samples.key(id)));
            tx.keys().insert(Samples.key(ACCOUNT, OTHER_REGION, "key-9"));
            tx.keys().insert(Samples.key(OTHER_ACCOUNT, REGION, "key-9"));
        });
        assertPages(ids, page -> store.get(s -> s.keys().listIds(ACCOUNT, REGION, page)));
        assertEquals(5, store.count(s -> s.keys().count(ACCOUNT, REGION)));
        var past = store.get(s -> s.keys().listIds(ACCOUNT, REGION, Samples.page("key-9", 3)));
        assertEquals(new Page<String>(List.of(), Optional.empty()), past);
        var between = store.get(s -> s.keys().listIds(ACCOUNT, REGION, Samples.page("key-2x", 3)));
        assertEquals(new Page<>(List.of("key-3", "key-4"), Optional.empty()), between);
    }

    @Test
    void findsWhatIsDueForDeletion() {
        var late = pending("late", 20);
        var early = pending("early", 10);
        var notYet = pending("not-yet", 30);
        store.write(tx -> {
            Stream.of(late, early, notYet, key).forEach(tx.keys()::insert);
            tx.keys().putTag(early.arn(), "a", "b");
        });
        store.read(s -> {
            var due = s.keys().dueForDeletion(T0.plusSeconds(20), 10);
            assertEquals(List.of("early", "late"), due.stream().map(KmsKey::id).toList());
            assertEquals(Map.of("a", "b"), due.getFirst().tags());
            assertEquals(
                    List.of("early"),
                    s.keys().dueForDeletion(T0.plusSeconds(99), 1).stream()
                            .map(KmsKey::id)
                            .toList());
            assertEquals(List.of(), s.keys().dueForDeletion(T0.plusSeconds(10).minusNanos(1), 10));
        });
    }

    @Test
    void findsWhatIsDueForRotation() {
        var due = rotating("due", KeyState.ENABLED, 10);
        store.write(tx -> Stream.of(
                        due,
                        rotating("disabled", KeyState.DISABLED, 10),
                        rotating("later", KeyState.ENABLED, 11),
                        rotating("mrk-1", KeyState.DISABLED, 10),
                        rotating("mrk-1", KeyState.ENABLED, 10)
                                .but()
                                .region(OTHER_REGION)
                                .key(),
                        key)
                .forEach(tx.keys()::insert));
        assertEquals(List.of(due), store.get(s -> s.keys().dueForRotation(T0.plusSeconds(10), 9)));
        assertEquals(List.of(), store.get(s -> s.keys().dueForRotation(T0.plusSeconds(9), 9)));
    }

    private static KmsKey rotating(String id, KeyState state, int seconds) {
        var schedule = new RotationSchedule(365, T0.plusSeconds(seconds));
        return Samples.key(id)
                .but()
                .state(state)
                .rotation(Optional.of(schedule))
                .key();
    }

    @Test
    void findsRelatedKeysByRegionAndNoOthers() {
        var primary = Samples.key("mrk-1");
        var replica = primary.but().region(OTHER_REGION).key();
        var single = Samples.key("1111");
        store.write(tx -> Stream.of(
                        primary,
                        replica,
                        single,
                        Samples.key(OTHER_ACCOUNT, REGION, "mrk-1"),
                        Samples.key("mrk-2"))
                .forEach(tx.keys()::insert));
        assertEquals(
                Set.of(primary, replica), Set.copyOf(store.get(s -> s.keys().related(replica))));
        assertEquals(List.of(single), store.get(s -> s.keys().related(single)));
    }

    @Test
    void keepsWhatIsKnownOfEachMaterial() {
        var first = Samples.material(key);
        var second = new KeyMaterialEntry(
                key.arn(),
                "second",
                MaterialState.PENDING_ROTATION,
                true,
                T0.plusSeconds(1),
                Optional.of(T0.plusSeconds(9)),
                "imported",
                Optional.empty());
        store.write(tx -> {
            tx.keys().insert(key);
            tx.materials().insert(second, new byte[] {2});
            tx.materials().insert(first, new byte[] {1});
        });
        assertEquals(List.of(first, second), store.get(s -> s.materials().list(key.arn())));
        var rotated = second.rotatedTo(
                new KeyMaterialEntry.Rotation(RotationType.ON_DEMAND, T0.plusSeconds(2)));
        store.write(tx -> {
            tx.materials().update(first.withState(MaterialState.NON_CURRENT));
            tx.materials().update(rotated);
        });
        assertEquals(
                List.of(first.withState(MaterialState.NON_CURRENT), rotated),
                store.get(s -> s.materials().list(key.arn())));
        assertRefused(tx -> tx.materials().erase(key.arn(), "third"));
    }

    @Test
    void erasesTheBytesOfAMaterialAndBringsThemBack() {
        var entry = Samples.material(key);
        var expiring = new KeyMaterialEntry(
                key.arn(),
                entry.materialId(),
                MaterialState.CURRENT,
                true,
                T0,
                Optional.of(T0.plusSeconds(5)),
                "",
                Optional.empty());
        store.write(tx -> {
            tx.keys().insert(key);
            tx.materials().insert(expiring, new byte[] {7});
        });
        var id = entry.materialId();
        assertTrue(store.get(s -> s.materials().find(key.arn(), id)).isPresent());
        assertEquals(
                List.of(expiring),
                store.get(s -> s.materials().dueForExpiry(T0.plusSeconds(5), 9)));
        assertEquals(List.of(), store.get(s -> s.materials().dueForExpiry(T0.plusSeconds(4), 9)));
        store.write(tx -> tx.materials().erase(key.arn(), id));
        assertEquals(Optional.empty(), store.get(s -> s.materials().find(key.arn(), id)));
        assertFalse(store.get(s -> s.materials().list(key.arn())).getFirst().present());
        assertEquals(List.of(), store.get(s -> s.materials().dueForExpiry(T0.plusSeconds(99), 9)));
        store.write(tx -> tx.materials().restore(entry, new byte[] {8}));
        assertArrayEquals(
                new byte[] {8},
                store.get(s -> s.materials().find(key.arn(), id)).orElseThrow().sealed());
        assertEquals(List.of(entry), store.get(s -> s.materials().list(key.arn())));
    }

    @Test
    void keepsAMaterialThatHasStillToBeImported() {
        var missing = Samples.material(key).missingFrom(key.arn());
        var id = missing.materialId();
        store.write(tx -> {
            tx.keys().insert(key);
            tx.materials().insertMissing(missing);
        });
        assertEquals(List.of(missing), store.get(s -> s.materials().list(key.arn())));
        assertEquals(Optional.empty(), store.get(s -> s.materials().find(key.arn(), id)));
        store.write(tx -> tx.materials().restore(Samples.material(key), new byte[] {3}));
        assertArrayEquals(
                new byte[] {3},
                store.get(s -> s.materials().find(key.arn(), id)).orElseThrow().sealed());
        assertTrue(store.get(s -> s.materials().list(key.arn())).getFirst().present());
    }

    @Test
    void deletesARelatedKeyWithItsOwnMaterialOnly() {
        var primary = Samples.key("mrk-1");
        var replica = primary.but().region(OTHER_REGION).key();
        store.write(tx -> Stream.of(primary, replica).forEach(related -> {
            tx.keys().insert(related);
            tx.materials().insert(Samples.material(related), new byte[] {5});
        }));
        store.write(tx -> tx.keys().delete(replica.arn()));
        var id = primary.currentMaterialId().orElseThrow();
        assertTrue(store.get(s -> s.materials().find(primary.arn(), id)).isPresent());
        assertEquals(Optional.empty(), store.get(s -> s.materials().find(replica.arn(), id)));
        assertEquals(List.of(primary), store.get(s -> s.keys().related(primary)));
    }

    @Test
    void knowsMaterialThatIsMissingAndForgetsWhatIsDeleted() {
        var missing = new KeyMaterialEntry(
                key.arn(),
                "missing",
                MaterialState.PENDING_ROTATION,
                false,
                T0.plusSeconds(1),
                Optional.empty(),
                "imported elsewhere",
                Optional.empty());
        var here = Samples.material(key);
        store.write(tx -> {
            tx.keys().insert(key);
            tx.materials().insert(here, new byte[] {1});
            tx.materials().insertMissing(missing);
        });
        assertEquals(List.of(here, missing), store.get(s -> s.materials().list(key.arn())));
        assertEquals(Optional.empty(), store.get(s -> s.materials().find(key.arn(), "missing")));
        store.write(tx -> tx.materials().delete(key.arn(), "missing"));
        store.write(tx -> tx.materials().delete(key.arn(), here.materialId()));
        assertEquals(List.of(), store.get(s -> s.materials().list(key.arn())));
        assertRefused(tx -> tx.materials().delete(key.arn(), "missing"));
    }

    @Test
    void tellsWithAKeyWhenTheFirstOfItsImportedMaterialsExpires() {
        var external = key.but().origin(KeyOrigin.EXTERNAL).key();
        store.write(tx -> {
            tx.keys().insert(external);
            tx.materials()
                    .insert(
                            expiring("never", MaterialState.CURRENT, Optional.empty()),
                            new byte[] {1});
            tx.materials()
                    .insert(
                            expiring("waits", MaterialState.PENDING_ROTATION, Optional.of(1)),
                            new byte[] {1});
        });
        assertEquals(Optional.empty(), expires());
        store.write(tx -> tx.materials()
                .insert(expiring("late", MaterialState.NON_CURRENT, Optional.of(9)), new byte[] {1
                }));
        assertEquals(Optional.of(T0.plusSeconds(9)), expires());
        store.write(tx -> tx.materials()
                .insert(expiring("early", MaterialState.NON_CURRENT, Optional.of(5)), new byte[] {1
                }));
        assertEquals(Optional.of(T0.plusSeconds(5)), expires());
        store.write(tx -> tx.materials().erase(key.arn(), "early"));
        assertEquals(Optional.of(T0.plusSeconds(9)), expires());
    }

    private Optional<Instant> expires() {
        return store.get(s -> s.keys().find(key.arn())).orElseThrow().materialExpires();
    }

    private KeyMaterialEntry expiring(String id, MaterialState state, Optional<Integer> seconds) {
        return new KeyMaterialEntry(
                key.arn(), id, state, true, T0, seconds.map(T0::plusSeconds), "", Optional.empty());
    }

    private static KmsKey pending(String id, int seconds) {
        return Samples.key(id)
                .but()
                .state(KeyState.PENDING_DELETION)
                .deletion(Optional.of(new PendingDeletion(7, Optional.of(T0.plusSeconds(seconds)))))
                .key();
    }

    @Test
    void refusesRowsOfKeysThatDoNotExist() {
        assertRefused(tx -> tx.keys().update(key));
        assertRefused(tx -> tx.keys().putTag(key.arn(), "a", "b"));
        assertRefused(tx -> tx.materials().insert(Samples.material(key), new byte[1]));
        assertRefused(tx -> tx.aliases().insert(Samples.alias("alias/a", key)));
        store.write(tx -> {
            tx.keys().insert(key);
            tx.materials().insert(Samples.material(key), new byte[] {1});
            tx.aliases().insert(Samples.alias("alias/a", key));
        });
        assertRefused(tx -> tx.keys().insert(key.withDescription("again")));
        assertRefused(tx -> tx.materials().insert(Samples.material(key), new byte[] {2}));
        assertRefused(tx -> tx.aliases().insert(Samples.alias("alias/a", key)));
        assertRefused(tx -> tx.aliases().update(Samples.alias("alias/a", Samples.key("no"))));
        assertEquals(
                List.of((byte) 1),
                store.get(s -> s.materials().find(key.arn(), "material-of-1111"))
                        .map(SealedMaterial::sealed)
                        .map(bytes -> List.of(bytes[0]))
                        .orElseThrow());
    }

    // Aliases.

    @Test
    void movesAnAliasFromKeyToKey() {
        var other = Samples.key("2222");
        store.write(tx -> {
            tx.keys().insert(key);
            tx.keys().insert(other);
            tx.aliases().insert(Samples.alias("alias/a", key));
        });
        assertEquals(new TreeSet<>(List.of("alias/a")), aliasesOf(key));
        assertEquals(new TreeSet<>(), aliasesOf(other));
        var moved = new Alias(ACCOUNT, REGION, "alias/a", "2222", T0, T0.plusSeconds(1));
        store.write(tx -> tx.aliases().update(moved));
        assertEquals(
                Optional.of(moved), store.get(s -> s.aliases().find(ACCOUNT, REGION, "alias/a")));
        assertEquals(new TreeSet<>(), aliasesOf(key));
        assertEquals(new TreeSet<>(List.of("alias/a")), aliasesOf(other));
        store.write(tx -> tx.aliases().delete(moved));
        assertEquals(
                Optional.empty(), store.get(s -> s.aliases().find(ACCOUNT, REGION, "alias/a")));
        assertEquals(new TreeSet<>(), aliasesOf(other));
        assertRefused(tx -> tx.aliases().delete(moved));
        assertRefused(tx -> tx.aliases().update(moved));
    }

    private Object aliasesOf(KmsKey of) {
        return store.get(s -> s.keys().find(of.arn())).orElseThrow().aliases();
    }

    @Test
    void listsAliasesPageByPage() {
        var other = Samples.key("2222");
        var names = List.of("alias/A", "alias/a", "alias/b", "alias/b/c", "alias/d");
        store.write(tx -> {
            tx.keys().insert(key);
            tx.keys().insert(other);
            names.reversed().forEach(name -> tx.aliases().insert(Samples.alias(name, key)));
            tx.aliases().insert(Samples.alias("alias/c", other));
        });
        assertPages(
                names,
                page -> names(
                        store.get(s -> s.aliases().listOfKey(ACCOUNT, REGION, "1111", page)),
                        Alias::name));
        assertPages(
                List.of("alias/A", "alias/a", "alias/b", "alias/b/c", "alias/c", "alias/d"),
                page -> names(
                        store.get(s -> s.aliases().list(ACCOUNT, REGION, page)), Alias::name));
        assertEquals(
                List.of(),
                store.get(s -> s.aliases().list(ACCOUNT, OTHER_REGION, Samples.page(9)))
                        .items());
    }

    // Grants.

    private static final String ALICE = Samples.user("Alice").id();

    @Test
    void givesBackGrantsAsTheyWereWritten() {
        var whole = Samples.grant("1", key);
        var bare = Samples.bareGrant("2", "s3.amazonaws.com", key);
        store.write(tx -> {
            tx.keys().insert(key);
            tx.grants().insert(whole);
            tx.grants().insert(bare);
        });
        for (var grant : List.of(whole, bare)) {
            assertEquals(
                    Optional.of(grant), store.get(s -> s.grants().find(key.arn(), grant.id())));
        }
        assertEquals(List.of(whole), store.get(s -> s.grants().to(ALICE, key.arn())));
        assertEquals(List.of(bare), store.get(s -> s.grants().to("s3.amazonaws.com", key.arn())));
        assertEquals(List.of(), store.get(s -> s.grants().to("nobody", key.arn())));
        assertEquals(List.of("1"), store.get(s -> s.grants().idsTo(ALICE, key.arn())));
        assertEquals(List.of(), store.get(s -> s.grants().idsTo("nobody", key.arn())));
    }

    @Test
    void countsAndDeletesGrants() {
        var grant = Samples.grant("1", key);
        store.write(tx -> {
            tx.keys().insert(key);
            tx.grants().insert(grant);
            tx.grants().insert(Samples.grant("2", key));
        });
        assertEquals(2, store.count(s -> s.grants().count(key.arn())));
        assertTrue(store.get(s -> s.grants().find(key.arn(), "1")).isPresent());
        store.write(tx -> tx.grants().delete(grant));
        assertEquals(1, store.count(s -> s.grants().count(key.arn())));
        assertEquals(Optional.empty(), store.get(s -> s.grants().find(key.arn(), "1")));
        assertRefused(tx -> tx.grants().delete(grant));
        assertRefused(tx -> tx.grants().insert(Samples.grant("2", key)));
        assertRefused(tx -> tx.grants().insert(Samples.grant("3", Samples.key("2222"))));
        assertEquals(1, store.count(s -> s.grants().count(key.arn())));
    }

    @Test
    void deletesGrantsWithTheirKey() {
        var grant = Samples.grant("1", key);
        store.write(tx -> {
            tx.keys().insert(key);
            tx.grants().insert(grant);
        });
        assertTrue(store.get(s -> s.grants().find(key.arn(), "1")).isPresent());
        store.write(tx -> tx.keys().delete(key.arn()));
        assertEquals(Optional.empty(), store.get(s -> s.grants().find(key.arn(), "1")));
        assertEquals(List.of(), store.get(s -> s.grants().to(ALICE, key.arn())));
        store.write(tx -> tx.keys().insert(key));
        assertEquals(0, store.count(s -> s.grants().count(key.arn())));
    }

    @Test
    void keepsTheGrantsOfRelatedKeysApart() {
        var here = Samples.key("mrk-1");
        var there = Samples.key(ACCOUNT, OTHER_REGION, "mrk-1");
        store.write(tx -> {
            tx.keys().insert(here);
            tx.keys().insert(there);
            tx.grants().insert(Samples.grant("1", here));
            tx.grants().insert(Samples.grant("2", there));
        });
        assertEquals(
                List.of(Samples.grant("2", there)),
                store.get(s -> s.grants().to(ALICE, there.arn())));
        assertEquals(Optional.empty(), store.get(s -> s.grants().find(there.arn(), "1")));
    }

    @Test
    void findsTheOldestGrantThatIsAlike() {
        var first = Samples.grant("7", key);
        store.write(tx -> {
            tx.keys().insert(key);
            tx.grants().insert(first);
            tx.grants().insert(Samples.bareGrant("8", "s3.amazonaws.com", key));
        });
        var again = named(Samples.grant("9", key), first.name());
        assertEquals(Optional.of(first), store.get(s -> s.grants().findAlike(again)));
        store.write(tx -> tx.grants().insert(again));
        assertEquals(Optional.of(first), store.get(s -> s.grants().findAlike(again)));
        assertEquals(
                Optional.empty(),
                store.get(s -> s.grants().findAlike(named(again, "another name"))));
        assertEquals(
                Optional.empty(),
                store.get(s ->
                        s.grants().findAlike(Samples.bareGrant("8", "s3.amazonaws.com", key))));
    }

    private static Grant named(Grant grant, String name) {
        return new Grant(
                grant.keyArn(),
                grant.id(),
                name,
                grant.grantee(),
                grant.retiring(),
                grant.issuingAccount(),
                grant.operations(),
                grant.context(),
                grant.sourceArn(),
                grant.created());
    }

    @Test
    void listsGrantsPageByPage() {
        var other = Samples.key("2222");
        var foreign = Samples.key(OTHER_ACCOUNT, REGION, "3333");
        store.write(tx -> {
            for (var each : List.of(key, other, foreign)) {
                tx.keys().insert(each);
            }
            for (var id : List.of("5", "1", "3", "2", "4")) {
                tx.grants().insert(Samples.grant(id, key));
            }
            tx.grants().insert(Samples.bareGrant("6", "s3.amazonaws.com", key));
            tx.grants().insert(Samples.grant("7", other));
            tx.grants().insert(Samples.grant("8", foreign));
        });
        assertPages(
                List.of("1", "2", "3", "4", "5", "6"),
                page -> names(store.get(s -> s.grants().list(key.arn(), page)), Grant::id));
        assertPages(
                List.of("1", "2", "3", "4", "5"),
                page -> names(
                        store.get(s -> s.grants().listTo(ALICE, key.arn(), page)), Grant::id));
        assertPages(
                List.of("1", "2", "3", "4", "5", "7"),
                page -> names(
                        store.get(
                                s -> s.grants().listRetirable("root of " + ACCOUNT, REGION, page)),
                        Grant::id));
        assertEquals(
                List.of(),
                store.get(s -> s.grants()
                                .listRetirable("root of " + ACCOUNT, OTHER_REGION, Samples.page(9)))
                        .items());
    }

    @Test
    void grantsInTheOrderInWhichTheyWereMade() {
        var ids = List.of("2", "10", "30", "4");
        store.write(tx -> {
            tx.keys().insert(key);
            ids.forEach(id -> tx.grants().insert(Samples.grant(id, key)));
        });
        assertEquals(
                List.of("2", "4", "10", "30"),
                store.get(s -> s.grants().to(ALICE, key.arn())).stream()
                        .map(Grant::id)
                        .toList());
    }

    @Test
    void movesTheRevisionOfAKeysGrantsWithThem() {
        var topic = new Topic.Grants(key.id());
        store.write(tx -> tx.keys().insert(key));
        var grant = Samples.grant("1", key);
        var before = store.get(s -> s.revision(topic));
        store.write(tx -> {
            tx.grants().insert(grant);
            assertTrue(tx.revision(topic) < 0);
        });
        var inserted = store.get(s -> s.revision(topic));
        assertNotEquals(before, inserted);
        store.write(tx -> tx.grants().delete(grant));
        var deleted = store.get(s -> s.revision(topic));
        assertNotEquals(inserted, deleted);
        store.write(tx -> tx.keys().delete(key.arn()));
        assertNotEquals(deleted, store.get(s -> s.revision(topic)));
    }

    // Users, groups, roles.

    @Test
    void findsUsersWithoutRegardToCase() {
        assertEquals(Optional.empty(), store.get(s -> s.users().find(ACCOUNT, "alice")));
        assertEquals(Optional.empty(), store.get(s -> s.users().findById(alice.id())));
        store.write(tx -> tx.users().insert(alice));
        assertEquals(Optional.of(alice), store.get(s -> s.users().find(ACCOUNT, "ALICE")));
        assertEquals(Optional.of(alice), store.get(s -> s.users().findById(alice.id())));
        assertEquals(Optional.empty(), store.get(s -> s.users().find(OTHER_ACCOUNT, "alice")));
        assertRefused(tx -> tx.users()
                .insert(new User(
                        ACCOUNT,
                        "/x/",
                        "aLICE",
                        "AIDAOTHER",
                        T0,
                        new TreeMap<>(),
                        Optional.empty())));
        store.write(tx -> tx.users().insert(Samples.user(OTHER_ACCOUNT, "/", "alice")));
        store.write(tx -> tx.roles().insert(Samples.role("alice")));
        store.write(tx -> tx.groups().insert(Samples.group("alice")));
        assertEquals(1, store.count(s -> s.users().count(ACCOUNT)));
    }

    @Test
    void renamesUsersWithAllThatIsTheirs() {
        store.write(tx -> {
            tx.users().insert(alice);
            tx.groups().insert(admins);
            tx.groups().addMember(admins, alice);
            tx.inlinePolicies().put(alice, new InlinePolicy(alice.id(), "p", "{}"));
        });
        assertTrue(store.get(s -> s.users().find(ACCOUNT, "alice")).isPresent());
        var renamed = alice.renamed("/new/", "Bob")
                .withTags(Map.of("only", "this"))
                .withPermissionsBoundary(Optional.empty());
        store.write(tx -> tx.users().update(renamed));
        store.read(s -> {
            assertEquals(Optional.empty(), s.users().find(ACCOUNT, "alice"));
            assertEquals(Optional.of(renamed), s.users().find(ACCOUNT, "bob"));
            assertEquals(Optional.of(renamed), s.users().findById(alice.id()));
            assertEquals(List.of(admins), s.groups().ofUser(alice.id()));
            assertEquals(
                    List.of(renamed),
                    s.groups().members(admins.id(), Samples.page(5)).items());
            assertTrue(s.inlinePolicies().find(alice.id(), "p").isPresent());
        });
        assertRefused(tx -> tx.users().update(Samples.user("Nobody")));
    }

    @Test
    void keepsWhatStillBelongsToAnEntityFromBeingOrphaned() {
        store.write(tx -> {
            tx.users().insert(alice);
            tx.groups().insert(admins);
            tx.roles().insert(deployer);
            tx.managedPolicies().insert(readOnly);
            tx.groups().addMember(admins, alice);
            tx.attachments().attach(deployer, readOnly.arn());
        });
        assertRefused(tx -> tx.users().delete(alice));
        assertRefused(tx -> tx.groups().delete(admins));
        assertRefused(tx -> tx.roles().delete(deployer));
        assertRefused(tx -> tx.managedPolicies().delete(readOnly));
        assertRefused(
                tx -> tx.attachments().attach(alice, Samples.policy("Unknown").arn()));
        assertRefused(
                tx -> tx.groups().addMember(admins, Samples.user(OTHER_ACCOUNT, "/", "stranger")));
        assertRefused(tx -> tx.groups().addMember(admins, Samples.user("ghost")));
        assertRefused(
                tx -> tx.accessKeys().insert(Samples.accessKey("AKIA1", Samples.user("ghost"))));
        assertRefused(tx -> tx.inlinePolicies()
                .put(Samples.user("ghost"), new InlinePolicy("AIDAghost", "p", "{}")));
        store.write(tx -> {
            tx.groups().removeMember(admins, alice);
            tx.attachments().detach(deployer, readOnly.arn());
            tx.users().delete(alice);
            tx.groups().delete(admins);
            tx.roles().delete(deployer);
            tx.managedPolicies().delete(readOnly);
        });
        store.read(s -> {
            assertEquals(0, s.users().count(ACCOUNT));
            assertEquals(0, s.groups().count(ACCOUNT));
            assertEquals(0, s.roles().count(ACCOUNT));
            assertEquals(0, s.managedPolicies().count(ACCOUNT));
            assertEquals(Optional.empty(), s.roles().findById(deployer.id()));
            assertEquals(Optional.empty(), s.roles().find(ACCOUNT, deployer.name()));
        });
    }

    @Test
    void listsUsersByNameAndPathPageByPage() {
        store.write(tx -> {
            for (var name : List.of("delta", "Alpha", "charlie", "Bravo", "_x")) {
                tx.users().insert(Samples.user(ACCOUNT, "/a%/", name));
            }
            tx.users().insert(Samples.user(ACCOUNT, "/ab/", "other"));
            tx.users().insert(Samples.user(OTHER_ACCOUNT, "/a%/", "foreign"));
        });
        var byPath = List.of("_x", "Alpha", "Bravo", "charlie", "delta");
        assertPages(
                byPath,
                page -> names(store.get(s -> s.users().list(ACCOUNT, "/a%", page)), User::name));
        var everyone =
                store.get(s -> s.users().list(ACCOUNT, "/", Samples.page(9))).items();
        assertEquals(6, everyone.size());
        assertEquals("7", everyone.getFirst().tags().get("Cost"));
        assertEquals(
                List.of(),
                store.get(s -> s.users().list(ACCOUNT, "/A%", Samples.page(9))).items());
    }

    @Test
    void keepsTheMembersOfGroups() {
        var bob = Samples.user("bob");
        var second = Samples.group("aces");
        store.write(tx -> {
            Stream.of(bob, alice).forEach(tx.users()::insert);
            Stream.of(admins, second).forEach(tx.groups()::insert);
            tx.groups().addMember(admins, bob);
            tx.groups().addMember(admins, alice);
            tx.groups().addMember(admins, alice);
            tx.groups().addMember(second, alice);
        });
        assertEquals(List.of(second, admins), store.get(s -> s.groups().ofUser(alice.id())));
        assertPages(
                List.of("Alice", "bob"),
                page -> names(store.get(s -> s.groups().members(admins.id(), page)), User::name));
        assertEquals(Optional.of(admins), store.get(s -> s.groups().find(ACCOUNT, "ADMINS")));
        assertEquals(Optional.of(admins), store.get(s -> s.groups().findById(admins.id())));
        assertEquals(
                List.of("aces", "Admins"),
                store
                        .get(s -> s.groups().list(ACCOUNT, "/teams/", Samples.page(5)))
                        .items()
                        .stream()
                        .map(Group::name)
                        .toList());
        var renamed = admins.renamed("/teams/", "Zorro");
        store.write(tx -> tx.groups().update(renamed));
        assertEquals(List.of(second, renamed), store.get(s -> s.groups().ofUser(alice.id())));
        store.write(tx -> {
            tx.groups().removeMember(renamed, alice);
            tx.groups().removeMember(renamed, alice);
        });
        assertEquals(List.of(second), store.get(s -> s.groups().ofUser(alice.id())));
        assertEquals(List.of(renamed), store.get(s -> s.groups().ofUser(bob.id())));
    }

    @Test
    void keepsRoles() {
        store.write(tx -> tx.roles().insert(deployer));
        assertEquals(Optional.of(deployer), store.get(s -> s.roles().find(ACCOUNT, "dEPLOYER")));
        assertEquals(Optional.of(deployer), store.get(s -> s.roles().findById(deployer.id())));
        var changed = new Role(
                ACCOUNT,
                "/service/",
                "Deployer",
                deployer.id(),
                T0,
                "{\"trust\":2}",
                "",
                43_200,
                new TreeMap<>(),
                Optional.of("arn:aws:iam::111122223333:policy/b"));
        store.write(tx -> tx.roles().update(changed));
        assertEquals(Optional.of(changed), store.get(s -> s.roles().find(ACCOUNT, "deployer")));
        assertEquals(Optional.of(changed), store.get(s -> s.roles().findById(deployer.id())));
        assertEquals(
                List.of(changed),
                store.get(s -> s.roles().list(ACCOUNT, "/service/", Samples.page(5)))
                        .items());
        assertRefused(tx -> tx.roles().insert(Samples.role("DEPLOYER")));
        assertRefused(tx -> tx.roles().update(Samples.role("nobody")));
    }

    // Policies.

    @Test
    void keepsManagedPoliciesAndTheirVersions() {
        store.write(tx -> {
            tx.managedPolicies().insert(readOnly);
            for (var number : List.of(1, 2, 9, 10, 11)) {
                tx.managedPolicies().insertVersion(Samples.version(readOnly, number));
            }
        });
        store.read(s -> {
            assertEquals(Optional.of(readOnly), s.managedPolicies().find(readOnly.arn()));
            assertEquals(
                    Optional.of(readOnly), s.managedPolicies().findByName(ACCOUNT, "READonly"));
            assertEquals(
                    List.of("v11", "v10", "v9", "v2", "v1"),
                    s.managedPolicies().versions(readOnly.arn()).stream()
                            .map(PolicyVersion::versionId)
                            .toList());
            assertEquals(
                    Optional.of(Samples.version(readOnly, 9)),
                    s.managedPolicies().findVersion(readOnly.arn(), "v9"));
            assertEquals(
                    List.of(readOnly),
                    s.managedPolicies().list(ACCOUNT, "/app/", Samples.page(5)).items());
            assertEquals(1, s.managedPolicies().count(ACCOUNT));
        });
        assertRefused(tx -> tx.managedPolicies().insertVersion(Samples.version(readOnly, 9)));
        var changed = new ManagedPolicy(
                readOnly.arn(),
                readOnly.path(),
                readOnly.name(),
                readOnly.id(),
                "new",
                "v11",
                11,
                T0,
                T0.plusSeconds(3),
                new TreeMap<>(Map.of("x", "y")));
        store.write(tx -> {
            tx.managedPolicies().update(changed);
            tx.managedPolicies().deleteVersion(Samples.version(readOnly, 9));
        });
        assertEquals(
                Optional.of(changed), store.get(s -> s.managedPolicies().find(readOnly.arn())));
        assertEquals(
                4, store.get(s -> s.managedPolicies().versions(readOnly.arn())).size());
        assertRefused(tx -> tx.managedPolicies().deleteVersion(Samples.version(readOnly, 9)));
        store.write(tx -> tx.managedPolicies().delete(changed));
        store.read(s -> {
            assertEquals(Optional.empty(), s.managedPolicies().find(readOnly.arn()));
            assertEquals(List.of(), s.managedPolicies().versions(readOnly.arn()));
        });
        store.write(tx -> tx.managedPolicies().insert(readOnly));
    }

    @Test
    void keepsInlinePolicies() {
        store.write(tx -> {
            tx.users().insert(alice);
            tx.inlinePolicies().put(alice, new InlinePolicy(alice.id(), "b", "{1}"));
            tx.inlinePolicies().put(alice, new InlinePolicy(alice.id(), "a", "{2}"));
            tx.inlinePolicies().put(alice, new InlinePolicy(alice.id(), "b", "{3}"));
        });
        assertEquals(
                List.of(
                        new InlinePolicy(alice.id(), "a", "{2}"),
                        new InlinePolicy(alice.id(), "b", "{3}")),
                store.get(s -> s.inlinePolicies().list(alice.id())));
        assertRefused(tx -> tx.users().delete(alice));
        store.write(tx -> tx.inlinePolicies().delete(alice, "b"));
        assertEquals(Optional.empty(), store.get(s -> s.inlinePolicies().find(alice.id(), "b")));
        assertEquals(
                Optional.of(new InlinePolicy(alice.id(), "a", "{2}")),
                store.get(s -> s.inlinePolicies().find(alice.id(), "a")));
        assertRefused(tx -> tx.inlinePolicies().delete(alice, "b"));
        assertRefused(
                tx -> tx.inlinePolicies().put(alice, new InlinePolicy("AIDAsomeone", "a", "{}")));
    }

    @Test
    void keepsAttachments() {
        var zulu = Samples.policy("zulu");
        var ofAws = Arn.parse("arn:aws:iam::aws:policy/job-function/Middle");
        store.write(tx -> {
            tx.users().insert(alice);
            tx.groups().insert(admins);
            tx.roles().insert(deployer);
            tx.users().insert(Samples.user("bob"));
            Stream.of(readOnly, zulu).forEach(tx.managedPolicies()::insert);
            for (var owner : List.of(deployer, admins, Samples.user("bob"), alice)) {
                tx.attachments().attach(owner, readOnly.arn());
            }
            tx.attachments().attach(alice, readOnly.arn());
            tx.attachments().attach(alice, zulu.arn());
            tx.attachments().attach(alice, ofAws);
        });
        store.read(s -> {
            assertEquals(
                    List.of(ofAws, readOnly.arn(), zulu.arn()),
                    s.attachments().policiesOf(alice.id()));
            assertEquals(
                    List.of(alice, Samples.user("bob"), admins, deployer),
                    s.attachments().ownersOf(readOnly.arn()));
            assertEquals(4, s.attachments().countOwners(readOnly.arn()));
            assertTrue(s.attachments().isAttached(alice.id(), zulu.arn()));
            assertFalse(s.attachments().isAttached(admins.id(), zulu.arn()));
        });
        store.write(tx -> {
            tx.attachments().detach(alice, zulu.arn());
            tx.attachments().detach(alice, zulu.arn());
        });
        assertEquals(0, store.count(s -> s.attachments().countOwners(zulu.arn())));
        assertEquals(List.of(), store.get(s -> s.attachments().ownersOf(zulu.arn())));
    }

    @Test
    void findsWhoIsBoundedByAPolicy() {
        var boundary = Optional.of(readOnly.arn().toString());
        var bounded = deployer.withPermissionsBoundary(boundary);
        var bob = Samples.user("bob").withPermissionsBoundary(boundary);
        store.write(tx -> {
            tx.managedPolicies().insert(readOnly);
            tx.roles().insert(bounded);
            tx.users().insert(bob);
            tx.users().insert(alice);
        });
        assertEquals(
                List.of(bob, bounded), store.get(s -> s.attachments().boundedBy(readOnly.arn())));
        assertEquals(2, store.count(s -> s.attachments().countBounded(readOnly.arn())));
    }

    // Access keys.

    @Test
    void keepsOidcProviders() {
        var provider = new OidcProvider(
                ACCOUNT,
                "issuer.example.org",
                List.of("web", "app"),
                List.of("b".repeat(40), "a".repeat(40)),
                T0,
                new TreeMap<>(Map.of("team", "blue")));
        var other = provider.withClientIds(List.of("app"))
                .withThumbprints(List.of())
                .withTags(Map.of());
        store.write(tx -> tx.oidcProviders().insert(provider));
        assertEquals(Optional.of(provider), oidcProvider());
        assertEquals(1, store.count(s -> s.oidcProviders().count(ACCOUNT)));
        assertEquals(0, store.count(s -> s.oidcProviders().count(OTHER_ACCOUNT)));
        store.write(tx -> tx.oidcProviders().update(other));
        assertEquals(Optional.of(other), oidcProvider());
        assertRefused(tx -> tx.oidcProviders().insert(provider));
        store.write(tx -> tx.oidcProviders().delete(other));
        assertEquals(List.of(), store.get(s -> s.oidcProviders().list(ACCOUNT)));
        assertRefused(tx -> tx.oidcProviders().delete(other));
        assertRefused(tx -> tx.oidcProviders().update(other));
    }

    private Optional<OidcProvider> oidcProvider() {
        return store.get(s -> s.oidcProviders().find(ACCOUNT, "issuer.example.org"));
    }

    @Test
    void keepsAccessKeys() {
        assertEquals(Optional.empty(), store.get(s -> s.accessKeys().find("AKIA2")));
        var second = Samples.accessKey("AKIA2", alice);
        store.write(tx -> {
            tx.users().insert(alice);
            tx.accessKeys().insert(second);
            tx.accessKeys().insert(Samples.accessKey("AKIA1", alice));
            tx.accessKeys().insert(Samples.rootAccessKey("AKIA0"));
        });
        var found = store.get(s -> s.accessKeys().find("AKIA2")).orElseThrow();
        assertEquals(Optional.of(alice.id()), found.userId());
        assertEquals(ACCOUNT, found.account());
        assertEquals(T0, found.created());
        assertArrayEquals(second.sealedSecret(), found.sealedSecret());
        assertEquals(List.of("AKIA1", "AKIA2"), accessKeys(s -> s.accessKeys().ofUser(alice.id())));
        assertEquals(List.of("AKIA0"), accessKeys(s -> s.accessKeys().ofRoot(ACCOUNT)));
        assertEquals(List.of(), accessKeys(s -> s.accessKeys().ofRoot(OTHER_ACCOUNT)));
        store.write(tx -> tx.accessKeys().update(second.withStatus(AccessKey.Status.INACTIVE)));
        assertEquals(
                AccessKey.Status.INACTIVE,
                store.get(s -> s.accessKeys().find("AKIA2")).orElseThrow().status());
        assertRefused(tx -> tx.users().delete(alice));
        assertRefused(tx -> tx.accessKeys().insert(second));
        store.write(tx -> tx.accessKeys().delete(second));
        assertEquals(Optional.empty(), store.get(s -> s.accessKeys().find("AKIA2")));
        assertRefused(tx -> tx.accessKeys().delete(second));
        assertRefused(tx -> tx.accessKeys().update(second));
    }

    @Test
    void keepsVpcEndpoints() {
        var plain = Samples.vpcEndpoint("vpce-2", EndpointService.STS, REGION);
        var withPort =
                Samples.onPort(4600, Samples.vpcEndpoint("vpce-1", EndpointService.KMS, REGION));
        var elsewhere = Samples.vpcEndpoint("vpce-3", EndpointService.KMS, OTHER_REGION);
        assertEquals(Optional.empty(), store.get(s -> s.vpcEndpoints().find("vpce-1")));
        store.write(tx -> {
            tx.vpcEndpoints().insert(plain);
            tx.vpcEndpoints().insert(withPort);
            tx.vpcEndpoints().insert(elsewhere);
        });
        assertEquals(Optional.of(withPort), store.get(s -> s.vpcEndpoints().find("vpce-1")));
        assertEquals(
                List.of(withPort, plain),
                store.get(s -> s.vpcEndpoints().ofAccount(ACCOUNT, REGION)));
        assertEquals(List.of(), store.get(s -> s.vpcEndpoints().ofAccount(OTHER_ACCOUNT, REGION)));
        assertEquals(List.of(withPort), store.get(s -> s.vpcEndpoints().withPorts()));
        assertEquals(
                Optional.of(plain),
                store.get(s ->
                        s.vpcEndpoints().findByClientToken(ACCOUNT, REGION, "token of vpce-2")));
        assertEquals(
                Optional.empty(),
                store.get(s -> s.vpcEndpoints()
                        .findByClientToken(ACCOUNT, OTHER_REGION, "token of vpce-2")));

        var changed = withPort.withPolicy("{}").withTags(Map.of("stage", "test"));
        assertMoves(tx -> tx.vpcEndpoints().update(changed), new Topic.VpcEndpoint(changed.id()));
        assertEquals(Optional.of(changed), store.get(s -> s.vpcEndpoints().find("vpce-1")));
        assertRefused(tx -> tx.vpcEndpoints()
                .insert(Samples.onPort(
                        4600, Samples.vpcEndpoint("vpce-4", EndpointService.KMS, REGION))));
        store.write(tx -> tx.vpcEndpoints().delete(changed));
        assertEquals(Optional.empty(), store.get(s -> s.vpcEndpoints().find("vpce-1")));
        assertEquals(List.of(), store.get(s -> s.vpcEndpoints().withPorts()));
        assertRefused(tx -> tx.vpcEndpoints().delete(changed));
        assertRefused(tx -> tx.vpcEndpoints().update(changed));
    }

    private List<String> accessKeys(Function<Snapshot, List<AccessKey>> work) {
        return store.get(work).stream().map(AccessKey::id).toList();
    }

    // SAML providers.

    @Test
    void keepsSamlProviders() {
        var okta = Samples.samlProvider("Okta");
        var adfs = Samples.samlProvider("adfs");
        store.write(tx -> {
            tx.samlProviders().insert(okta, "<okta/>");
            tx.samlProviders().insert(adfs, "<adfs/>");
        });
        assertEquals(Optional.of(okta), store.get(s -> s.samlProviders().find(ACCOUNT, "OKTA")));
        assertEquals(
                Optional.empty(), store.get(s -> s.samlProviders().find(OTHER_ACCOUNT, "Okta")));
        assertEquals(List.of(adfs, okta), store.get(s -> s.samlProviders().list(ACCOUNT)));
        assertEquals(List.of(), store.get(s -> s.samlProviders().list(OTHER_ACCOUNT)));
        assertEquals(2, store.count(s -> s.samlProviders().count(ACCOUNT)));
        assertEquals("<okta/>", store.get(s -> s.samlProviders().document(okta)));
        var tagged = okta.withTags(new TreeMap<>(Map.of("a", "1", "b", "")));
        store.write(tx -> tx.samlProviders().update(tagged));
        assertEquals(Optional.of(tagged), store.get(s -> s.samlProviders().find(ACCOUNT, "Okta")));
        assertEquals("<okta/>", store.get(s -> s.samlProviders().document(okta)));
        store.write(tx -> tx.samlProviders().update(okta, "<new/>"));
        assertEquals(Optional.of(okta), store.get(s -> s.samlProviders().find(ACCOUNT, "Okta")));
        assertEquals("<new/>", store.get(s -> s.samlProviders().document(okta)));
        assertEquals("<adfs/>", store.get(s -> s.samlProviders().document(adfs)));
        assertRefused(tx -> tx.samlProviders().insert(Samples.samlProvider("OKTA"), "<twice/>"));
        store.write(tx -> tx.samlProviders().delete(okta));
        assertEquals(List.of(adfs), store.get(s -> s.samlProviders().list(ACCOUNT)));
        assertThrows(
                IllegalStateException.class,
                () -> store.get(s -> s.samlProviders().document(okta)));
        assertRefused(tx -> tx.samlProviders().update(okta));
        assertRefused(tx -> tx.samlProviders().delete(okta));
    }

    // Instance profiles, account aliases and tasks.

    @Test
    void keepsInstanceProfiles() {
        var web = Samples.instanceProfile("Web", "/eu/");
        var app = Samples.instanceProfile("app", "/");
        var role = Samples.role("ops");
        store.write(tx -> {
            tx.roles().insert(role);
            tx.instanceProfiles().insert(web);
            tx.instanceProfiles().insert(app);
        });
        assertEquals(Optional.of(web), store.get(s -> s.instanceProfiles().find(ACCOUNT, "WEB")));
        assertEquals(
                Optional.empty(), store.get(s -> s.instanceProfiles().find(OTHER_ACCOUNT, "Web")));
        assertPages(
                List.of("app", "Web"),
                page -> store.get(s -> names(
                        s.instanceProfiles().list(ACCOUNT, "/", page), InstanceProfile::name)));
        assertPages(
                List.of("Web"),
                page -> store.get(s -> names(
                        s.instanceProfiles().list(ACCOUNT, "/eu/", page), InstanceProfile::name)));
        assertEquals(2, store.count(s -> s.instanceProfiles().count(ACCOUNT)));
        assertEquals(0, store.count(s -> s.instanceProfiles().count(OTHER_ACCOUNT)));
        var holding = web.holding(Optional.of(role.id())).withTags(Map.of());
        store.write(tx -> tx.instanceProfiles().update(holding));
        assertEquals(List.of(holding), store.get(s -> s.instanceProfiles().ofRole(role.id())));
        assertRefused(tx -> tx.roles().delete(role));
        assertRefused(tx -> tx.instanceProfiles().insert(Samples.instanceProfile("WEB", "/")));
        store.write(tx -> tx.instanceProfiles().delete(holding));
        assertEquals(List.of(), store.get(s -> s.instanceProfiles().ofRole(role.id())));
        assertRefused(tx -> tx.instanceProfiles().update(holding));
        assertRefused(tx -> tx.instanceProfiles().delete(holding));
    }

    @Test
    void keepsOneAliasOfAnAccount() {
        store.write(tx -> tx.accountAliases().put(ACCOUNT, "one"));
        store.write(tx -> tx.accountAliases().put(ACCOUNT, "two"));
        assertEquals(Optional.of("two"), store.get(s -> s.accountAliases().of(ACCOUNT)));
        assertEquals(Optional.of(ACCOUNT), store.get(s -> s.accountAliases().find("two")));
        assertEquals(Optional.empty(), store.get(s -> s.accountAliases().find("one")));
        assertRefused(tx -> tx.accountAliases().put(OTHER_ACCOUNT, "two"));
        store.write(tx -> tx.accountAliases().delete(ACCOUNT));
        assertEquals(Optional.empty(), store.get(s -> s.accountAliases().of(ACCOUNT)));
        assertRefused(tx -> tx.accountAliases().delete(ACCOUNT));
    }

    @Test
    void keepsTasksForAWhile() {
        store.write(tx -> {
            tx.deletionTasks().insert(ACCOUNT, "old", T0);
            tx.deletionTasks().insert(ACCOUNT, "new", T0.plusSeconds(1));
            tx.deletionTasks().insert(OTHER_ACCOUNT, "other", T0);
        });
        assertTrue(hasTask(ACCOUNT, "old"));
        assertFalse(hasTask(OTHER_ACCOUNT, "old"));
        store.write(tx -> tx.deletionTasks().deleteBefore(ACCOUNT, T0.plusSeconds(1)));
        assertFalse(hasTask(ACCOUNT, "old"));
        assertTrue(hasTask(ACCOUNT, "new"));
        assertTrue(hasTask(OTHER_ACCOUNT, "other"));
    }

    private boolean hasTask(AccountId account, String id) {
        return store.get(s -> s.deletionTasks().has(account, id));
    }

    // Passwords.

    @Test
    void keepsLoginProfiles() {
        var first = new LoginProfile(alice.id(), T0, T0, true, List.of(new byte[] {1}));
        store.write(tx -> tx.users().insert(alice));
        assertEquals(Optional.empty(), store.get(s -> s.loginProfiles().find(alice.id())));
        store.write(tx -> tx.loginProfiles().put(alice, first));
        var later = T0.plusSeconds(1);
        var second = new LoginProfile(
                alice.id(), T0, later, false, List.of(new byte[] {2, 0, -1}, new byte[] {1}));
        store.write(tx -> tx.loginProfiles().put(alice, second));
        var found = store.get(s -> s.loginProfiles().find(alice.id())).orElseThrow();
        assertEquals(later, found.changed());
        assertEquals(T0, found.created());
        assertFalse(found.resetRequired());
        assertEquals(2, found.sealedHashes().size());
        assertArrayEquals(new byte[] {2, 0, -1}, found.sealedHashes().getFirst());
        assertArrayEquals(new byte[] {1}, found.sealedHashes().getLast());
        assertRefused(tx -> tx.users().delete(alice));
        store.write(tx -> tx.loginProfiles().delete(alice));
        assertEquals(Optional.empty(), store.get(s -> s.loginProfiles().find(alice.id())));
        store.write(tx -> tx.users().delete(alice));
    }

    @Test
    void keepsPasswordPolicies() {
        var strict = new PasswordPolicy(
                14, true, false, true, false, true, Optional.of(90), Optional.empty(), true);
        var loose = new PasswordPolicy(
                6, false, true, false, true, false, Optional.empty(), Optional.of(24), false);
        for (var policy : List.of(strict, loose)) {
            store.write(tx -> tx.passwordPolicies().put(ACCOUNT, policy));
            assertEquals(
                    Optional.of(policy), store.get(s -> s.passwordPolicies().find(ACCOUNT)));
        }
        assertEquals(Optional.empty(), store.get(s -> s.passwordPolicies().find(OTHER_ACCOUNT)));
        assertMoves(tx -> tx.passwordPolicies().delete(ACCOUNT), new Topic.Iam(ACCOUNT));
        assertEquals(Optional.empty(), store.get(s -> s.passwordPolicies().find(ACCOUNT)));
    }

    // MFA devices.

    @Test
    void keepsMfaDevices() {
        var phone = Samples.mfaDevice("phone");
        assertEquals(Optional.empty(), store.get(s -> s.mfaDevices().find(phone.serialNumber())));
        store.write(tx -> tx.mfaDevices().insert(phone));
        var found = store.get(s -> s.mfaDevices().find(phone.serialNumber())).orElseThrow();
        assertEquals(phone.id(), found.id());
        assertArrayEquals(phone.sealedSeed(), found.sealedSeed());
        assertEquals(Map.of("team", "blue"), found.tags());
        assertEquals(Optional.empty(), found.holder());
        assertEquals(Optional.empty(), found.lastCode());
        assertRefused(tx -> tx.mfaDevices().insert(phone));

        store.write(tx -> tx.mfaDevices().update(phone.withTags(Map.of()).after(-7, T0)));
        var used = store.get(s -> s.mfaDevices().find(phone.serialNumber())).orElseThrow();
        assertEquals(Map.of(), used.tags());
        assertEquals(-7, used.driftSteps());
        assertEquals(Optional.of(T0), used.lastCode());
        store.write(tx -> tx.mfaDevices().putLastCode(phone.after(3, T0.plusSeconds(30))));
        var usedAgain =
                store.get(s -> s.mfaDevices().find(phone.serialNumber())).orElseThrow();
        assertEquals(-7, usedAgain.driftSteps());
        assertEquals(Optional.of(T0.plusSeconds(30)), usedAgain.lastCode());

        store.write(tx -> tx.mfaDevices().delete(phone));
        assertEquals(Optional.empty(), store.get(s -> s.mfaDevices().find(phone.serialNumber())));
        assertRefused(tx -> tx.mfaDevices().delete(phone));
        assertRefused(tx -> tx.mfaDevices().update(phone));
        assertRefused(tx -> tx.mfaDevices().putLastCode(phone.after(0, T0)));
    }

    @Test
    void knowsWhoseMfaDevicesAre() {
        var ofAlice = new MfaDevice.Holder(Optional.of(alice.id()), T0);
        var ofRoot = new MfaDevice.Holder(Optional.empty(), T0);
        store.write(tx -> {
            tx.users().insert(alice);
            for (var name : List.of("b", "a", "r", "n")) {
                tx.mfaDevices().insert(Samples.mfaDevice(name));
            }
            tx.mfaDevices().update(Samples.mfaDevice("a").heldBy(Optional.of(ofAlice)));
            tx.mfaDevices().update(Samples.mfaDevice("b").heldBy(Optional.of(ofAlice)));
            tx.mfaDevices().update(Samples.mfaDevice("r").heldBy(Optional.of(ofRoot)));
        });
        assertEquals(
                List.of("MFADa", "MFADb"),
                mfaDevices(s -> s.mfaDevices().of(ACCOUNT, Optional.of(alice.id()))));
        assertEquals(
                List.of("MFADr"), mfaDevices(s -> s.mfaDevices().of(ACCOUNT, Optional.empty())));
        assertEquals(
                List.of(), mfaDevices(s -> s.mfaDevices().of(OTHER_ACCOUNT, Optional.empty())));
        assertEquals(
                Optional.of(ofAlice),
                store.get(s -> s.mfaDevices().find(Samples.mfaDevice("a").serialNumber()))
                        .orElseThrow()
                        .holder());
        for (var use : MfaDevices.Use.values()) {
            var expected = switch (use) {
                case ENABLED -> List.of("a", "b", "r");
                case NOT_ENABLED -> List.of("n");
                case ANY -> List.of("a", "b", "n", "r");
            };
            assertEquals(expected.size(), store.count(s -> s.mfaDevices().count(ACCOUNT, use)));
            assertEquals(0, store.count(s -> s.mfaDevices().count(OTHER_ACCOUNT, use)));
            assertPages(
                    expected.stream()
                            .map(name -> Samples.mfaDevice(name).serialNumber().toString())
                            .toList(),
                    page -> store.get(s -> names(
                            s.mfaDevices().list(ACCOUNT, use, page),
                            device -> device.serialNumber().toString())));
        }
        assertRefused(tx -> tx.users().delete(alice));
    }

    private List<String> mfaDevices(Function<Snapshot, List<MfaDevice>> work) {
        return store.get(work).stream().map(MfaDevice::id).toList();
    }

    // Words of these tests.

    /** The write is a bug, and leaves nothing behind. */
    private void assertRefused(Consumer<Transaction> work) {
        assertThrows(IllegalStateException.class, () -> store.write(work));
    }

    /** Pages of every size, put together, are exactly {@code expected}. */
    private static void assertPages(
            List<String> expected, Function<Page.Request, Page<String>> list) {
        for (var limit = 1; limit <= expected.size() + 1; limit++) {
            var all = new ArrayList<String>();
            var page = list.apply(Samples.page(limit));
            all.addAll(page.items());
            while (page.next().isPresent()) {
                assertEquals(limit, page.items().size());
                assertEquals(page.items().getLast(), page.next().get());
                page = list.apply(Samples.page(page.next().get(), limit));
                assertFalse(page.items().isEmpty(), "a page after the last");
                all.addAll(page.items());
            }
            assertEquals(expected, all);
        }
    }

    private static <T> Page<String> names(Page<T> page, Function<T, String> name) {
        return new Page<>(page.items().stream().map(name).toList(), page.next());
    }

    // Organizations.

    private final Organization organization = new Organization(
            "o-example123", ACCOUNT, "r-ab12", Organization.FeatureSet.ALL, Set.of(), T0);
    private final OrganizationalUnit unit =
            new OrganizationalUnit("ou-ab12-11111111", organization.id(), "r-ab12", "Red", T0);
    private final OrganizationPolicy scp = new OrganizationPolicy(
            organization.policyArn(PolicyType.SERVICE_CONTROL_POLICY, "p-11111111"),
            "p-11111111",
            PolicyType.SERVICE_CONTROL_POLICY,
            "Limits",
            "what Red may do",
            "{}");

    private Member member(AccountId account, String parentId) {
        return new Member(account, organization.id(), parentId, Member.JoinedMethod.CREATED, T0);
    }

    private void organize() {
        store.write(tx -> {
            tx.organizations().insert(organization);
            tx.organizations().insertMember(member(ACCOUNT, "r-ab12"));
            tx.organizations().insertMember(member(OTHER_ACCOUNT, unit.id()));
            tx.organizationalUnits().insert(unit);
            tx.organizationPolicies().insert(organization.id(), scp);
            tx.organizationPolicies().attach(organization.id(), unit.id(), scp);
            tx.organizationPolicies().attach(organization.id(), OTHER_ACCOUNT.value(), scp);
            tx.organizations().putTags(organization.id(), unit.id(), Map.of("team", "red"));
            tx.organizations().putTags(organization.id(), OTHER_ACCOUNT.value(), Map.of("a", "b"));
        });
    }

    @Test
    void keepsAnOrganizationWithItsMembersAndUnits() {
        organize();
        store.read(tx -> {
            var organizations = tx.organizations();
            assertEquals(Optional.of(organization), organizations.find(organization.id()));
            assertTrue(organizations.hasRoot("r-ab12"));
            assertFalse(organizations.hasRoot("r-zzzz"));
            assertEquals(
                    Optional.of(member(OTHER_ACCOUNT, unit.id())),
                    organizations.member(OTHER_ACCOUNT));
            assertEquals(2, organizations.countMembers(organization.id()));
            assertEquals(
                    List.of(member(ACCOUNT, "r-ab12")),
                    organizations.members(organization.id(), Samples.page(1)).items());
            assertEquals(
                    List.of(member(OTHER_ACCOUNT, unit.id())),
                    organizations.membersOf(unit.id(), Samples.page(5)).items());
            assertEquals(Map.of("team", "red"), organizations.tags(unit.id()));
            assertEquals(Optional.of(unit), tx.organizationalUnits().find(unit.id()));
            assertEquals(Optional.of(unit), tx.organizationalUnits().findByName("r-ab12", "Red"));
            assertEquals(1, tx.organizationalUnits().count(organization.id()));
        });
    }

    @Test
    void keepsThePoliciesOfAnOrganizationAndWhatTheyAreAttachedTo() {
        organize();
        var renamed = scp.saying("Borders", "", "{ }");
        store.write(tx -> tx.organizationPolicies().update(organization.id(), renamed));
        store.read(tx -> {
            var policies = tx.organizationPolicies();
            assertEquals(Optional.of(renamed), policies.find(organization.id(), scp.id()));
            assertEquals(
                    Optional.of(renamed),
                    policies.findByName(organization.id(), scp.type(), "Borders"));
            assertEquals(1, policies.count(organization.id(), scp.type()));
            assertEquals(0, policies.count(organization.id(), PolicyType.RESOURCE_CONTROL_POLICY));
            assertEquals(List.of(scp.id()), policies.attachedTo(OTHER_ACCOUNT.value(), scp.type()));
            assertEquals(
                    List.of(OTHER_ACCOUNT.value(), unit.id()),
                    policies.targetsOf(organization.id(), scp.id(), Samples.page(5))
                            .items());
        });
        assertThrows(
                IllegalStateException.class,
                () -> store.write(
                        tx -> tx.organizationPolicies().delete(organization.id(), renamed)));
        store.write(tx -> {
            tx.organizationPolicies().detachAll(organization.id(), scp.type());
            tx.organizationPolicies().delete(organization.id(), renamed);
        });
        assertEquals(
                Optional.empty(),
                store.get(tx -> tx.organizationPolicies().find(organization.id(), scp.id())));
    }

    @Test
    void forgetsWhatHangsOnAnAccountThatLeaves() {
        organize();
        store.write(tx -> tx.organizations().deleteMember(member(OTHER_ACCOUNT, unit.id())));
        store.read(tx -> {
            assertEquals(Optional.empty(), tx.organizations().member(OTHER_ACCOUNT));
            assertEquals(Map.of(), tx.organizations().tags(OTHER_ACCOUNT.value()));
            assertEquals(
                    List.of(),
                    tx.organizationPolicies().attachedTo(OTHER_ACCOUNT.value(), scp.type()));
        });
    }

    @Test
    void deletesAnOrganizationWithAllThatBelongsToIt() {
        organize();
        store.write(tx -> tx.organizations().delete(organization));
        store.read(tx -> {
            assertEquals(Optional.empty(), tx.organizations().find(organization.id()));
            assertEquals(Optional.empty(), tx.organizations().member(ACCOUNT));
            assertEquals(Optional.empty(), tx.organizationalUnits().find(unit.id()));
            assertEquals(Map.of(), tx.organizations().tags(unit.id()));
        });
        organize();
    }

    @Test
    void tellsThatOrganizationsChanged() {
        for (Consumer<Transaction> change : List.<Consumer<Transaction>>of(
                tx -> tx.organizations().insert(organization),
                tx -> tx.organizations().insertMember(member(ACCOUNT, "r-ab12")),
                tx -> tx.organizationalUnits().insert(unit),
                tx -> tx.organizations().moveMember(member(ACCOUNT, unit.id())),
                tx -> tx.organizationPolicies().insert(organization.id(), scp),
                tx -> tx.organizationPolicies().attach(organization.id(), unit.id(), scp),
                tx -> tx.organizationPolicies().detach(organization.id(), unit.id(), scp),
                tx -> tx.accounts().update(Samples.account().closed()))) {
            var before = store.get(tx -> tx.revision(new Topic.Organizations()));
            store.write(change);
            assertNotEquals(before, store.get(tx -> tx.revision(new Topic.Organizations())));
        }
    }

    @Test
    void knowsAccountsByTheirAddressesInWhateverCase() {
        store.read(tx -> {
            assertTrue(tx.accounts().hasEmail("ROOT@" + ACCOUNT + ".invalid"));
            assertFalse(tx.accounts().hasEmail("root@example.com"));
        });
    }
}
