package dev.keyward.server.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.crypto.KeyUsage;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.importing.ExpiredMaterials;
import dev.keyward.server.kms.key.KeyDeletion;
import dev.keyward.server.kms.rotation.DueRotations;
import dev.keyward.server.kms.rotation.Rotations;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import dev.keyward.server.service.Service;
import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.function.Executable;

/** KMS over {@link TestingKeyward}: calls by name with the members of the request as pairs. */
public final class TestingKms implements AutoCloseable {

    /** An id of the right form that no key has. */
    public static final String NO_KEY = "00000000-0000-4000-8000-000000000000";

    private final TestingKeyward keyward;

    public TestingKms() {
        this(new TestingKeyward());
    }

    private TestingKms(TestingKeyward keyward) {
        this.keyward = keyward;
    }

    /** With a store in {@code directory}, so that the server can be started again. */
    public static TestingKms in(Path directory) {
        return new TestingKms(TestingKeyward.in(directory));
    }

    /** What there is after the server stopped and was started again on {@code directory}. */
    public TestingKms restartIn(Path directory) {
        return new TestingKms(keyward.restartIn(directory));
    }

    public TestingKeyward keyward() {
        return keyward;
    }

    public Service service() {
        return keyward.kms();
    }

    public KeyDeletion deletion() {
        return new KeyDeletion(keyward.store(), keyward.openedMaterials());
    }

    public ExpiredMaterials expiry() {
        return new ExpiredMaterials(keyward.store(), keyward.openedMaterials());
    }

    public DueRotations rotations() {
        return new DueRotations(keyward.store(), new Rotations(keyward.newMaterials()));
    }

    /** Lets time pass, and tells what time it is then. */
    public Instant advance(Duration by) {
        keyward.clock().advance(by);
        return keyward.clock().instant();
    }

    /** Calls as the root user of the account. */
    public Struct call(String operation, Object... members) {
        return callAs(TestingKeyward.rootOf(TestingKeyward.ACCOUNT), operation, members);
    }

    /** Calls as the root user of the other account. */
    public Struct callFromElsewhere(String operation, Object... members) {
        return callAs(TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT), operation, members);
    }

    public Struct callAs(Caller caller, String operation, Object... members) {
        return keyward.as(caller).kms(operation, struct(members));
    }

    /** Calls another Region as the root user of the account. */
    public Struct callIn(Region region, String operation, Object... members) {
        return keyward.asRoot().in(region).kms(operation, struct(members));
    }

    public Struct callInAs(Region region, Caller caller, String operation, Object... members) {
        return keyward.as(caller).in(region).kms(operation, struct(members));
    }

    /** Makes a key as the root user and answers with its id. */
    public String createKey(Object... members) {
        return metadata(call("CreateKey", members)).requiredText("KeyId");
    }

    public static Struct metadata(Struct output) {
        return output.struct("KeyMetadata").orElseThrow();
    }

    public static Arn arn(String keyId) {
        return KmsKey.arnOf(TestingKeyward.ACCOUNT, TestingKeyward.REGION, keyId);
    }

    public static Arn arnIn(Region region, String keyId) {
        return KmsKey.arnOf(TestingKeyward.ACCOUNT, region, keyId);
    }

    public static String aliasArn(AccountId account, String name) {
        return "arn:aws:kms:" + TestingKeyward.REGION + ":" + account + ":" + name;
    }

    /** The key as it is stored. */
    public KmsKey stored(String keyId) {
        return stored(arn(keyId));
    }

    public KmsKey stored(Arn arn) {
        return keyward.store().read(snapshot -> snapshot.keys().find(arn)).orElseThrow();
    }

    /** Changes a key behind the operations' back, to bring it where they cannot yet. */
    public void change(String keyId, UnaryOperator<KmsKey> change) {
        change(arn(keyId), change);
    }

    public void change(Arn arn, UnaryOperator<KmsKey> change) {
        var changed = change.apply(stored(arn));
        keyward.store().write(transaction -> {
            transaction.keys().update(changed);
            return changed;
        });
    }

    public static KmsKey withUsage(KmsKey key, KeyUsage usage) {
        return key.but().usage(usage).key();
    }

    /** A key policy that leaves everything to the account, and says {@code more} statements. */
    public static String policy(String... more) {
        var statements = new StringBuilder();
        for (var statement : more) {
            statements.append(", ").append(statement);
        }
        return """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::%s:root"},
                   "Action": "kms:*", "Resource": "*"}%s]}""".formatted(TestingKeyward.ACCOUNT, statements);
    }

    public static String allowTo(String principal, String... actions) {
        return """
                {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": ["%s"], "Resource": "*"}""".formatted(principal, String.join("\", \"", actions));
    }

    /** An identity policy that allows the actions on everything. */
    public static String allowing(String... actions) {
        return """
                {"Version": "2012-10-17", "Statement":
                  {"Effect": "Allow", "Action": ["%s"], "Resource": "*"}}""".formatted(String.join("\", \"", actions));
    }

    public static Struct struct(Object... members) {
        var built = Struct.builder();
        for (var index = 0; index < members.length; index += 2) {
            built.put((String) members[index], document(members[index + 1]));
        }
        return built.build();
    }

    public static Struct tag(String key, String value) {
        return struct("TagKey", key, "TagValue", value);
    }

    private static Document document(Object value) {
        return switch (value) {
            case Document document -> document;
            case String text -> Document.of(text);
            case Integer number -> Document.of(number.longValue());
            case Boolean flag -> Document.of(flag);
            case byte[] bytes -> Document.of(bytes);
            case List<?> items ->
                Document.of(items.stream().map(TestingKms::document).toList());
            case Map<?, ?> pairs -> {
                var built = Struct.builder();
                pairs.forEach((key, item) -> built.put((String) key, document(item)));
                yield built.build();
            }
            default -> throw new IllegalArgumentException("no document of " + value.getClass());
        };
    }

    public static void assertNotFound(String keyId, Executable call) {
        TestingKeyward.assertRefused(
                "NotFoundException", "Key '" + arn(keyId) + "' does not exist", call);
    }

    public static void assertTexts(
            List<String> expected, Struct output, String list, String member) {
        assertEquals(
                expected,
                output.structs(list).stream()
                        .map(item -> item.requiredText(member))
                        .toList());
    }

    @Override
    public void close() {
        keyward.close();
    }
}
