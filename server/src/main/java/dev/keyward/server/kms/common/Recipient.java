package dev.keyward.server.kms.common;

import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.attestation.AttestationDocument;
import dev.keyward.crypto.attestation.AttestationException;
import dev.keyward.crypto.attestation.AttestationRoots;
import dev.keyward.crypto.attestation.RecipientKey;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/**
 * Who reads the secret in an answer. An operation asks for its {@link #keys} when it reads the request,
 * makes sure that it is {@link #requireTrusted} when it names its targets, so before anything is decided,
 * and leaves it to {@link #answer} in which form the secret goes out.
 */
public sealed interface Recipient {

    /** Who called; reads it as it is. */
    record Caller() implements Recipient {}

    /** A program in an attested environment: only it can read the answer. */
    record Attested(
            AttestationDocument document,
            RecipientKey key,
            AttestationRoots roots,
            RandomSource random)
            implements Recipient {}

    /** The condition keys that the request brings, those of the attested environment among them. */
    default ContextKeys keys(ContextKeys requested) {
        return switch (this) {
            case Caller _ -> requested;
            case Attested attested ->
                ContextKeys.lazily(() -> requested.with(registers(attested.document())));
        };
    }

    private static ContextKeys registers(AttestationDocument document) {
        var keys = ContextKeys.builder();
        document.registers().forEach((index, value) -> {
            switch (document.source()) {
                case NITRO_ENCLAVE -> {
                    keys.single("kms:RecipientAttestation:PCR" + index, value);
                    if (index == 0) {
                        keys.single("kms:RecipientAttestation:ImageSha384", value);
                    }
                }
                case NITRO_TPM ->
                    keys.single("kms:RecipientAttestation:NitroTPMPCR" + index, value);
            }
        });
        return keys.build();
    }

    /**
     * Makes sure that the document can be believed at the time of {@code call}.
     *
     * @throws ServiceException {@code ValidationException} if it is not fresh, or its certificates do not
     *     lead to a root that the server trusts
     */
    default void requireTrusted(Call call) {
        switch (this) {
            case Caller _ -> {}
            case Attested attested -> {
                try {
                    attested.roots().require(attested.document(), call.now());
                } catch (AttestationException e) {
                    throw refused(e);
                }
            }
        }
    }

    /**
     * Puts {@code secret} into an answer: as it is in {@code member}, or encrypted to the attested
     * environment in {@code CiphertextForRecipient}, where {@code member} is left out.
     */
    default void answer(Struct.Builder answer, String member, SecretBytes secret) {
        switch (this) {
            case Caller _ -> answer.put(member, secret.<byte[]>use(byte[]::clone));
            case Attested attested -> {
                byte[] encrypted =
                        secret.use(bytes -> attested.key().encrypt(bytes, attested.random()));
                answer.put("CiphertextForRecipient", encrypted);
            }
        }
    }

    /** The refusal of a document. AWS's texts for it are not documented. */
    static ServiceException refused(AttestationException why) {
        return CommonError.VALIDATION.because("the attestation document " + why.getMessage());
    }
}
