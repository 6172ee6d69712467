package dev.keyward.server.iam.mfa;

import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.symmetric.Totp;
import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.PathInput;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.model.MfaDevice;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.MfaDevices.Use;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A new device, which is nobody's yet. This answer is the only one that ever holds its seed, as text and
 * as a picture that authenticator apps scan. The picture is made outside of the store.
 *
 * <p>Source: IAM API Reference, "CreateVirtualMFADevice" and "VirtualMFADevice".
 */
final class CreateVirtualMfaDevice
        implements Operation.SlowWriting<
                CreateVirtualMfaDevice.Request, CreateVirtualMfaDevice.Seeded> {

    /** As many as AWS gives: 64 characters of base 32. */
    private static final int SEED_BYTES = 40;

    private static final int MOST_OF_SERIAL_NUMBER = 256;
    private static final String ID_PREFIX = "MFAD";

    private final UniqueIds ids;
    private final MfaCodes codes;
    private final RandomSource random;

    CreateVirtualMfaDevice(UniqueIds ids, MfaCodes codes, RandomSource random) {
        this.ids = ids;
        this.codes = codes;
        this.random = random;
    }

    record Request(String path, String name, Map<String, String> tags) {

        Arn serialNumber(Call call) {
            return new Arn("aws", "iam", "", call.account().value(), "mfa" + path + name);
        }
    }

    /** A seed, as it is kept and as it is shown. */
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
    record Seeded(String id, byte[] sealed, SecretBytes text, SecretBytes picture)
            implements Operation.Prepared {

        @Override
        public void close() {
            text.close();
            picture.close();
        }
    }

    @Override
    public String name() {
        return "CreateVirtualMFADevice";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                PathInput.path(input),
                input.requiredText("VirtualMFADeviceName"),
                Tags.read(input, Tags.Case.SENSITIVE));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(new Target(
                "iam:" + name(),
                Target.Named.of(request.serialNumber(call)),
                Tags.ofRequest(request.tags())));
    }

    @Override
    public void check(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var serialNumber = request.serialNumber(call);
        if (serialNumber.toString().length() > MOST_OF_SERIAL_NUMBER) {
            throw CommonError.VALIDATION.because("The serial number " + serialNumber
                    + " has more than " + MOST_OF_SERIAL_NUMBER + " characters");
        }
        if (snapshot.mfaDevices().find(serialNumber).isPresent()) {
            throw IamError.ENTITY_ALREADY_EXISTS.because("MFA device already exists.");
        }
        Quota.MFA_DEVICES_PER_ACCOUNT.require(
                snapshot.mfaDevices().count(call.account(), Use.ANY) + 1);
    }

    @Override
    public Seeded prepare(Request request, Call call, List<Target> targets) {
        var id = ids.fresh(ID_PREFIX);
        try (var seed = SecretBytes.taking(random.bytes(SEED_BYTES))) {
            var text = Totp.text(seed);
            return new Seeded(id, codes.seal(id, seed), text, picture(request, call, text));
        }
    }

    private static SecretBytes picture(Request request, Call call, SecretBytes text) {
        var base32 = text.<String>use(bytes -> new String(bytes, StandardCharsets.US_ASCII));
        return SecretBytes.taking(QrCode.png(
                "otpauth://totp/" + request.name() + "@" + call.account() + "?secret=" + base32));
    }

    @Override
    public Struct perform(
            Request request,
            Seeded seeded,
            Call call,
            List<Target> targets,
            Transaction transaction) {
        check(request, call, targets, transaction);
        var device = new MfaDevice(
                request.serialNumber(call),
                seeded.id(),
                seeded.sealed(),
                new TreeMap<>(request.tags()),
                Optional.empty(),
                0,
                Optional.empty());
        transaction.mfaDevices().insert(device);
        var answer = Struct.builder()
                .put("SerialNumber", device.serialNumber().toString())
                .put("Base32StringSeed", seeded.text().<byte[]>use(byte[]::clone))
                .put("QRCodePNG", seeded.picture().<byte[]>use(byte[]::clone));
        Tags.put(answer, request.tags());
        return Struct.builder().put("VirtualMFADevice", answer.build()).build();
    }
}
