package dev.keyward.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * Key pairs on a curve for ECDSA and ECDH. The private key is written with the scalar at its full
 * length and with the public point, as most writers do; the curve stands outside only.
 *
 * <p>Source: RFC 5915, section 3.
 */
record EcFormat(EcCurve curve) implements PairFormat {

    private static final int PARAMETERS = 0xa0;

    private static final int PUBLIC_KEY = 0xa1;

    @Override
    public SecretBytes generate(RandomSource random, AsymmetricProviders providers) {
        return providers.generateEc(curve);
    }

    @Override
    public EncodedPair read(byte[] pkcs8) {
        var outer = Pkcs8.read(pkcs8, curve.algorithm());
        try {
            var scalar = scalar(outer);
            var point = curve.publicPoint(scalar);
            outer.requirePublicKey(point);
            requireInnerPublicKey(outer, point);
            return write(scalar, point);
        } finally {
            outer.close();
        }
    }

    private BigInteger scalar(Pkcs8 outer) {
        var in = content(outer);
        var octets = in.octets();
        var scalar = new BigInteger(1, octets);
        int length = octets.length;
        Bytes.zero(octets);
        if (length > curve.scalarLength() || !curve.hasScalar(scalar)) {
            throw new IllegalArgumentException("a private key outside of the curve's order");
        }
        return scalar;
    }

    /** The curve may be named again, the public point given; both must be those of the key. */
    private void requireInnerPublicKey(Pkcs8 outer, byte[] point) {
        var in = content(outer);
        in.content(DerReader.OCTET_STRING);
        var parameters = in.optionalContent(PARAMETERS);
        if (parameters.isPresent() && !Arrays.equals(parameters.get(), curve.oid())) {
            throw new IllegalArgumentException("a private key that names two curves");
        }
        if (in.next(PUBLIC_KEY)) {
            var tagged = in.inside(PUBLIC_KEY);
            var given = tagged.bits();
            tagged.end();
            if (!Arrays.equals(given, point)) {
                throw new IllegalArgumentException("a private key with another key's public key");
            }
        }
        in.end();
    }

    private static DerReader content(Pkcs8 outer) {
        var file = new DerReader(outer.privateKey());
        var in = file.sequence();
        file.end();
        if (!in.integer().equals(BigInteger.ONE)) {
            throw new IllegalArgumentException("a private key of an unknown version");
        }
        return in;
    }

    private EncodedPair write(BigInteger scalar, byte[] point) {
        var octets = BigIntegers.asUnsignedByteArray(curve.scalarLength(), scalar);
        var content = DerWriter.sequence(
                DerWriter.integer(1),
                DerWriter.octets(octets),
                DerWriter.value(PUBLIC_KEY, DerWriter.bits(point)));
        var pkcs8 = Pkcs8.write(curve.algorithm(), content);
        Bytes.zero(octets);
        Bytes.zero(content);
        return new EncodedPair(
                SecretBytes.taking(pkcs8),
                DerWriter.sequence(curve.algorithm(), DerWriter.bits(point)));
    }
}
