package dev.keyward.server.hosts;

import dev.keyward.crypto.x509.CertificateRefusal;
import dev.keyward.crypto.x509.HostAuthorities;
import dev.keyward.crypto.x509.HostRevocations;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** The certificates and revocation lists of a request, which are read once to see that they can be. */
record AnchorInput(Optional<String> certificates, Optional<String> revocations) {

    /**
     * Reads them.
     *
     * @throws ServiceException {@code ValidationException} if they cannot be used
     */
    static AnchorInput read(Struct input) {
        var read = new AnchorInput(input.text("Certificates"), input.text("Revocations"));
        try {
            read.certificates.ifPresent(HostAuthorities::of);
        } catch (CertificateRefusal refusal) {
            throw CommonError.VALIDATION.because("Certificates: " + refusal.getMessage());
        }
        try {
            read.revocations.ifPresent(HostRevocations::of);
        } catch (CertificateRefusal refusal) {
            throw CommonError.VALIDATION.because("Revocations: " + refusal.getMessage());
        }
        return read;
    }
}
