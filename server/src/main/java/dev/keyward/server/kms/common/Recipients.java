package dev.keyward.server.kms.common;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.attestation.AttestationDocument;
import dev.keyward.crypto.attestation.AttestationException;
import dev.keyward.crypto.attestation.AttestationRoots;
import dev.keyward.crypto.attestation.RecipientKey;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/**
 * Reads to whom a request wants its answer: to the caller, or to the attested environment whose
 * document is its {@code Recipient}.
 *
 * <p>Source: KMS Developer Guide, "Cryptographic attestation support in AWS KMS".
 */
public final class Recipients {

    private static final String MEMBER = "Recipient";

    private static final String ALGORITHM = "RSAES_OAEP_SHA_256";

    private final Optional<AttestationRoots> roots;
    private final Providers providers;
    private final RandomSource random;

    /** @param roots whose word is believed; without any, no recipient is served */
    public Recipients(Optional<AttestationRoots> roots, Providers providers, RandomSource random) {
        this.roots = roots;
        this.providers = providers;
        this.random = random;
    }

    /**
     * The recipient of the answer to {@code input}.
     *
     * @throws ServiceException {@code ValidationException} if the document is none, is not signed by the
     *     key of its certificate, or has no RSA key; {@code UnsupportedOperationException} if the server
     *     trusts no root
     */
    public Recipient read(Struct input) {
        var wanted = input.struct(MEMBER);
        if (wanted.isEmpty()) {
            return new Recipient.Caller();
        }
        var trusted = roots.orElseThrow(() -> CommonError.UNSUPPORTED_OPERATION.because(
                "Keyward serves no Recipient, since it was started without an attestation-root"));
        if (!wanted.get().text("KeyEncryptionAlgorithm").equals(Optional.of(ALGORITHM))) {
            throw CommonError.VALIDATION.because(
                    "a Recipient needs the KeyEncryptionAlgorithm " + ALGORITHM);
        }
        var bytes = wanted.get()
                .blob("AttestationDocument")
                .orElseThrow(() ->
                        CommonError.VALIDATION.because("a Recipient needs an AttestationDocument"));
        try {
            var document = AttestationDocument.parse(bytes, providers);
            return new Recipient.Attested(
                    document, RecipientKey.of(document, providers), trusted, random);
        } catch (AttestationException e) {
            throw Recipient.refused(e);
        }
    }
}
