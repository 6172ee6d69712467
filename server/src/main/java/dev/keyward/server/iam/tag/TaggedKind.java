package dev.keyward.server.iam.tag;

import dev.keyward.server.iam.common.InstanceProfileRef;
import dev.keyward.server.iam.common.MfaDeviceRef;
import dev.keyward.server.iam.common.OidcProviderRef;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.iam.common.SamlProviderRef;
import dev.keyward.server.iam.common.ServerCertificateRef;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.wire.Struct;

/** What carries tags. */
enum TaggedKind {
    USER("User", Tags.Case.INSENSITIVE, Quota.TAGS_PER_USER),
    ROLE("Role", Tags.Case.INSENSITIVE, Quota.TAGS_PER_ROLE),
    INSTANCE_PROFILE("InstanceProfile", Tags.Case.SENSITIVE, Quota.TAGS_PER_INSTANCE_PROFILE),
    MFA_DEVICE("MFADevice", Tags.Case.SENSITIVE, Quota.TAGS_PER_MFA_DEVICE),
    POLICY("Policy", Tags.Case.SENSITIVE, Quota.TAGS_PER_POLICY),
    SAML_PROVIDER("SAMLProvider", Tags.Case.SENSITIVE, Quota.TAGS_PER_SAML_PROVIDER),
    OIDC_PROVIDER("OpenIDConnectProvider", Tags.Case.INSENSITIVE, Quota.TAGS_PER_OIDC_PROVIDER),
    SERVER_CERTIFICATE("ServerCertificate", Tags.Case.SENSITIVE, Quota.TAGS_PER_SERVER_CERTIFICATE);

    private final String word;
    private final Tags.Case rule;
    private final Quota quota;

    TaggedKind(String word, Tags.Case rule, Quota quota) {
        this.word = word;
        this.rule = rule;
        this.quota = quota;
    }

    /** As it stands in the names of operations. */
    String word() {
        return word;
    }

    Tags.Case rule() {
        return rule;
    }

    Quota quota() {
        return quota;
    }

    /** The one that a request names. */
    TaggedRef read(Struct input) {
        return switch (this) {
            case USER -> new TaggedRef.Principal(OwnerRef.read(OwnerKind.USER, input));
            case ROLE -> new TaggedRef.Principal(OwnerRef.read(OwnerKind.ROLE, input));
            case INSTANCE_PROFILE -> new TaggedRef.Profile(InstanceProfileRef.read(input));
            case MFA_DEVICE -> new TaggedRef.Device(MfaDeviceRef.read(input));
            case POLICY -> new TaggedRef.Policy(PolicyRef.read(input));
            case SAML_PROVIDER -> new TaggedRef.Saml(SamlProviderRef.read(input));
            case OIDC_PROVIDER -> new TaggedRef.Oidc(OidcProviderRef.read(input));
            case SERVER_CERTIFICATE -> new TaggedRef.Certificate(ServerCertificateRef.read(input));
        };
    }
}
