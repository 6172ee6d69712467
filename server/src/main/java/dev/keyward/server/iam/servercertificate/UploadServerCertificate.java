package dev.keyward.server.iam.servercertificate;

import dev.keyward.crypto.certificate.PemCertificate;
import dev.keyward.crypto.certificate.PemPrivateKey;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.PathInput;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.iam.common.ServerCertificateRef;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.model.ServerCertificate;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A new server certificate. It must be valid at the time, belong to the private key, and be issued by the
 * first of its chain, as each of the chain by the next.
 *
 * <p>Refused with {@code MalformedCertificate}, {@code KeyPairMismatch}, {@code EntityAlreadyExists}, and
 * with {@code LimitExceeded} beyond 20 of an account.
 */
final class UploadServerCertificate
        implements Operation.SlowWriting<
                UploadServerCertificate.Request, UploadServerCertificate.Verified> {

    private final UniqueIds ids;

    UploadServerCertificate(UniqueIds ids) {
        this.ids = ids;
    }

    record Request(
            ServerCertificateRef ref,
            String path,
            String body,
            Optional<String> chain,
            String privateKey,
            Map<String, String> tags) {

        /** Without the private key. */
        @Override
        public String toString() {
            return "Request[" + path + ref.name() + "]";
        }
    }

    /** A certificate that was held to its key and its chain. */
    record Verified(Instant expires) implements Operation.Prepared {

        @Override
        public void close() {
            // Nothing in it is secret.
        }
    }

    @Override
    public String name() {
        return "UploadServerCertificate";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                ServerCertificateRef.read(input),
                PathInput.path(input),
                input.requiredText("CertificateBody"),
                input.text("CertificateChain"),
                input.requiredText("PrivateKey"),
                Tags.read(input, Tags.Case.SENSITIVE));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var arn = ServerCertificate.arn(
                call.account(), request.path(), request.ref().name());
        return List.of(
                new Target("iam:" + name(), Target.Named.of(arn), Tags.ofRequest(request.tags())));
    }

    @Override
    public void check(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        request.ref().requireFree(call, snapshot);
        Quota.SERVER_CERTIFICATES_PER_ACCOUNT.require(
                snapshot.serverCertificates().count(call.account()) + 1);
    }

    @Override
    public Verified prepare(Request request, Call call, List<Target> targets) {
        var certificate = PemCertificate.parse(request.body())
                .orElseThrow(() -> malformed("Unable to parse certificate. Please ensure the"
                        + " certificate is in PEM format."));
        var privateKey = PemPrivateKey.parse(request.privateKey())
                .orElseThrow(() -> malformed("Invalid Private Key."));
        if (!certificate.isValidAt(call.now())) {
            throw malformed("the certificate is valid from " + certificate.notBefore() + " to "
                    + certificate.notAfter());
        }
        if (!certificate.isOf(privateKey)) {
            throw IamError.KEY_PAIR_MISMATCH.because(
                    "the private key is not the one of the certificate");
        }
        request.chain().ifPresent(chain -> requireChain(certificate, chain));
        return new Verified(certificate.notAfter());
    }

    private static void requireChain(PemCertificate certificate, String chain) {
        var issued = certificate;
        var issuers = PemCertificate.parseChain(chain)
                .orElseThrow(() -> malformed("Unable to parse certificate chain. Please ensure the"
                        + " certificates are in PEM format."));
        for (var issuer : issuers) {
            if (!issued.isIssuedBy(issuer)) {
                throw malformed("Unable to validate certificate chain. The certificate chain must"
                        + " start with the immediate signing certificate, followed by any"
                        + " intermediaries in order.");
            }
            issued = issuer;
        }
    }

    private static ServiceException malformed(String why) {
        return IamError.MALFORMED_CERTIFICATE.because(why);
    }

    @Override
    public Struct perform(
            Request request,
            Verified verified,
            Call call,
            List<Target> targets,
            Transaction transaction) {
        check(request, call, targets, transaction);
        var certificate = new ServerCertificate(
                call.account(),
                request.path(),
                request.ref().name(),
                ids.fresh("ASCA"),
                request.body(),
                request.chain(),
                NewEntity.created(call),
                verified.expires(),
                new TreeMap<>(request.tags()));
        transaction.serverCertificates().insert(certificate);
        var answer = Struct.builder()
                .put("ServerCertificateMetadata", CertificateShapes.metadata(certificate));
        Tags.put(answer, request.tags());
        return answer.build();
    }
}
