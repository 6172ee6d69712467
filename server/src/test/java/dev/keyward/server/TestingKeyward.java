package dev.keyward.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.attestation.AttestationRoots;
import dev.keyward.crypto.attestation.TestingNitro;
import dev.keyward.crypto.importing.ImportTokens;
import dev.keyward.crypto.symmetric.PasswordHash;
import dev.keyward.crypto.wrap.KeyMaterials;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.authorize.EncodedRefusals;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.authorize.Origin;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.callers.ServiceCallerParts;
import dev.keyward.server.federation.PinnedKeys;
import dev.keyward.server.federation.TestingIssuers;
import dev.keyward.server.federation.WebIdentities;
import dev.keyward.server.iam.password.Passwords;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.keyward.KeywardOperations;
import dev.keyward.server.kms.KmsOperations;
import dev.keyward.server.kms.KmsParts;
import dev.keyward.server.kms.common.GrantTokens;
import dev.keyward.server.kms.importing.Wrapping;
import dev.keyward.server.kms.material.NewMaterials;
import dev.keyward.server.kms.material.OpenedMaterials;
import dev.keyward.server.kms.material.SlowThreads;
import dev.keyward.server.kms.usage.UsageTracking;
import dev.keyward.server.model.Account;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.IamPrincipal;
import dev.keyward.server.model.InlinePolicy;
import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.model.PolicyVersion;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.Role;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.server.model.User;
import dev.keyward.server.refusals.RecentRefusals;
import dev.keyward.server.service.Markers;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.RequestQuotas;
import dev.keyward.server.service.Service;
import dev.keyward.server.service.ServiceCalls;
import dev.keyward.server.store.Store;
import dev.keyward.server.store.sql.CacheSizes;
import dev.keyward.server.store.sql.EmbeddedEngine;
import dev.keyward.server.store.sql.SqlStore;
import dev.keyward.server.sts.RedeemedAssertions;
import dev.keyward.server.sts.StsOperations;
import dev.keyward.server.sts.StsParts;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.InputCheck;
import dev.keyward.wire.protocol.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.function.Executable;

/**
 * The whole server without HTTP and signatures: an empty store in memory with two accounts, a clock
 * that stands still, and calls that are checked against the API model and authorized like real ones.
 */
public final class TestingKeyward implements AutoCloseable {

    public static final AccountId ACCOUNT = new AccountId("123456789012");
    public static final AccountId OTHER_ACCOUNT = new AccountId("210987654321");
    public static final Region REGION = new Region("eu-central-1");
    public static final Region OTHER_REGION = new Region("us-east-1");
    public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    /** The attestation service whose root is trusted; one for all, since it takes a while to make. */
    public static final TestingNitro NITRO = TestingNitro.at(START);

    private final TestingClock clock;
    private final AtomicLong ids = new AtomicLong();
    private volatile String lastRequestId = "none";
    private final Providers providers = Providers.best();
    private final TestingRandom random = new TestingRandom();
    private final RootKey rootKey;
    private final SessionTokens tokens;
    private final MfaCodes mfaCodes;
    private final Store store;
    private final Authorizer authorizer = new Authorizer();
    private final RecentRefusals refusals = RecentRefusals.none();
    private final UsageTracking usage;
    private final AccessTracking accessTracking;
    private volatile ServiceCalls calls;
    private final OpenedMaterials openedMaterials;
    private final SlowThreads slowThreads = new SlowThreads();
    private final NewMaterials newMaterials;
    private final Service kms;
    private final Service sts;
    private final TestingIssuers issuers = new TestingIssuers();
    private final Service keyward;

    public TestingKeyward() {
        this(EmbeddedEngine.inMemory());
    }

    private TestingKeyward(EmbeddedEngine engine) {
        this(engine, new TestingClock(START), Optional.empty());
        store.write(transaction -> {
            transaction.accounts().insert(new Account(ACCOUNT, START));
            transaction.accounts().insert(new Account(OTHER_ACCOUNT, START));
            return 0;
        });
    }

    private TestingKeyward(EmbeddedEngine engine, TestingClock clock, Optional<RootKey> known) {
        this.clock = clock;
        this.rootKey = known.orElseGet(() -> RootKey.generate(providers, random));
        this.store = SqlStore.open(engine, CacheSizes.STANDARD);
        this.tokens = new SessionTokens(rootKey);
        this.mfaCodes = new MfaCodes(rootKey, providers);
        this.usage = UsageTracking.begin(store, clock.instant());
        this.accessTracking = new AccessTracking(store);
        this.calls = new ServiceCalls(store, authorizer, refusals.and(usage).and(accessTracking));
        var sealing = new KeyMaterials(rootKey, providers, random);
        this.openedMaterials = new OpenedMaterials(sealing);
        this.newMaterials = new NewMaterials(sealing, slowThreads);
        this.kms = KmsOperations.service(new KmsParts(
                providers,
                random,
                sealing,
                newMaterials,
                openedMaterials,
                usage,
                new Wrapping(
                        new ImportTokens(rootKey, providers), providers, newMaterials, slowThreads),
                new Markers(rootKey),
                new GrantTokens(rootKey),
                authorizer,
                ServedRegions.ALL,
                Optional.of(AttestationRoots.of(NITRO.rootPem()))));
        this.sts = StsOperations.service(new StsParts(
                tokens,
                mfaCodes,
                new EncodedRefusals(rootKey),
                store,
                RedeemedAssertions.since(clock.instant()),
                new WebIdentities(PinnedKeys.none(), issuers),
                random));
        this.keyward = KeywardOperations.service(
                refusals,
                new ServiceCallerParts(new AccessKeySecrets(rootKey), ServedRegions.ALL, random));
    }

