package dev.keyward.server.iam.common;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What IAM asks of the resources that an identity policy names, beyond the grammar.
 *
 * <p>Source: the texts are those that IAM answers with.
 */
final class ResourceFormat {

    private static final Set<String> PARTITIONS = Set.of(
            "*",
            "aws",
            "aws-cn",
            "aws-us-gov",
            "aws-iso",
            "aws-iso-b",
            "aws-iso-e",
            "aws-iso-f",
            "aws-eusc");

    private static final List<String> IAM_TYPES = List.of(
            "user/",
            "federated-user/",
            "role/",
            "group/",
            "instance-profile/",
            "mfa/",
            "server-certificate/",
            "policy/",
            "sms-mfa/",
            "saml-provider/",
            "oidc-provider/",
            "report/",
            "access-report/");

    private static final String LEGACY = "The policy failed legacy parsing";

    private static final int PARTS = 6;

    private ResourceFormat() {}

    /** What IAM says of the first resource that is not as it must be; empty if all are. */
    static Optional<String> problem(List<String> resources) {
        return resources.stream()
                .map(ResourceFormat::problem)
                .flatMap(Optional::stream)
                .findFirst();
    }

    static Optional<String> problem(String resource) {
        if (resource.equals("*")) {
            return Optional.empty();
        }
        var parts = List.of(resource.split(":", PARTS));
        if (parts.size() == 1) {
            return Optional.of("Resource " + resource + " must be in ARN format or \"*\".");
        }
        if (!PARTITIONS.contains(parts.get(1))) {
            return Optional.of("Partition \"" + parts.get(1) + "\" is not valid for resource \""
                    + completed(parts) + "\".");
        }
        if (parts.size() == 2) {
            return Optional.of(
                    "Resource vendor must be fully qualified and cannot contain regexes.");
        }
        return parts.size() == PARTS ? problem(resource, parts) : incomplete(resource, parts);
    }

    /** The ARN as IAM prints one of an unknown partition: with a star for each part that is missing. */
    private static String completed(List<String> parts) {
        var text = new StringBuilder("arn:").append(parts.get(1));
        for (var index = 2; index < PARTS; index++) {
            text.append(':').append(index < parts.size() ? parts.get(index) : "*");
        }
        return text.toString();
    }

    /** Missing parts at the end are let stand, as long as none before them is empty. */
    private static Optional<String> incomplete(String resource, List<String> parts) {
        return resource.contains("::") || parts.get(2).isEmpty()
                ? Optional.of(LEGACY)
                : Optional.empty();
    }

    private static Optional<String> problem(String resource, List<String> parts) {
        var hasRegion = !parts.get(3).isEmpty();
        var named = parts.get(5);
        return switch (parts.get(2)) {
            case "" -> Optional.of(LEGACY);
            case "iam" -> {
                if (hasRegion) {
                    yield Optional.of(
                            "IAM resource " + resource + " cannot contain region information.");
                }
                yield isIamResource(named)
                        ? Optional.empty()
                        : Optional.of("IAM resource path must either be \"*\", root, or start with "
                                + String.join(", ", IAM_TYPES) + ".");
            }
            case "s3" ->
                hasRegion && !named.startsWith("accesspoint/")
                        ? Optional.of(
                                "Resource " + resource + " can not contain region information.")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isIamResource(String named) {
        // A wildcard may stand for the type too.
        return named.equals("root")
                || named.contains("*")
                || named.contains("?")
                || IAM_TYPES.stream().anyMatch(named::startsWith);
    }
}
