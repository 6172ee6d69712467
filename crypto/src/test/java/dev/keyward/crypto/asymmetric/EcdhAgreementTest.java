package dev.keyward.crypto.asymmetric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.TestingPairs;
import dev.keyward.crypto.TestingProviders;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EcdhAgreementTest {

    private static final List<Providers> ALL = TestingProviders.all().toList();

    /** RFC 5903, sections 8.1 to 8.3. */
    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_P256,"
                + "c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433,"
                + "c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53,"
                + "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de",
        "ECC_NIST_P384,"
                + "099f3c7034d4a2c699884d73a375a67f7624ef7c6b3c0f160647b67414dce655"
                + "e35b538041e649ee3faef896783ab194,"
                + "41cb0779b4bdb85d47846725fbec3c9430fab46cc8dc5060855cc9bda0aa2942"
                + "e0308312916b8ed2960e4bd55a7448fc,"
                + "11187331c279962d93d604243fd592cb9d0a926f422e47187521287e7156c5c4"
                + "d603135569b9e9d09cf5d4a270f59746",
        "ECC_NIST_P521,"
                + "0037ade9319a89f4dabdb3ef411aaccca5123c61acab57b5393dce47608172a0"
                + "95aa85a30fe1c2952c6771d937ba9777f5957b2639bab072462f68c27a57382d4a52,"
                + "0145ba99a847af43793fdd0e872e7cdfa16be30fdc780f97bccc3f078380201e"
                + "9c677d600b343757a3bdbf2a3163e4c2f869cca7458aa4a4effc311f5cb151685eb9,"
                + "01144c7d79ae6956bc8edb8e7c787c4521cb086fa64407f97894e5e6b2d79b04"
                + "d1427e73ca4baa240a34786859810c06b3c715a3a8cc3151f2bee417996d19f3ddea"
    })
    void agreesOnTheSecretsOfTheStandard(KeySpec spec, String mine, String theirs, String shared) {
        for (var providers : ALL) {
            var own = TestingPairs.ecMaterial(spec, mine, providers);
            var peer = TestingPairs.ecMaterial(spec, theirs, providers);
            var ecdh = new EcdhAgreement(providers);

            assertEquals(
                    shared,
                    ecdh.derive(own, peer.publicKey())
                            .orElseThrow()
                            .use(HexFormat.of()::formatHex));
            assertEquals(ecdh.derive(own, peer.publicKey()), ecdh.derive(peer, own.publicKey()));
        }
    }

    /** Among 600 secrets on average two begin with a zero, which must not be left out. */
    @Test
    void keepsTheZeroesBeforeTheSecret() throws IOException {
        var own = TestingPairs.material(KeySpec.ECC_NIST_P256, ALL.getFirst());
        var ecdh = new EcdhAgreement(ALL.getFirst());
        var theirs = new ECDHBasicAgreement();
        theirs.init(own.secret().use(EcdhAgreementTest::privateKey));
        boolean wasShort = false;
        for (int i = 0; !wasShort && i < 10_000; i++) {
            var peer = TestingPairs.otherMaterial(KeySpec.ECC_NIST_P256, ALL.getFirst());
            var x = theirs.calculateAgreement(PublicKeyFactory.createKey(peer.publicKey()));
            wasShort = x.bitLength() <= 31 * 8;
            if (wasShort) {
                for (var providers : ALL) {
                    var again = TestingPairs.material(KeySpec.ECC_NIST_P256, providers);
                    var secret = new EcdhAgreement(providers)
                            .derive(again, peer.publicKey())
                            .orElseThrow();

                    assertEquals(
                            HexFormat.of().formatHex(BigIntegers.asUnsignedByteArray(32, x)),
                            secret.use(HexFormat.of()::formatHex));
                }
            }
        }
        assertTrue(wasShort);
        assertTrue(ecdh.derive(own, own.publicKey()).isPresent());
    }

    private static org.bouncycastle.crypto.CipherParameters privateKey(byte[] pkcs8) {
        try {
            return PrivateKeyFactory.createKey(pkcs8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521"})
    void refusesWhatIsNoKeyOnTheSameCurve(KeySpec spec) {
        for (var providers : ALL) {
            var ecdh = new EcdhAgreement(providers);
            var own = TestingPairs.material(spec, providers);
            var peer = TestingPairs.otherMaterial(spec, providers).publicKey();
            var offTheCurve = peer.clone();
            offTheCurve[peer.length - 1] ^= 1;

            assertTrue(ecdh.derive(own, peer).isPresent());
            assertTrue(ecdh.derive(own, offTheCurve).isEmpty());
            assertTrue(ecdh.derive(own, new byte[0]).isEmpty());
            assertTrue(ecdh.derive(own, Arrays.copyOf(peer, peer.length - 1)).isEmpty());
            assertTrue(ecdh.derive(own, Arrays.copyOf(peer, peer.length + 1)).isEmpty());
            for (var other : TestingPairs.specs()) {
                if (other != spec) {
                    assertTrue(
                            ecdh.derive(own, TestingPairs.pair(other).publicKey())
                                    .isEmpty(),
                            other::name);
                }
            }
        }
    }

    /** SEC 1, section 2.3.3: one zero byte. */
    @Test
    void refusesThePointAtInfinity() {
        var atInfinity =
                HexFormat.of().parseHex("3019301306072a8648ce3d020106082a8648ce3d03010703020000");
        for (var providers : ALL) {
            var own = TestingPairs.material(KeySpec.ECC_NIST_P256, providers);

            assertTrue(new EcdhAgreement(providers).derive(own, atInfinity).isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"ECC_SECG_P256K1", "ECC_NIST_EDWARDS25519", "RSA_2048", "ML_DSA_44"})
    void refusesKeysThatAgreeOnNothing(KeySpec spec) {
        var material = TestingPairs.material(spec, ALL.getFirst());
        var ecdh = new EcdhAgreement(ALL.getFirst());

        assertThrows(
                IllegalArgumentException.class, () -> ecdh.derive(material, material.publicKey()));
    }
}
