package dev.keyward.server.model;

import java.util.Arrays;
import java.util.Optional;

/** What a VPC endpoint can lead to. */
public enum EndpointService {
    KMS("kms", "kms"),
    KMS_FIPS("kms-fips", "kms"),
    STS("sts", "sts"),
    IAM("iam", "iam");

    private static final String PREFIX = "com.amazonaws.";

    private final String label;
    private final String signingName;

    EndpointService(String label, String signingName) {
        this.label = label;
        this.signingName = signingName;
    }

    /** The first part of the service's names in DNS. */
    public String label() {
        return label;
    }

    /** The service that requests through such an endpoint must be signed for. */
    public String signingName() {
        return signingName;
    }

    /** Whether it is the same in every Region. */
    public boolean isGlobal() {
        return this == IAM;
    }

    /** The name by which endpoints in {@code region} are asked for: {@code com.amazonaws.eu-west-1.kms}. */
    public String nameIn(Region region) {
        return isGlobal() ? PREFIX + label : PREFIX + region.code() + "." + label;
    }

    /** The service's own name in DNS, that of its public endpoint. */
    public String privateNameIn(Region region) {
        return isGlobal()
                ? label + ".amazonaws.com"
                : label + "." + region.code() + ".amazonaws.com";
    }

    /** What of all this is called {@code name} in {@code region}. */
    public static Optional<EndpointService> named(String name, Region region) {
        return Arrays.stream(values())
                .filter(service -> service.nameIn(region).equals(name))
                .findFirst();
    }
}
