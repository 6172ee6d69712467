package dev.keyward.server.iam.servicelinked;

import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.AwsManagedPolicies;
import dev.keyward.server.service.AlignedTable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service that may have a role of its own in an account; those that are known are in {@code
 * service-linked-roles.table}.
 *
 * @param policy the name of the managed policy that its role has
 */
record LinkedService(
        String name, String role, boolean takesSuffix, String policy, String description) {

    private static final String RESOURCE = "service-linked-roles.table";
    private static final int FIELDS = 5;
    private static final String NOTHING = "-";

    private static final Map<String, LinkedService> BY_NAME = load();

    private static Map<String, LinkedService> load() {
        var services = new LinkedHashMap<String, LinkedService>();
        AlignedTable.load(LinkedService.class, RESOURCE, FIELDS)
                .lines()
                .forEach((name, fields) -> services.put(name, of(fields)));
        return Collections.unmodifiableMap(services);
    }

    private static LinkedService of(List<String> fields) {
        var description = fields.get(4);
        return new LinkedService(
                fields.getFirst(),
                fields.get(1),
                fields.get(2).equals("yes"),
                fields.get(3),
                description.equals(NOTHING) ? "" : description);
    }

    static Optional<LinkedService> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The policy that its role gets; empty if this server does not have it. */
    Optional<Arn> policyArn() {
        return Optional.of(new Arn(
                        "aws",
                        "iam",
                        "",
                        AwsManagedPolicies.ACCOUNT,
                        "policy/aws-service-role/" + policy))
                .filter(arn -> AwsManagedPolicies.find(arn).isPresent());
    }

    String trustPolicy() {
        return """
               {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":\
               {"Service":"%s"},"Action":"sts:AssumeRole"}]}""".formatted(name);
    }
}