    /** A server whose store is in {@code directory}, so that it can be started again. */
    public static TestingKeyward in(Path directory) {
        return new TestingKeyward(EmbeddedEngine.inDirectory(directory));
    }

    /** Stops this server and starts another on the same {@code directory}, at the same time. */
    public TestingKeyward restartIn(Path directory) {
        close();
        return new TestingKeyward(
                EmbeddedEngine.inDirectory(directory), clock, Optional.of(rootKey));
    }

    public TestingClock clock() {
        return clock;
    }

    public Store store() {
        return store;
    }

    public RootKey rootKey() {
        return rootKey;
    }

    /** What hashes passwords. */
    public Passwords passwords() {
        return new Passwords(rootKey, new PasswordHash(providers, random), slowThreads::run);
    }

    /** What checks the codes of MFA devices. */
    public MfaCodes mfaCodes() {
        return mfaCodes;
    }

    public Service kms() {
        return kms;
    }

    public Service sts() {
        return sts;
    }

    /** The identity providers that the server can reach. */
    public TestingIssuers issuers() {
        return issuers;
    }

    /** What the KMS operations have unsealed. */
    public OpenedMaterials openedMaterials() {
        return openedMaterials;
    }

    public NewMaterials newMaterials() {
        return newMaterials;
    }

    /** Lets callers call no more often than {@code quotas} say, from now on. */
    public void enforce(RequestQuotas quotas) {
        calls = calls.within(quotas);
    }

    /** What the KMS operations know of the use of keys. */
    public UsageTracking usage() {
        return usage;
    }

    /** What the IAM operations know of the use of access keys, users and roles. */
    public AccessTracking accessTracking() {
        return accessTracking;
    }

    /** The id of the call that was made last. */
    public String lastRequestId() {
        return lastRequestId;
    }

    /** The root user of {@link #ACCOUNT}. */
    public Acting asRoot() {
        return as(rootOf(ACCOUNT));
    }

    public static Caller rootOf(AccountId account) {
        return new Caller(new Principal.Root(account), "AKIAROOT", Optional.empty());
    }

    /** Calls as {@code caller}, without a signature. */
    public Acting as(Caller caller) {
        return new Acting(caller, REGION, Optional.empty());
    }

    /** Somebody who calls. */
    public final class Acting {

        private final Caller caller;
        private final Region region;
        private final Optional<String> vpcEndpoint;

        private Acting(Caller caller, Region region, Optional<String> vpcEndpoint) {
            this.caller = caller;
            this.region = region;
            this.vpcEndpoint = vpcEndpoint;
        }

        /** The same, calling another Region. */
        public Acting in(Region other) {
            return new Acting(caller, other, vpcEndpoint);
        }

        /** The same, calling through a VPC endpoint. */
        public Acting through(String endpointId) {
            return new Acting(caller, region, Optional.of(endpointId));
        }

        public Struct kms(String operation, Struct input) {
            return call(kms, operation, input);
        }

        public Struct sts(String operation, Struct input) {
            return call(sts, operation, input);
        }

        public Struct keyward(String operation, Struct input) {
            return call(keyward, operation, input);
        }

        /** Checks input and output against the API model and carries the operation out. */
        public Struct call(Service service, String operation, Struct input) {
            var found = service.operation(operation);
            var api = service.model();
            var shapes = api.operation(operation).orElseThrow();
            InputCheck.check(shapes.input(), input, api.service().wording());
            var output = carryOut(service, found, input);
            Protocol.of(api).reply(shapes, output, "request");
            return output;
        }

        /** Carries the operation out, be it that the API model would not let the input pass. */
        public Struct callUnchecked(Service service, String operation, Struct input) {
            return carryOut(service, service.operation(operation), input);
        }

        private Struct carryOut(Service service, Operation<?> operation, Struct input) {
            var call = callBy(caller, region);
            var origin = vpcEndpoint.map(call.origin()::through).orElse(call.origin());
            return calls.call(
                    service,
                    operation,
                    new Call(caller, region, call.now(), call.requestId(), origin),
                    input);
        }
    }

    /** A call of {@code caller} now, from a private address, in {@link #REGION}. */
    public Call callBy(Caller caller) {
        return callBy(caller, REGION);
    }

