package dev.keyward.crypto.attestation;

import dev.keyward.crypto.Providers;

import java.io.ByteArrayInputStream;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What AWS's hypervisor says of an enclave, or NitroTPM of an instance: which code it runs, by
 * registers, and which key it has. A document that was parsed is signed by the key of its certificate;
 * only {@link AttestationRoots} says whether that certificate is AWS's, and the document fresh.
 *
 * <p>Limits: those of AWS's specification; beside them at most 262,144 bytes, and eight certificates of
 * authorities.
 *
 * <p>Source: "Nitro Enclaves Attestation Process", sections 2.2 and 3.2; EC2 User Guide, "Validate a
 * NitroTPM Attestation Document", which has {@code nitrotpm_pcrs} for {@code pcrs}.
 *
 * @param moduleId names the enclave, or the instance
 * @param timestamp when it was made
 * @param registers their values by their numbers, in lower-case hexadecimal digits
 * @param authorities root first, each issued by the one before it
 * @param certificate of the key that signed the document, issued by the last authority
 * @param publicKey what the enclave wants answers encrypted to, not looked at yet
 */
public record AttestationDocument(
        Source source,
        String moduleId,
        Instant timestamp,
        SortedMap<Integer, String> registers,
        List<X509Certificate> authorities,
        X509Certificate certificate,
        Optional<byte[]> publicKey) {

    /** Source: KMS API Reference, RecipientInfo, {@code AttestationDocument}. */
    private static final int MAX_LENGTH = 262_144;

    private static final int MAX_PUBLIC_KEY_LENGTH = 1_024;

    /** The structure of section 2.2 allows 1,024, the check of section 3.2.2.2 only 512. */
    private static final int MAX_USER_DATA_LENGTH = 1_024;

    /** What was measured. */
    public enum Source {
        NITRO_ENCLAVE("pcrs"),
        NITRO_TPM("nitrotpm_pcrs");

        private final String field;

        Source(String field) {
            this.field = field;
        }
    }

    public AttestationDocument {
        registers = Collections.unmodifiableSortedMap(registers);
        authorities = List.copyOf(authorities);
    }

    /**
     * Reads a document and verifies its signature. Needs no clock.
     *
     * @throws AttestationException if it is no document, or is not signed by the key of its certificate
     */
    public static AttestationDocument parse(byte[] document, Providers providers) {
        if (document.length > MAX_LENGTH) {
            throw new AttestationException("is longer than " + MAX_LENGTH + " bytes");
        }
        var signed = CoseSign1.parse(document);
        var parsed = ofPayload(signed.payload());
        signed.requireSignedBy(signingKey(parsed.certificate()), providers);
        return parsed;
    }

    /** What a payload says, signed or not. */
    static AttestationDocument ofPayload(byte[] payload) {
        var fields = AttestationFields.parse(payload);
        if (!fields.text("digest").equals("SHA384")) {
            throw AttestationFields.refused("digest");
        }
        fields.optional("user_data", 0, MAX_USER_DATA_LENGTH);
        fields.optional("nonce", 0, MAX_USER_DATA_LENGTH);
        var source = source(fields);
        return new AttestationDocument(
                source,
                fields.text("module_id"),
                Instant.ofEpochMilli(fields.positive("timestamp")),
                fields.registers(source.field),
                certificates("cabundle", fields.certificates("cabundle")),
                certificate("certificate", fields.certificate("certificate")),
                fields.optional("public_key", 1, MAX_PUBLIC_KEY_LENGTH));
    }

    private static Source source(AttestationFields fields) {
        var hasBoth = fields.has(Source.NITRO_ENCLAVE.field) && fields.has(Source.NITRO_TPM.field);
        if (hasBoth) {
            throw new AttestationException("has registers of two kinds");
        }
        return fields.has(Source.NITRO_TPM.field) ? Source.NITRO_TPM : Source.NITRO_ENCLAVE;
    }

    private static List<X509Certificate> certificates(String field, List<byte[]> encoded) {
        var certificates = new ArrayList<X509Certificate>();
        encoded.forEach(each -> certificates.add(certificate(field, each)));
        return certificates;
    }

    /** The JDK also reads text and passes over what follows; here it must be the one encoding. */
    private static X509Certificate certificate(String field, byte[] der) {
        try {
            var read = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
            if (read instanceof X509Certificate certificate
                    && Arrays.equals(certificate.getEncoded(), der)) {
                return certificate;
            }
            throw AttestationFields.refused(field);
        } catch (CertificateException e) {
            throw AttestationFields.refused(field);
        }
    }

    private static ECPublicKey signingKey(X509Certificate certificate) {
        if (certificate.getPublicKey() instanceof ECPublicKey key && isOnP384(key)) {
            return key;
        }
        throw new AttestationException("has a certificate whose key is not on P-384");
    }

    private static boolean isOnP384(ECPublicKey key) {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp384r1"));
            var p384 = parameters.getParameterSpec(ECParameterSpec.class);
            return key.getParams().getCurve().equals(p384.getCurve())
                    && key.getParams().getGenerator().equals(p384.getGenerator());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no P-384", e);
        }
    }
}
