package dev.keyward.server.iam.report;

import static java.time.temporal.ChronoUnit.DAYS;

import dev.keyward.policy.AccountId;
import dev.keyward.server.authorize.PrincipalNames;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.LoginProfile;
import dev.keyward.server.model.PasswordPolicy;
import dev.keyward.server.model.UploadedCredential;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The users of an account, a line each after that of the root user, with the state of their credentials.
 *
 * <p>Source: IAM User Guide, "Generate credential reports for your AWS account", "Understanding the report
 * format"; RFC 4180 for values with a comma, which names may have.
 */
final class CredentialTable {

    private static final String HEADER = "user,arn,user_creation_time,password_enabled,"
            + "password_last_used,password_last_changed,password_next_rotation,mfa_active,"
            + "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
            + "access_key_1_last_used_region,access_key_1_last_used_service,"
            + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
            + "access_key_2_last_used_region,access_key_2_last_used_service,"
            + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

    private static final String NONE = "N/A";
    private static final String UNKNOWN = "no_information";
    private static final String NOT_SUPPORTED = "not_supported";

    private static final UploadedCredential.Kind CERTIFICATE =
            UploadedCredential.Kind.SIGNING_CERTIFICATE;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

    /** How many users are read at a time. */
    private static final int CHUNK = 1000;

    /** The report has room for two keys and two certificates, of which nobody can have more. */
    private static final int COLUMNS = 2;

    private final AccountId account;
    private final Snapshot snapshot;
    private final AccessTracking tracking;

    CredentialTable(AccountId account, Snapshot snapshot, AccessTracking tracking) {
        this.account = account;
        this.snapshot = snapshot;
        this.tracking = tracking;
    }

    byte[] csv() {
        var lines = new StringJoiner("\n").add(HEADER).add(root());
        var after = Optional.<String>empty();
        do {
            var page = snapshot.users().list(account, "/", new Page.Request(after, CHUNK));
            page.items().forEach(user -> lines.add(line(user)));
            after = page.next();
        } while (after.isPresent());
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String root() {
        var created = snapshot.accounts().find(account).orElseThrow().created();
        var values = new ArrayList<>(List.of(
                "<root_account>",
                PrincipalNames.root(account),
                TIME.format(created),
                NOT_SUPPORTED,
                UNKNOWN,
                NOT_SUPPORTED,
                NOT_SUPPORTED,
                mfaActive(Optional.empty())));
        addKeys(values, snapshot.accessKeys().ofRoot(account));
        addCertificates(values, snapshot.uploadedCredentials().ofRoot(CERTIFICATE, account));
        return String.join(",", values);
    }

    private String line(User user) {
        var values = new ArrayList<>(List.of(
                quoted(user.name()), quoted(user.arn().toString()), TIME.format(user.created())));
        addPassword(values, snapshot.loginProfiles().find(user.id()));
        values.add(mfaActive(Optional.of(user.id())));
        addKeys(values, snapshot.accessKeys().ofUser(user.id()));
        addCertificates(values, snapshot.uploadedCredentials().ofUser(CERTIFICATE, user.id()));
        return String.join(",", values);
    }

    /** Whether there is one, and when it was used, was changed and must be changed. */
    private void addPassword(List<String> values, Optional<LoginProfile> password) {
        var rotation = snapshot.passwordPolicies()
                .find(account)
                .flatMap(PasswordPolicy::mostDays)
                .flatMap(days -> password.map(profile -> profile.changed().plus(days, DAYS)));
        values.add(Boolean.toString(password.isPresent()));
        values.add(password.map(_ -> UNKNOWN).orElse(NONE));
        values.add(password.map(profile -> TIME.format(profile.changed())).orElse(NONE));
        values.add(rotation.map(TIME::format).orElse(NONE));
    }

    private String mfaActive(Optional<String> userId) {
        return Boolean.toString(!snapshot.mfaDevices().of(account, userId).isEmpty());
    }

    private static String quoted(String name) {
        return name.indexOf(',') < 0 ? name : '"' + name + '"';
    }

    private void addKeys(List<String> values, List<AccessKey> keys) {
        for (var index = 0; index < COLUMNS; index++) {
            if (index < keys.size()) {
                var key = keys.get(index);
                var use = tracking.ofAccessKey(key.id(), snapshot);
                values.add(Boolean.toString(key.status() == AccessKey.Status.ACTIVE));
                values.add(TIME.format(key.created()));
                values.add(use.map(last -> TIME.format(last.time())).orElse(NONE));
                values.add(use.map(last -> last.region().code()).orElse(NONE));
                values.add(use.map(last -> last.service()).orElse(NONE));
            } else {
                values.addAll(List.of("false", NONE, NONE, NONE, NONE));
            }
        }
    }

    private static void addCertificates(
            List<String> values, List<UploadedCredential> certificates) {
        for (var index = 0; index < COLUMNS; index++) {
            if (index < certificates.size()) {
                var certificate = certificates.get(index);
                values.add(Boolean.toString(certificate.status() == AccessKey.Status.ACTIVE));
                values.add(TIME.format(certificate.uploaded()));
            } else {
                values.addAll(List.of("false", NONE));
            }
        }
    }
}
