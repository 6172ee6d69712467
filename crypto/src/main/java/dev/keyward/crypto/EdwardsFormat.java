package dev.keyward.crypto;

import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * Key pairs of Ed25519. Every 32 bytes are a private key.
 *
 * <p>Source: RFC 8410, sections 4 and 7; RFC 8032, section 5.1.5.
 */
record EdwardsFormat() implements PairFormat {

    private static final int LENGTH = 32;

    @Override
    public SecretBytes generate(RandomSource random, AsymmetricProviders providers) {
        return SecretBytes.taking(write(random.bytes(LENGTH)));
    }

    @Override
    public EncodedPair read(byte[] pkcs8) {
        var outer = Pkcs8.read(pkcs8, algorithm());
        try {
            var in = new DerReader(outer.privateKey());
            var seed = in.octets();
            in.end();
            if (seed.length != LENGTH) {
                throw new IllegalArgumentException(
                        "an Ed25519 private key of " + seed.length + " bytes");
            }
            var publicKey =
                    new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
            outer.requirePublicKey(publicKey);
            return new EncodedPair(
                    SecretBytes.taking(write(seed)),
                    DerWriter.sequence(algorithm(), DerWriter.bits(publicKey)));
        } finally {
            outer.close();
        }
    }

    /** Takes over the seed. */
    private static byte[] write(byte[] seed) {
        var content = DerWriter.octets(seed);
        try {
            return Pkcs8.write(algorithm(), content);
        } finally {
            Bytes.zero(seed);
            Bytes.zero(content);
        }
    }

    private static byte[] algorithm() {
        return HexFormat.of().parseHex("300506032b6570");
    }
}