    private Call callBy(Caller caller, Region region) {
        lastRequestId = "request-" + ids.incrementAndGet();
        return new Call(
                caller,
                region,
                clock.instant(),
                lastRequestId,
                new Origin("10.20.30.40", Optional.of("keyward-test"), Optional.empty(), true));
    }

    /** A new user of {@link #ACCOUNT} without any permission. */
    public Caller user(String name) {
        return user(ACCOUNT, name);
    }

    public Caller user(AccountId account, String name) {
        var user = new User(
                account, "/", name, freshId("AIDA"), START, new TreeMap<>(), Optional.empty());
        store.write(transaction -> {
            transaction.users().insert(user);
            return user;
        });
        return callerOf(user);
    }

    public static Caller callerOf(User user) {
        return new Caller(
                new Principal.User(user.account(), user.arn().toString(), user.id()),
                "AKIA" + user.id().substring(4, 20),
                Optional.empty());
    }

    /** A new role; {@code trustPolicy} must name users and roles by unique id, as it is stored. */
    public Role role(String name, String trustPolicy) {
        var role = new Role(
                ACCOUNT,
                "/",
                name,
                freshId("AROA"),
                START,
                trustPolicy,
                "",
                3600,
                new TreeMap<>(),
                Optional.empty());
        store.write(transaction -> {
            transaction.roles().insert(role);
            return role;
        });
        return role;
    }

    /** A new group of {@link #ACCOUNT} without members. */
    public Group group(String name) {
        var group = new Group(ACCOUNT, "/", name, freshId("AGPA"), START);
        store.write(transaction -> {
            transaction.groups().insert(group);
            return group;
        });
        return group;
    }

    /** Puts an inline policy on a user, group or role. */
    public void allow(PolicyOwner owner, String document) {
        store.write(transaction -> {
            transaction
                    .inlinePolicies()
                    .put(owner, new InlinePolicy(owner.id(), freshId("policy"), document));
            return owner;
        });
    }

    /** Puts an inline policy on the user that {@code caller} is. */
    public void allow(Caller caller, String document) {
        allow(userOf(caller), document);
    }

    /** A session of {@code role} that has just begun and lasts an hour. */
    public Caller session(Role role, String name, SessionPolicies policies) {
        var principal = new Principal.AssumedRole(
                role.account(),
                SessionToken.assumedRoleArn(role, name),
                role.arn().toString(),
                role.id(),
                name);
        var now = clock.instant();
        var session = new Session(
                now,
                now.plus(Duration.ofHours(1)),
                policies,
                SessionTags.NONE,
                Optional.empty(),
                SignIn.NONE);
        return new Caller(principal, "ASIA" + role.id().substring(4, 20), Optional.of(session));
    }

    /** A new managed policy of {@link #ACCOUNT}. */
    public Arn managedPolicy(String name, String document) {
        var arn = new Arn("aws", "iam", "", ACCOUNT.value(), "policy/" + name);
        store.write(transaction -> {
            var policies = transaction.managedPolicies();
            policies.insert(new ManagedPolicy(
                    arn, "/", name, freshId("ANPA"), "", "v1", 1, START, START, new TreeMap<>()));
            policies.insertVersion(new PolicyVersion(arn, "v1", document, START));
            return arn;
        });
        return arn;
    }

    /** Gives a user or role a permissions boundary. */
    public void bound(IamPrincipal principal, Arn boundary) {
        var bounded = principal.withPermissionsBoundary(Optional.of(boundary.toString()));
        store.write(transaction -> {
            switch (bounded) {
                case User user -> transaction.users().update(user);
                case Role role -> transaction.roles().update(role);
            }
            return bounded;
        });
    }

    /** Replaces the policy of a key, without any of the checks that PutKeyPolicy makes. */
    public void setKeyPolicy(Arn key, String policy) {
        store.write(transaction -> {
            var keys = transaction.keys();
            keys.update(keys.find(key).orElseThrow().withPolicy(policy));
            return key;
        });
    }

    /** The user that {@code caller} is. */
    public User userOf(Caller caller) {
        if (!(caller.principal() instanceof Principal.User user)) {
            throw new IllegalArgumentException(caller + " is no user");
        }
        return store.read(snapshot -> snapshot.users().findById(user.id())).orElseThrow();
    }

    private String freshId(String prefix) {
        return prefix + "%017d".formatted(ids.incrementAndGet());
    }

    /**
     * Asserts that {@code call} ends in a refusal.
     *
     * @param code as either protocol spells it
     */
    public static void assertRefused(String code, String message, Executable call) {
        var refusal = assertThrows(ServiceException.class, call);
        var codes = Arrays.stream(ProtocolName.values())
                .map(protocol -> refusal.code().code(protocol))
                .toList();
        assertTrue(codes.contains(code), "expected " + code + ", not " + codes);
        assertEquals(message, refusal.text().orElse(""));
    }

    @Override
    public void close() {
        slowThreads.close();
        store.close();
    }
}
