package dev.keyward.server.model;

import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Optional;

/**
 * One material that a key has or had: what is known of it without its bytes.
 *
 * @param present whether its bytes are here; false once imported material expired or was deleted
 * @param expires when imported material expires, if it does
 * @param description of imported material, at most 256 characters; empty if none was given
 * @param rotation by what rotation, and when, it became current; absent for a key's first material and
 *     for one that never was
 */
public record KeyMaterialEntry(
        Arn keyArn,
        String materialId,
        MaterialState state,
        boolean present,
        Instant created,
        Optional<Instant> expires,
        String description,
        Optional<Rotation> rotation) {

    /** Material that a key is used with from the beginning and for ever. */
    public static KeyMaterialEntry first(Arn keyArn, String materialId, Instant created) {
        return new KeyMaterialEntry(
                keyArn,
                materialId,
                MaterialState.CURRENT,
                true,
                created,
                Optional.empty(),
                "",
                Optional.empty());
    }

    /** How and when a material became current. */
    public record Rotation(RotationType type, Instant date) {}

    /** Whether its bytes are here and have not expired at {@code now}. */
    public boolean isUsable(Instant now) {
        return present && !hasExpired(now);
    }

    public boolean hasExpired(Instant now) {
        return expires.filter(expiry -> !expiry.isAfter(now)).isPresent();
    }

    /** Whether it waits for a rotation, and can be given up until then. */
    public boolean isPending() {
        return switch (state) {
            case PENDING_ROTATION, PENDING_MULTI_REGION_IMPORT_AND_ROTATION -> true;
            case CURRENT, NON_CURRENT -> false;
        };
    }

    /** The same material in another key. */
    public KeyMaterialEntry of(Arn otherKey) {
        return new KeyMaterialEntry(
                otherKey, materialId, state, present, created, expires, description, rotation);
    }

    /** The same material in another key, where its bytes are not. */
    public KeyMaterialEntry missingFrom(Arn otherKey) {
        return new KeyMaterialEntry(
                otherKey, materialId, state, false, created, Optional.empty(), "", rotation);
    }

    public KeyMaterialEntry withState(MaterialState newState) {
        return new KeyMaterialEntry(
                keyArn, materialId, newState, present, created, expires, description, rotation);
    }

    /** This material with its bytes here again. */
    public KeyMaterialEntry importedAgain(Optional<Instant> newExpires, String newDescription) {
        return new KeyMaterialEntry(
                keyArn, materialId, state, true, created, newExpires, newDescription, rotation);
    }

    /** This material, current by a rotation. */
    public KeyMaterialEntry rotatedTo(Rotation newRotation) {
        return new KeyMaterialEntry(
                keyArn,
                materialId,
                MaterialState.CURRENT,
                present,
                created,
                expires,
                description,
                Optional.of(newRotation));
    }
}
