package dev.keyward.cli;

import dev.keyward.policy.decide.KeyTerms.Reach;

import java.util.Locale;
import java.util.Set;

/**
 * The actions on a KMS key that other accounts can be given at all.
 *
 * <p>Source: KMS Developer Guide, "KMS permissions", the column "Cross-account use".
 */
final class KmsReach {

    private static final Set<String> ANY_ACCOUNT = Set.of(
            "kms:creategrant",
            "kms:decrypt",
            "kms:derivesharedsecret",
            "kms:describekey",
            "kms:encrypt",
            "kms:generatedatakey",
            "kms:generatedatakeypair",
            "kms:generatedatakeypairwithoutplaintext",
            "kms:generatedatakeywithoutplaintext",
            "kms:generatemac",
            "kms:getkeyrotationstatus",
            "kms:getpublickey",
            "kms:listgrants",
            "kms:reencryptfrom",
            "kms:reencryptto",
            "kms:retiregrant",
            "kms:revokegrant",
            "kms:sign",
            "kms:verify",
            "kms:verifymac");

    private KmsReach() {}

    static Reach of(String action) {
        return ANY_ACCOUNT.contains(action.toLowerCase(Locale.ROOT))
                ? Reach.ANY_ACCOUNT
                : Reach.OWN_ACCOUNT;
    }
}
