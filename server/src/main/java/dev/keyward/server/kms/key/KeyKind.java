package dev.keyward.server.kms.key;

import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.server.kms.common.NotServed;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/**
 * What kind of key a CreateKey request asks for.
 *
 * <p>Source: KMS API Reference, "CreateKey"; KMS Developer Guide, "Key spec reference".
 */
record KeyKind(KeySpec spec, KeyUsage usage, KeyOrigin origin, boolean multiRegion) {

    /**
     * Reads it.
     *
     * @throws ServiceException {@code ValidationException} if the usage is missing or does not fit the
     *     spec; {@code UnsupportedOperationException} if it is a kind that is not served
     */
    static KeyKind read(Struct input) {
        NotServed.refuse(input, "CustomKeyStoreId");
        NotServed.refuse(input, "XksKeyId");
        var spec = spec(input);
        if (spec == KeySpec.SM2) {
            // The Regions of China, which have it, are another partition.
            throw CommonError.UNSUPPORTED_OPERATION.because(
                    "KeySpec SM2 is not supported in this Region");
        }
        var usage = usage(input, spec);
        var origin = input.text("Origin").map(KeyOrigin::valueOf).orElse(KeyOrigin.AWS_KMS);
        if (origin != KeyOrigin.AWS_KMS && origin != KeyOrigin.EXTERNAL) {
            throw NotServed.because("the origin " + origin);
        }
        return new KeyKind(spec, usage, origin, input.flag("MultiRegion"));
    }

    private static KeySpec spec(Struct input) {
        var spec = input.text("KeySpec");
        var oldName = input.text("CustomerMasterKeySpec");
        if (spec.isPresent() && oldName.isPresent() && !spec.equals(oldName)) {
            throw CommonError.VALIDATION.because("KeySpec " + spec.get()
                    + " and CustomerMasterKeySpec " + oldName.get() + " contradict each other");
        }
        return spec.or(() -> oldName).map(KeySpec::valueOf).orElse(KeySpec.SYMMETRIC_DEFAULT);
    }

    private static KeyUsage usage(Struct input, KeySpec spec) {
        var usage = input.text("KeyUsage").map(KeyUsage::valueOf);
        if (usage.isEmpty()) {
            if (spec != KeySpec.SYMMETRIC_DEFAULT) {
                throw CommonError.VALIDATION.because("You must specify a KeyUsage value for all KMS"
                        + " keys except for symmetric encryption keys.");
            }
            return KeyUsage.ENCRYPT_DECRYPT;
        }
        if (!spec.allows(usage.get())) {
            throw CommonError.VALIDATION.because(
                    "KeyUsage " + usage.get() + " is not compatible with KeySpec " + spec);
        }
        return usage.get();
    }
}
