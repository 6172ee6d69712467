package dev.keyward.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;

/**
 * Key pairs of ML-DSA. The private key is written as its seed of 32 bytes, from which all of it is
 * computed: nothing in it can be wrong, and it is eighty times shorter than the expanded key. A key
 * without its seed cannot be read, since no seed can be found for it; a seed with the expanded key
 * can, if they fit.
 *
 * <p>Source: RFC 9881, sections 2 to 6; FIPS 204, section 3.6.3 and algorithm 6.
 *
 * @param oidEnd the last byte of the object identifier, hexadecimal
 */
record MlDsaFormat(MLDSAParameters parameters, String oidEnd) implements PairFormat {

    private static final int SEED = 0x80;

    private static final int SEED_LENGTH = 32;

    @Override
    public SecretBytes generate(RandomSource random, AsymmetricProviders providers) {
        return SecretBytes.taking(write(random.bytes(SEED_LENGTH)));
    }

    @Override
    public EncodedPair read(byte[] pkcs8) {
        var outer = Pkcs8.read(pkcs8, algorithm());
        try {
            var seed = seed(outer);
            var publicKey = expand(seed).getPublicKey();
            outer.requirePublicKey(publicKey);
            return new EncodedPair(
                    SecretBytes.taking(write(seed)),
                    DerWriter.sequence(algorithm(), DerWriter.bits(publicKey)));
        } finally {
            outer.close();
        }
    }

    private byte[] seed(Pkcs8 outer) {
        var in = new DerReader(outer.privateKey());
        if (in.next(SEED)) {
            var seed = requireSeed(in.content(SEED));
            in.end();
            return seed;
        }
        var both = in.sequence();
        in.end();
        var seed = requireSeed(both.octets());
        var expanded = both.octets();
        both.end();
        if (!Arrays.equals(expand(seed).getEncoded(), expanded)) {
            throw new IllegalArgumentException("an ML-DSA seed with another key's expanded key");
        }
        return seed;
    }

    private static byte[] requireSeed(byte[] seed) {
        if (seed.length != SEED_LENGTH) {
            throw new IllegalArgumentException("an ML-DSA seed of " + seed.length + " bytes");
        }
        return seed;
    }

    /** Takes over the seed. */
    private byte[] write(byte[] seed) {
        var content = DerWriter.value(SEED, seed);
        try {
            return Pkcs8.write(algorithm(), content);
        } finally {
            Bytes.zero(seed);
            Bytes.zero(content);
        }
    }

    /** The private key in the form that the JDK reads: expanded, without its seed. */
    byte[] expanded(byte[] pkcs8) {
        var outer = Pkcs8.read(pkcs8, algorithm());
        var expanded = DerWriter.octets(expand(seed(outer)).getEncoded());
        try {
            return Pkcs8.write(algorithm(), expanded);
        } finally {
            outer.close();
            Bytes.zero(expanded);
        }
    }

    private MLDSAPrivateKeyParameters expand(byte[] seed) {
        return new MLDSAPrivateKeyParameters(parameters, seed);
    }

    private byte[] algorithm() {
        return DerWriter.sequence(HexFormat.of().parseHex("06096086480165030403" + oidEnd));
    }
}
