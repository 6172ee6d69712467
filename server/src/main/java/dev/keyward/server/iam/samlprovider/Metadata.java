package dev.keyward.server.iam.samlprovider;

import dev.keyward.crypto.saml.SamlException;
import dev.keyward.crypto.saml.SamlMetadata;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A metadata document that a request brings, with what it says. */
record Metadata(String document, SamlMetadata read) {

    static final String MEMBER = "SAMLMetadataDocument";

    /** What AWS answers for a document that does not say when it ends: a hundred years. */
    private static final int MOST_YEARS = 100;

    private static final List<String> OF_ENCRYPTION =
            List.of("AddPrivateKey", "RemovePrivateKey", "AssertionEncryptionMode");

    /**
     * Reads the request's document.
     *
     * @throws ServiceException {@code InvalidInput} if it is none; {@code LimitExceeded} if it has too
     *     many keys
     */
    static Metadata of(String document) {
        try {
            var read = SamlMetadata.parse(document);
            Quota.KEYS_PER_SAML_PROVIDER.require(read.signingCertificates().size());
            return new Metadata(document, read);
        } catch (SamlException e) {
            throw IamError.INVALID_INPUT.because(
                    "Could not parse metadata: the document " + e.getMessage());
        }
    }

    /**
     * Refuses what would make assertions be encrypted: it is better not to have asked for it than to
     * believe it.
     *
     * @throws ServiceException {@code UnsupportedOperation}
     */
    static void refuseEncryption(Struct input) {
        for (var member : OF_ENCRYPTION) {
            if (input.has(member)) {
                throw CommonError.UNSUPPORTED_OPERATION.because("Keyward does not take encrypted"
                        + " SAML assertions, and so no " + member);
            }
        }
    }

    /** When a provider that is given this document now ends. */
    Instant validUntil(Instant now) {
        var latest = now.atOffset(ZoneOffset.UTC).plusYears(MOST_YEARS).toInstant();
        return read.validUntil().filter(latest::isAfter).orElse(latest);
    }
}
