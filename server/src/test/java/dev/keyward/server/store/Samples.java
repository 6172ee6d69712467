package dev.keyward.server.store;

import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.Account;
import dev.keyward.server.model.Alias;
import dev.keyward.server.model.EndpointService;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.Grant.ContextConstraint;
import dev.keyward.server.model.Grant.Party;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.InstanceProfile;
import dev.keyward.server.model.KeyManager;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.model.MfaDevice;
import dev.keyward.server.model.PolicyVersion;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.Role;
import dev.keyward.server.model.SamlProvider;
import dev.keyward.server.model.User;
import dev.keyward.server.model.VpcEndpoint;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows for tests of storage. */
public final class Samples {

    public static final AccountId ACCOUNT = new AccountId("111122223333");
    public static final AccountId OTHER_ACCOUNT = new AccountId("444455556666");
    public static final Region REGION = new Region("eu-central-1");
    public static final Region OTHER_REGION = new Region("us-east-1");
    public static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678901234Z");

    private Samples() {}

    public static Account account() {
        return new Account(ACCOUNT, T0);
    }

    public static Account otherAccount() {
        return new Account(OTHER_ACCOUNT, T0.plusNanos(1));
    }

    public static KmsKey key(String id) {
        return key(ACCOUNT, REGION, id);
    }

    public static KmsKey key(AccountId account, Region region, String id) {
        return new KmsKey(
                account,
                region,
                id,
                KeySpec.SYMMETRIC_DEFAULT,
                KeyUsage.ENCRYPT_DECRYPT,
                KeyOrigin.AWS_KMS,
                KeyManager.CUSTOMER,
                KeyState.ENABLED,
                id.startsWith("mrk-") ? Optional.of(REGION) : Optional.empty(),
                "description of " + id,
                T0,
                Optional.empty(),
                Optional.of("material-of-" + id),
                Optional.empty(),
                Optional.empty(),
                "{\"policy\":\"of " + id + "\"}",
                new TreeMap<>(),
                new TreeSet<>());
    }

    public static KeyMaterialEntry material(KmsKey key) {
        return KeyMaterialEntry.first(key.arn(), key.currentMaterialId().orElseThrow(), T0);
    }

    public static Alias alias(String name, KmsKey target) {
        return new Alias(target.account(), target.region(), name, target.id(), T0, T0);
    }

    /** A grant to Alice that the account of {@code key} may retire. */
    public static Grant grant(String id, KmsKey key) {
        return new Grant(
                key.arn(),
                id,
                "grant " + id,
                new Party(Party.Kind.PRINCIPAL, user("Alice").id()),
                Optional.of(new Party(Party.Kind.PRINCIPAL, "root of " + key.account())),
                OTHER_ACCOUNT,
                List.of("CreateGrant", "Decrypt"),
                Optional.of(ContextConstraint.of(
                        ContextConstraint.Rule.SUBSET, Map.of("App", "pay:roll", "unit", ""))),
                Optional.of("arn:aws:s3:::bucket"),
                T0.plusSeconds(Integer.parseInt(id)));
    }

    /** The same without all that a grant can do without, and to another. */
    public static Grant bareGrant(String id, String grantee, KmsKey key) {
        return new Grant(
                key.arn(),
                id,
                "",
                new Party(Party.Kind.SERVICE, grantee),
                Optional.empty(),
                ACCOUNT,
                List.of("Encrypt"),
                Optional.empty(),
                Optional.empty(),
                T0.plusSeconds(Integer.parseInt(id)));
    }

    /** An endpoint of {@link #ACCOUNT} without a port. */
    public static VpcEndpoint vpcEndpoint(String id, EndpointService service, Region region) {
        return new VpcEndpoint(
                ACCOUNT,
                region,
                id,
                service,
                new VpcEndpoint.Network(
                        "vpc-12345678",
                        List.of("subnet-11111111", "subnet-22222222"),
                        List.of(),
                        "dualstack",
                        new VpcEndpoint.Names("abcdefgh", true, "ipv4")),
                """
                {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}}""",
                Optional.empty(),
                new VpcEndpoint.Making(T0, Optional.of("token of " + id), "request of " + id),
                new TreeMap<>(Map.of("team", "red")));
    }

    /** The same with a port. */
    public static VpcEndpoint onPort(int port, VpcEndpoint endpoint) {
        return new VpcEndpoint(
                endpoint.account(),
                endpoint.region(),
                endpoint.id(),
                endpoint.service(),
                endpoint.network(),
                endpoint.policy(),
                Optional.of(port),
                endpoint.making(),
                endpoint.tags());
    }

    public static User user(String name) {
        return user(ACCOUNT, "/", name);
    }

    public static User user(AccountId account, String path, String name) {
        return new User(
                account,
                path,
                name,
                "AIDA" + account + name,
                T0,
                new TreeMap<>(Map.of("team", "red", "Cost", "7")),
                Optional.of("arn:aws:iam::" + account + ":policy/boundary"));
    }

    public static Group group(String name) {
        return new Group(ACCOUNT, "/teams/", name, "AGPA" + name, T0);
    }

    public static Role role(String name) {
        return new Role(
                ACCOUNT,
                "/service/",
                name,
                "AROA" + name,
                T0,
                "{\"trust\":\"" + name + "\"}",
                "the role " + name,
                3600,
                new TreeMap<>(Map.of("stage", "test")),
                Optional.empty());
    }

    public static ManagedPolicy policy(String name) {
        return new ManagedPolicy(
                new Arn("aws", "iam", "", ACCOUNT.value(), "policy/app/" + name),
                "/app/",
                name,
                "ANPA" + name,
                "the policy " + name,
                "v1",
                1,
                T0,
                T0,
                new TreeMap<>(Map.of("owner", "platform")));
    }

    public static PolicyVersion version(ManagedPolicy policy, int number) {
        return new PolicyVersion(
                policy.arn(), "v" + number, "{\"version\":" + number + "}", T0.plusSeconds(number));
    }

    public static SamlProvider samlProvider(String name) {
        return new SamlProvider(
                ACCOUNT,
                name,
                "SAMLSP" + name,
                "https://idp.example.com/" + name,
                List.of("one" + name, "two" + name),
                T0,
                T0.plusSeconds(3_600),
                new TreeMap<>(Map.of("team", "red")));
    }

    public static AccessKey accessKey(String id, User user) {
        return new AccessKey(
                id,
                user.account(),
                Optional.of(user.id()),
                AccessKey.Status.ACTIVE,
                new byte[] {1, 2, 3, 0, -1},
                T0);
    }

    public static AccessKey rootAccessKey(String id) {
        return new AccessKey(
                id, ACCOUNT, Optional.empty(), AccessKey.Status.ACTIVE, new byte[] {7}, T0);
    }

    public static InstanceProfile instanceProfile(String name, String path) {
        return new InstanceProfile(
                ACCOUNT,
                path,
                name,
                "AIPA" + name,
                T0,
                Optional.empty(),
                new TreeMap<>(Map.of("team", "blue")));
    }

    /** A device that is nobody's. */
    public static MfaDevice mfaDevice(String name) {
        return new MfaDevice(
                new Arn("aws", "iam", "", ACCOUNT.value(), "mfa/" + name),
                "MFAD" + name,
                new byte[] {3, 1, 0, -1},
                new TreeMap<>(Map.of("team", "blue")),
                Optional.empty(),
                0,
                Optional.empty());
    }

    public static Page.Request page(int limit) {
        return new Page.Request(Optional.empty(), limit);
    }

    public static Page.Request page(String after, int limit) {
        return new Page.Request(Optional.of(after), limit);
    }
}
