package dev.keyward.policy.spec;

import dev.keyward.policy.PolicyKind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The policies of a {@link Workload}: those of its files, and others that fill up what AWS allows. */
final class WorkloadPolicies {

    /** Source: IAM and STS quotas; KMS resource quotas. */
    private static final int MOST_IN_A_KEY_POLICY = 32_768;

    private static final int MOST_IN_A_MANAGED_POLICY = 6_144;
    private static final int MOST_IN_ROLE_INLINE_POLICIES = 10_240;
    private static final int MOST_MANAGED_POLICIES = 10;
    private static final int GRANTS = 100;

    private final Map<PolicyKind, List<List<Scenario.Document>>> levels =
            new EnumMap<>(PolicyKind.class);
    private final List<Scenario.GrantText> grants = new ArrayList<>();
    private int made;

    Scenario.Layers of(Workload.Size size) {
        var identity = new ArrayList<Scenario.Document>();
        for (var policy : list("workload.json", "identityPolicies")) {
            identity.add(document(RawJson.members(policy)));
        }
        var key = document(RawJson.members(read("workload.json").get("keyPolicy")));
        levels.put(PolicyKind.IDENTITY, List.of(identity));
        levels.put(PolicyKind.KEY_POLICY, List.of(List.of(key)));
        switch (size) {
            case COMMON -> {}
            case EVERY_LAYER -> addEveryLayer();
            case LARGEST -> addFiller(identity, key);
        }
        return new Scenario.Layers(levels, grants);
    }

    private void addEveryLayer() {
        read("every-layer.json").forEach((kind, value) -> {
            var parsed = new ArrayList<List<Scenario.Document>>();
            for (var level : (List<?>) value) {
                parsed.add(((List<?>) level)
                        .stream()
                                .map(policy -> document(RawJson.members(policy)))
                                .toList());
            }
            levels.put(PolicyKind.valueOf(kind), parsed);
        });
        for (var index = 0; index < GRANTS; index++) {
            grants.add(new Scenario.GrantText(
                    "%064x".formatted(index),
                    "arn:aws:iam::111122223333:role/"
                            + (index % 2 == 0 ? "payments-api" : "worker-" + index),
                    Set.of("Decrypt", "GenerateDataKey", "CreateGrant", "DescribeKey"),
                    "subset",
                    Map.of("volume", "vol-" + index),
                    "",
                    "",
                    ""));
        }
    }

    /** Puts others before the workload's own statements, so that those are found last. */
    private void addFiller(List<Scenario.Document> identity, Scenario.Document key) {
        var own = List.copyOf(identity);
        identity.clear();
        identity.add(filled("inline", List.of(), MOST_IN_ROLE_INLINE_POLICIES, this::use));
        for (var index = own.size(); index < MOST_MANAGED_POLICIES; index++) {
            identity.add(filled("filler" + index, List.of(), MOST_IN_A_MANAGED_POLICY, this::use));
        }
        for (var policy : own) {
            identity.add(filled(
                    policy.name(), policy.statements(), MOST_IN_A_MANAGED_POLICY, this::use));
        }
        var largest = filled(key.name(), key.statements(), MOST_IN_A_KEY_POLICY, this::user);
        levels.put(PolicyKind.KEY_POLICY, List.of(List.of(largest)));
    }

    /** Makes a statement that is like those of the workload and is not the last. */
    private interface Filler {
        String statement(int number);
    }

    private Scenario.Document filled(String name, List<String> own, int most, Filler filler) {
        var statements = new ArrayList<String>();
        while (true) {
            var next = filler.statement(made++);
            statements.add(next);
            statements.addAll(own);
            if (new Scenario.Document(name, "2012-10-17", statements).text().length() > most) {
                statements
                        .subList(statements.size() - own.size() - 1, statements.size())
                        .clear();
                statements.addAll(own);
                return new Scenario.Document(name, "2012-10-17", List.copyOf(statements));
            }
            statements
                    .subList(statements.size() - own.size(), statements.size())
                    .clear();
        }
    }

    /** For an identity policy: every other one is about the action and key-like resources. */
    private String use(int number) {
        return switch (number % 4) {
            case 0 -> """
                {"Sid":"Use%d","Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey*"],\
                "Resource":"arn:aws:kms:eu-west-1:111122223333:key/%08x-12ab-34cd-56ef-1234567890ab",\
                "Condition":{"StringEquals":{"kms:EncryptionContext:tenant":"t%d"}}}""".formatted(number, number, number);
            case 1 -> """
                {"Sid":"Read%d","Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],\
                "Resource":["arn:aws:s3:::data-%d","arn:aws:s3:::data-%d/*"]}""".formatted(number, number, number);
            case 2 -> """
                {"Sid":"Via%d","Effect":"Allow","Action":"kms:*",\
                "Resource":"arn:aws:kms:*:111122223333:key/mrk-%08x*",\
                "Condition":{"StringLike":{"kms:ViaService":"s3.*.amazonaws.com"}}}""".formatted(number, number);
            default -> """
                {"Sid":"Send%d","Effect":"Allow","Action":["sqs:SendMessage","sns:Publish"],\
                "Resource":"arn:aws:sqs:eu-west-1:111122223333:queue-%d"}""".formatted(number, number);
        };
    }

    /** For a key policy: somebody else who may use the key. */
    private String user(int number) {
        return """
            {"Sid":"User%d","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/app-%d"},\
            "Action":["kms:Encrypt","kms:Decrypt","kms:GenerateDataKey*"],"Resource":"*",\
            "Condition":{"StringEquals":{"kms:EncryptionContext:tenant":"t%d"}}}""".formatted(number, number, number);
    }

    private static Scenario.Document document(Map<String, Object> policy) {
        var document = RawJson.members(policy.get("document"));
        var statements = ((List<?>) document.getOrDefault("Statement", List.of()))
                .stream().map(RawJson::write).toList();
        return new Scenario.Document(
                String.valueOf(policy.get("name")),
                String.valueOf(document.get("Version")),
                statements);
    }

    static List<?> list(String file, String name) {
        return (List<?>) read(file).getOrDefault(name, List.of());
    }

    private static Map<String, Object> read(String file) {
        try (var stream = WorkloadPolicies.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("there is no resource " + file);
            }
            return RawJson.object(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
