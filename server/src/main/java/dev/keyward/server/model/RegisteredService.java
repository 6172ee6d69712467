package dev.keyward.server.model;

import dev.keyward.policy.AccountId;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A service outside of this server that may call it as a service of AWS would: for itself, and for
 * whoever sent it a signed request.
 *
 * @param principal the name that policies know it by, for example {@code s3.amazonaws.com}
 * @param account the account that registered it
 * @param signingName what requests to it are signed for, for example {@code s3}
 * @param regions where it may call; never empty
 */
public record RegisteredService(
        String principal,
        AccountId account,
        String signingName,
        SortedSet<Region> regions,
        Status status,
        Instant created) {

    private static final String SUFFIX = ".amazonaws.com";

    private static final Pattern PRINCIPAL =
            Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){0,3}\\.amazonaws\\.com");

    /** Whether the service may call. */
    public enum Status {
        ENABLED,
        DISABLED
    }

    public RegisteredService {
        var sorted = new TreeSet<>(Comparator.comparing(Region::code));
        sorted.addAll(regions);
        regions = Collections.unmodifiableSortedSet(sorted);
        if (!isPrincipal(principal) || regions.isEmpty()) {
            throw new IllegalArgumentException(
                    "service `" + principal + "` in " + regions.size() + " Regions");
        }
    }

    /** Whether {@code text} has the form of a service's name. */
    public static boolean isPrincipal(String text) {
        return PRINCIPAL.matcher(text).matches();
    }

    /** What stands before {@code .amazonaws.com} in the name of a service. */
    public static String shortName(String principal) {
        return principal.substring(0, principal.length() - SUFFIX.length());
    }

    /**
     * What {@code kms:ViaService} is for a call through the service {@code principal} in {@code region}.
     *
     * <p>Source: KMS Developer Guide, "kms:ViaService".
     */
    public static String viaService(String principal, Region region) {
        return shortName(principal) + "." + region + SUFFIX;
    }

    public boolean isEnabled() {
        return status == Status.ENABLED;
    }

    /** The same, which may call or not, and where. */
    public RegisteredService with(Status newStatus, SortedSet<Region> newRegions) {
        return new RegisteredService(
                principal, account, signingName, newRegions, newStatus, created);
    }
}
