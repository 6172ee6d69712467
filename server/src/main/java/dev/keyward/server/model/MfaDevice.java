package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A virtual MFA device: a seed that somebody's authenticator app has too, and what is known of its
 * codes.
 *
 * @param serialNumber its ARN
 * @param id never given twice; the seed is sealed with it as authenticated data
 * @param holder whose it is, once it is enabled
 * @param driftSteps by how many steps of 30 seconds its clock is ahead of ours
 * @param lastCode when the step began whose code was taken last; earlier ones are never taken again
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
public record MfaDevice(
        Arn serialNumber,
        String id,
        byte[] sealedSeed,
        SortedMap<String, String> tags,
        Optional<Holder> holder,
        int driftSteps,
        Optional<Instant> lastCode) {

    public MfaDevice {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /**
     * Who has the device.
     *
     * @param userId the account's root user if there is none
     */
    public record Holder(Optional<String> userId, Instant enabled) {}

    public AccountId account() {
        return new AccountId(serialNumber.account());
    }

    /** Whether the device is enabled for that user, or for the root user of its account. */
    public boolean isHeldBy(Optional<String> userId) {
        return holder.isPresent() && holder.get().userId().equals(userId);
    }

    public MfaDevice heldBy(Optional<Holder> newHolder) {
        return new MfaDevice(serialNumber, id, sealedSeed, tags, newHolder, driftSteps, lastCode);
    }

    public MfaDevice withTags(Map<String, String> newTags) {
        return new MfaDevice(
                serialNumber, id, sealedSeed, new TreeMap<>(newTags), holder, driftSteps, lastCode);
    }

    /** The same after a code was taken. */
    public MfaDevice after(int newDriftSteps, Instant newLastCode) {
        return new MfaDevice(
                serialNumber,
                id,
                sealedSeed,
                tags,
                holder,
                newDriftSteps,
                Optional.of(newLastCode));
    }

    @Override
    public String toString() {
        return "MfaDevice[" + serialNumber + "]";
    }
}
