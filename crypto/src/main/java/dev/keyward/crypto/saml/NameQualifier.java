package dev.keyward.crypto.saml;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The name space of the names that an identity provider gives its users, as AWS computes it: the Base64 of
 * the SHA-1 of issuer, account and provider. Nothing relies on the hash but that the value is AWS's.
 *
 * <p>Source: STS API Reference, AssumeRoleWithSAML, {@code NameQualifier}.
 */
public final class NameQualifier {

    private NameQualifier() {}

    /**
     * The qualifier.
     *
     * @param providerName the last part of the provider's ARN
     */
    public static String of(String issuer, String accountId, String providerName) {
        try {
            var text = issuer + accountId + "/" + providerName;
            var hash = MessageDigest.getInstance("SHA-1")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform has no SHA-1", e);
        }
    }
}
