package dev.keyward.server.iam.upload;

import dev.keyward.crypto.certificate.PemCertificate;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.UploadedCredential;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * A new X.509 certificate of a user, active. It must be valid at the time; who issued it is not asked.
 *
 * <p>Refused with {@code MalformedCertificate}, {@code InvalidCertificate}, {@code DuplicateCertificate},
 * and with {@code LimitExceeded} beyond two of a user.
 */
final class UploadSigningCertificate
        implements Operation.Writing<UploadSigningCertificate.Request> {

    private static final UploadKind KIND = UploadKind.SIGNING_CERTIFICATE;

    /** AWS's ids of certificates are longer than others and begin with no letters of their own. */
    private static final int ID_SYMBOLS = 32;

    private final UniqueIds ids;

    UploadSigningCertificate(UniqueIds ids) {
        this.ids = ids;
    }

    record Request(CallerUser user, String body) {}

    @Override
    public String name() {
        return "UploadSigningCertificate";
    }

    @Override
    public Request read(Struct input) {
        return new Request(CallerUser.read(input), input.requiredText("CertificateBody"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.user().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var user = request.user().get(call, transaction);
        var certificate = PemCertificate.parse(request.body())
                .orElseThrow(() -> IamError.MALFORMED_CERTIFICATE.because(
                        "Unable to parse certificate. Please ensure the certificate is in PEM"
                                + " format."));
        if (!certificate.isValidAt(call.now())) {
            throw IamError.INVALID_CERTIFICATE.because("the certificate is valid from "
                    + certificate.notBefore() + " to " + certificate.notAfter());
        }
        var fingerprint = certificate.fingerprint();
        var credentials = transaction.uploadedCredentials();
        if (!credentials.alike(KIND.stored(), call.account(), fingerprint).isEmpty()) {
            throw IamError.DUPLICATE_CERTIFICATE.because(
                    "the certificate is associated with a user of the account already");
        }
        KIND.quota().require(UploadRef.all(KIND, user, call, transaction).size() + 1);
        var credential = new UploadedCredential(
                ids.fresh("", ID_SYMBOLS),
                KIND.stored(),
                call.account(),
                user.map(User::id),
                request.body(),
                fingerprint,
                AccessKey.Status.ACTIVE,
                NewEntity.created(call));
        credentials.insert(credential);
        return Struct.builder()
                .put(KIND.member(), KIND.listed(credential, user))
                .build();
    }
}
