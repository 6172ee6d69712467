package dev.keyward.server.authorize;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.symmetric.Totp;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.crypto.wrap.Sealer;
import dev.keyward.server.model.MfaDevice;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Checks the codes of virtual MFA devices, whose seeds it seals for storage. A code is taken once, and
 * only if it is of a later step than every code that was taken before, so that nobody can use one that
 * was overheard. Who guesses is stopped after nine tries.
 *
 * <p>Safe for use by many threads.
 *
 * <p>Source: RFC 6238 section 5.2; IAM User Guide, "Resynchronize virtual and hardware MFA devices".
 */
public final class MfaCodes {

    /** How many steps of 30 seconds a device may be off from where it was when it was synchronized. */
    private static final int WINDOW_STEPS = 2;

    /** How far it may be off when two codes tell where it is: an hour. */
    private static final int SYNCHRONIZATION_STEPS = 120;

    private final Sealer sealer;
    private final Totp totp;
    private final MfaTries tries = new MfaTries();

    public MfaCodes(RootKey rootKey, Providers providers) {
        this.sealer = rootKey.sealer("mfa-seed");
        this.totp = new Totp(providers);
    }

    /** The bytes to keep as {@link MfaDevice#sealedSeed}. */
    public byte[] seal(String deviceId, SecretBytes seed) {
        return seed.use(bytes -> sealer.seal(bytes, aad(deviceId)));
    }

    /** Whether codes of {@code device} may still be tried in this period of three minutes. */
    public boolean mayTry(MfaDevice device, Instant now) {
        return tries.areLeft(device, now);
    }

    /**
     * The device after {@code code} was taken; empty if it is not one of now, was taken before, or no
     * more codes may be tried. Counts as a try.
     */
    public Optional<MfaDevice> take(MfaDevice device, String code, Instant now) {
        if (!tries.count(device, now)) {
            return Optional.empty();
        }
        try (var seed = open(device)) {
            var middle = Totp.stepAt(now) + device.driftSteps();
            var steps = totp.stepsWith(seed, code, middle - WINDOW_STEPS, middle + WINDOW_STEPS);
            return steps.stream()
                    .filter(step -> isNew(device, step))
                    .findFirst()
                    .map(step -> device.after(device.driftSteps(), Totp.beginningOf(step)));
        }
    }

    /**
     * The device after two consecutive codes told where its clock is; empty if they are not
     * consecutive, are more than an hour off, or one of them was taken before.
     */
    public Optional<MfaDevice> synchronize(
            MfaDevice device, String first, String second, Instant now) {
        try (var seed = open(device)) {
            var ours = Totp.stepAt(now);
            var middle = ours + device.driftSteps();
            var steps = totp.stepsWith(
                    seed, first, middle - SYNCHRONIZATION_STEPS, middle + SYNCHRONIZATION_STEPS);
            return steps.stream()
                    .filter(step -> isNew(device, step))
                    .filter(step ->
                            !totp.stepsWith(seed, second, step + 1, step + 1).isEmpty())
                    .findFirst()
                    .map(step -> device.after(
                            Math.toIntExact(step + 1 - ours), Totp.beginningOf(step + 1)));
        }
    }

    private static boolean isNew(MfaDevice device, long step) {
        return device.lastCode().isEmpty()
                || step > Totp.stepAt(device.lastCode().get());
    }

    private SecretBytes open(MfaDevice device) {
        return sealer.open(device.sealedSeed(), aad(device.id()))
                .orElseThrow(() -> new IllegalStateException(
                        "the seed of " + device.serialNumber() + " cannot be opened"));
    }

    private static byte[] aad(String deviceId) {
        return deviceId.getBytes(StandardCharsets.UTF_8);
    }
}
