package dev.keyward.server.kms.common;

import dev.keyward.policy.ContextKeys;
import dev.keyward.wire.Struct;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The condition keys that a request brings by what it asks for: those that its operation's row of the
 * table lists, read from the members of its input. A member that was left out counts with its default,
 * except where AWS lets policies tell the two apart. No operation says anything of these keys itself.
 *
 * <p>RetireGrant brings those of the grant: its input here is the grant, as it was asked for.
 *
 * <p>Source: KMS Developer Guide, "Condition keys for AWS KMS".
 */
final class RequestedKeys {

    private static final String EQUALS = "EncryptionContextEquals";
    private static final String SUBSET = "EncryptionContextSubset";
    private static final String SYMMETRIC_DEFAULT = "SYMMETRIC_DEFAULT";

    /** What tells more than the input: who calls, how the key was named, which it is, its use, what was attested. */
    private static final Set<String> NOT_OF_THE_INPUT = Set.of(
            "kms:GrantIsForAWSResource",
            "kms:RequestAlias",
            "kms:ResourceAliases",
            "kms:ReEncryptOnSameKey",
            "kms:RecipientAttestation:*",
            "kms:TrailingDaysWithoutKeyUsage");

    private static final Map<String, Reader> READERS = Map.ofEntries(
            text("kms:DataKeyPairSpec", "KeyPairSpec"),
            text("kms:ExpirationModel", "ExpirationModel"),
            text("kms:GranteePrincipal", "GranteePrincipal"),
            text("kms:GranteeServicePrincipal", "GranteeServicePrincipal"),
            text("kms:KeyAgreementAlgorithm", "KeyAgreementAlgorithm"),
            text("kms:MacAlgorithm", "MacAlgorithm"),
            text("kms:PrimaryRegion", "PrimaryRegion"),
            text("kms:ReplicaRegion", "ReplicaRegion"),
            text("kms:RetiringPrincipal", "RetiringPrincipal"),
            text("kms:RetiringServicePrincipal", "RetiringServicePrincipal"),
            text("kms:SigningAlgorithm", "SigningAlgorithm"),
            text("kms:WrappingAlgorithm", "WrappingAlgorithm"),
            text("kms:WrappingKeySpec", "WrappingKeySpec"),
            text("kms:MessageType", "MessageType", "RAW"),
            text("kms:KeyOrigin", "Origin", "AWS_KMS"),
            text("kms:KeyUsage", "KeyUsage", "ENCRYPT_DECRYPT"),
            text("kms:CustomerMasterKeyUsage", "KeyUsage", "ENCRYPT_DECRYPT"),
            number("kms:RotationPeriodInDays", "RotationPeriodInDays", 365),
            number("kms:ScheduleKeyDeletionPendingWindowInDays", "PendingWindowInDays", 30),
            Map.entry(
                    "kms:BypassPolicyLockoutSafetyCheck",
                    (name, input, _, keys) -> keys.single(
                            name,
                            input.bool("BypassPolicyLockoutSafetyCheck").map(String::valueOf))),
            Map.entry(
                    "kms:EncryptionAlgorithm",
                    (name, input, side, keys) -> keys.single(
                            name,
                            input.text(side + "EncryptionAlgorithm").orElse(SYMMETRIC_DEFAULT))),
            Map.entry(
                    "kms:EncryptionContext:*",
                    (name, input, side, keys) ->
                            family(name, encryptionContext(input, side), keys)),
            Map.entry(
                    "kms:EncryptionContextKeys",
                    (name, input, side, keys) -> several(
                            name, List.copyOf(encryptionContext(input, side).keySet()), keys)),
            Map.entry(
                    "kms:GrantConstraintSourceArn",
                    (name, input, _, keys) ->
                            keys.single(name, constraints(input).text("SourceArn"))),
            Map.entry(
                    "kms:GrantConstraintType",
                    (name, input, _, keys) -> keys.single(name, constraintType(input))),
            Map.entry(
                    "kms:GrantOperations",
                    (name, input, _, keys) -> several(name, input.texts("Operations"), keys)),
            Map.entry("kms:KeySpec", RequestedKeys::keySpec),
            Map.entry("kms:CustomerMasterKeySpec", RequestedKeys::keySpec),
            Map.entry(
                    "kms:MultiRegion",
                    (name, input, _, keys) ->
                            keys.single(name, String.valueOf(input.flag("MultiRegion")))),
            Map.entry(
                    "kms:MultiRegionKeyType",
                    (name, input, _, keys) -> keys.single(
                            name,
                            input.flag("MultiRegion") ? Optional.of("PRIMARY") : Optional.empty())),
            Map.entry(
                    "kms:ValidTo",
                    (name, input, _, keys) ->
                            keys.single(name, input.time("ValidTo").map(RequestedKeys::seconds))),
            Map.entry(
                    "aws:RequestTag/*", (name, input, _, keys) -> family(name, tags(input), keys)),
            Map.entry(
                    "aws:ResourceTag/*", (name, input, _, keys) -> family(name, tags(input), keys)),
            Map.entry(
                    "aws:TagKeys", (name, input, _, keys) -> several(name, tagKeys(input), keys)));

