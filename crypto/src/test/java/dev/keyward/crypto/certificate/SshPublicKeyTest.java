package dev.keyward.crypto.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SshPublicKeyTest {

    private static final String PEM = TestingPem.publicKey(TestingPem.rsa(2048));

    private static SshPublicKey read(String text) {
        return SshPublicKey.parse(text).orElseThrow();
    }

    @Test
    void isTheSameInBothEncodings() {
        var key = read(PEM);

        assertEquals(PEM, key.pem());
        assertTrue(key.ssh().startsWith("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ"), key.ssh());
        for (var text : List.of(key.ssh(), key.ssh() + " bob@host", key.ssh() + "\n")) {
            assertEquals(PEM, read(text).pem());
            assertEquals(key.fingerprint(), read(text).fingerprint());
        }
    }

    @Test
    void hasTheFingerprintOfItsBytesInMd5() throws NoSuchAlgorithmException {
        var key = read(PEM);
        var digest = MessageDigest.getInstance("MD5").digest(blob(key.ssh()));

        assertEquals(HexFormat.ofDelimiter(":").formatHex(digest), key.fingerprint());
        assertEquals(47, key.fingerprint().length());
    }

    private static byte[] blob(String ssh) {
        return Base64.getDecoder().decode(ssh.split(" ", 2)[1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2040})
    void refusesAKeyThatIsTooSmall(int bits) {
        var small = TestingPem.publicKey(TestingPem.rsa(bits));

        assertTrue(SshPublicKey.isEncoded(small));
        assertEquals(Optional.empty(), SshPublicKey.parse(small));
    }

    @Test
    void refusesAKeyOfAnotherAlgorithm() {
        var other = TestingPem.publicKey(TestingPem.ec("secp256r1"));

        assertTrue(SshPublicKey.isEncoded(other));
        assertEquals(Optional.empty(), SshPublicKey.parse(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh-rsa AAAA",
                "ssh-rsa AAAAB3NzaC1yc2E=",
                "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ==",
                "ssh-rsa /////w==",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"
            })
    void refusesWhatIsEncodedAndNoKey(String text) {
        assertTrue(SshPublicKey.isEncoded(text));
        assertEquals(Optional.empty(), SshPublicKey.parse(text));
    }

    @Test
    void refusesBytesBehindTheKey() {
        var blob = blob(read(PEM).ssh());
        var longer = Base64.getEncoder().encodeToString(Arrays.copyOf(blob, blob.length + 1));

        assertEquals(Optional.empty(), SshPublicKey.parse("ssh-rsa " + longer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "key", "ssh-ed25519 AAAA", "ssh-rsa", "ssh-rsa ?", "ssh-rsa AAAA\nx"})
    void knowsWhatIsInNeitherEncoding(String text) {
        assertFalse(SshPublicKey.isEncoded(text));
        assertEquals(Optional.empty(), SshPublicKey.parse(text));
    }
}
