package dev.keyward.server.authorize;

import dev.keyward.policy.Arn;
import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.model.PolicyVersion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The managed policies that AWS maintains and that exist in every account. Nobody can change them.
 * Only their default versions are here, and only those whose documents are known for certain.
 *
 * <p>Source: AWS Managed Policy Reference Guide.
 */
public final class AwsManagedPolicies {

    /** What stands in their ARNs where others have an account. */
    public static final String ACCOUNT = "aws";

    private static final String RESOURCE = "aws-managed-policies.txt";
    private static final int FIELDS = 6;

    private static final Map<Arn, Published> BY_ARN = load();

    private AwsManagedPolicies() {}

    private record Published(ManagedPolicy policy, PolicyVersion version) {}

    public static Optional<ManagedPolicy> find(Arn arn) {
        return Optional.ofNullable(BY_ARN.get(arn)).map(Published::policy);
    }

    /** The version in force of the policy with that ARN. */
    public static Optional<PolicyVersion> defaultVersion(Arn arn) {
        return Optional.ofNullable(BY_ARN.get(arn)).map(Published::version);
    }

    /** Every one, by name. */
    public static List<ManagedPolicy> all() {
        return BY_ARN.values().stream().map(Published::policy).toList();
    }

    private static Map<Arn, Published> load() {
        var all = new LinkedHashMap<Arn, Published>();
        for (var paragraph : text().split("\n\n", -1)) {
            var lines = new ArrayList<>(paragraph.lines().toList());
            lines.removeIf(line -> line.startsWith("#"));
            if (!lines.isEmpty()) {
                var published = published(lines.removeFirst(), lines);
                all.put(published.policy().arn(), published);
            }
        }
        return Collections.unmodifiableMap(all);
    }

    private static String text() {
        try (var in = AwsManagedPolicies.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no " + RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    private static Published published(String head, List<String> document) {
        var fields = head.split(" +", FIELDS);
        if (fields.length != FIELDS) {
            throw new IllegalStateException("`" + head + "` has not " + FIELDS + " fields");
        }
        var pathEnd = fields[0].lastIndexOf('/') + 1;
        var path = "/" + fields[0].substring(0, pathEnd);
        var name = fields[0].substring(pathEnd);
        var arn = new Arn("aws", "iam", "", ACCOUNT, "policy" + path + name);
        var version = fields[2];
        var updated = Instant.parse(fields[4]);
        var policy = new ManagedPolicy(
                arn,
                path,
                name,
                fields[1],
                fields[5],
                version,
                Integer.parseInt(version.substring(1)),
                Instant.parse(fields[3]),
                updated,
                Collections.emptySortedMap());
        return new Published(
                policy, new PolicyVersion(arn, version, String.join("\n", document), updated));
    }
}