    private final Map<String, Reader> readers;
    private final String side;

    /** Reads one key, or one family of keys. */
    @FunctionalInterface
    private interface Reader {

        /** @param side what the names of the members begin with, {@code Source} in ReEncrypt */
        void read(String name, Struct input, String side, ContextKeys.Builder keys);
    }

    private RequestedKeys(Map<String, Reader> readers, String side) {
        this.readers = readers;
        this.side = side;
    }

    /**
     * Those of one action of an operation.
     *
     * @throws IllegalStateException if the row lists a key that nothing brings: a broken build
     */
    static RequestedKeys of(OperationRow row, String action) {
        var readers = new LinkedHashMap<String, Reader>();
        for (var name : row.conditionKeys()) {
            var reader = READERS.get(name);
            if (reader != null) {
                readers.put(name, reader);
            } else if (!NOT_OF_THE_INPUT.contains(name)) {
                throw new IllegalStateException(
                        "the operations table lists " + name + ", which no request brings");
            }
        }
        return new RequestedKeys(readers, side(action));
    }

    private static String side(String action) {
        return switch (action) {
            case "kms:ReEncryptFrom" -> "Source";
            case "kms:ReEncryptTo" -> "Destination";
            default -> "";
        };
    }

    /** The keys of {@code input}, which are read when a policy first asks for one. */
    ContextKeys of(Struct input) {
        return readers.isEmpty()
                ? ContextKeys.empty()
                : ContextKeys.lazily(() -> {
                    var keys = ContextKeys.builder();
                    readers.forEach((name, reader) -> reader.read(name, input, side, keys));
                    return keys.build();
                });
    }

    private static Map.Entry<String, Reader> text(String name, String member) {
        return Map.entry(name, (key, input, _, keys) -> keys.single(key, input.text(member)));
    }

    private static Map.Entry<String, Reader> text(String name, String member, String otherwise) {
        return Map.entry(
                name,
                (key, input, _, keys) -> keys.single(key, input.text(member).orElse(otherwise)));
    }

    private static Map.Entry<String, Reader> number(String name, String member, int otherwise) {
        return Map.entry(
                name,
                (key, input, _, keys) ->
                        keys.single(key, String.valueOf(input.integer(member).orElse(otherwise))));
    }

    /** CreateKey has the same twice, under its old name and its new one. */
    private static void keySpec(String name, Struct input, String side, ContextKeys.Builder keys) {
        keys.single(
                name,
                input.text("KeySpec")
                        .or(() -> input.text("CustomerMasterKeySpec"))
                        .orElse(SYMMETRIC_DEFAULT));
    }

    private static void family(String name, Map<String, String> members, ContextKeys.Builder keys) {
        var prefix = name.substring(0, name.length() - 1);
        members.forEach((member, value) -> keys.single(prefix + member, value));
    }

    /** A key of several values is absent where there is none. */
    private static void several(String name, List<String> values, ContextKeys.Builder keys) {
        if (!values.isEmpty()) {
            keys.multiple(name, values);
        }
    }

    /** The request's own context, or the one that a grant is constrained to. */
    private static Map<String, String> encryptionContext(Struct input, String side) {
        var pairs = new LinkedHashMap<>(input.textMap(side + "EncryptionContext"));
        pairs.putAll(constraints(input).textMap(SUBSET));
        pairs.putAll(constraints(input).textMap(EQUALS));
        return pairs;
    }

    private static Struct constraints(Struct input) {
        return input.struct("Constraints").orElse(Struct.empty());
    }

    private static Optional<String> constraintType(Struct input) {
        return List.of(EQUALS, SUBSET).stream().filter(constraints(input)::has).findFirst();
    }

    private static Map<String, String> tags(Struct input) {
        var tags = new LinkedHashMap<String, String>();
        input.structs("Tags")
                .forEach(tag -> tags.put(tag.requiredText("TagKey"), tag.requiredText("TagValue")));
        return tags;
    }

    private static List<String> tagKeys(Struct input) {
        var tagKeys = new ArrayList<>(input.texts("TagKeys"));
        tagKeys.addAll(tags(input).keySet());
        return tagKeys;
    }

    /** Seconds since 1970, which operators for numbers and for dates can both read. */
    private static String seconds(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }
}
