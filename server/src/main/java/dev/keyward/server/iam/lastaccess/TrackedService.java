package dev.keyward.server.iam.lastaccess;

import dev.keyward.wire.model.ApiModel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The services of which reports tell, by namespace: those of AWS that are served here. */
enum TrackedService {
    EC2("Amazon EC2"),
    IAM("AWS Identity and Access Management"),
    KMS("AWS Key Management Service"),
    ORGANIZATIONS("AWS Organizations"),
    STS("AWS Security Token Service");

    private static final Map<TrackedService, List<String>> ACTIONS = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(
                    service -> service,
                    service -> ApiModel.load(service.namespace()).operations().keySet().stream()
                            .sorted()
                            .toList()));

    private final String awsName;

    TrackedService(String awsName) {
        this.awsName = awsName;
    }

    String awsName() {
        return awsName;
    }

    /** As it stands before the colon of its actions. */
    String namespace() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of its operations. */
    List<String> actions() {
        return ACTIONS.getOrDefault(this, List.of());
    }

    GrantedService granted() {
        return new GrantedService(namespace());
    }
}
