package dev.keyward.crypto;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * RSA key pairs of two primes with a modulus of {@code bits}. Every number of the private key must
 * fit the others. Whether the primes are primes is not proved: {@link AsymmetricMaterial} tries the
 * key out, which a composite number passes only if somebody chose it to.
 *
 * <p>The public exponent is at least 65,537, as FIPS 186-5 wants it, and has at most 32 bits, so
 * that verifying stays cheap.
 *
 * <p>Source: RFC 8017, sections 3.2 and A.1; NIST SP 800-56B, sections 6.4.1.2 and 6.4.1.3; FIPS
 * 186-5, section A.1.1.
 */
record RsaFormat(int bits) implements PairFormat {

    private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65_537);

    private static final int MAX_EXPONENT_BITS = 32;

    @Override
    public SecretBytes generate(RandomSource random, AsymmetricProviders providers) {
        return providers.generateRsa(bits);
    }

    @Override
    public EncodedPair read(byte[] pkcs8) {
        var outer = Pkcs8.read(pkcs8, algorithm());
        try {
            var key = requireConsistent(content(outer.privateKey()));
            var publicKey = DerWriter.sequence(
                    DerWriter.integer(key.modulus()), DerWriter.integer(key.publicExponent()));
            outer.requirePublicKey(publicKey);
            return new EncodedPair(
                    // A reader that takes one encoding only has read the one that we would write.
                    SecretBytes.taking(Pkcs8.write(algorithm(), outer.privateKey())),
                    DerWriter.sequence(algorithm(), DerWriter.bits(publicKey)));
        } finally {
            outer.close();
        }
    }

    private static Key content(byte[] privateKey) {
        var file = new DerReader(privateKey);
        var in = file.sequence();
        file.end();
        if (in.integer().signum() != 0) {
            throw new IllegalArgumentException("an RSA private key of more than two primes");
        }
        var key = new Key(
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer());
        in.end();
        return key;
    }

    private Key requireConsistent(Key key) {
        var e = key.publicExponent();
        require(key.modulus().bitLength() == bits, "a modulus of another length");
        require(
                e.testBit(0)
                        && e.compareTo(MIN_EXPONENT) >= 0
                        && e.bitLength() <= MAX_EXPONENT_BITS,
                "a public exponent outside of the limits");
        requirePrime(key.prime1(), key.exponent1(), key);
        requirePrime(key.prime2(), key.exponent2(), key);
        require(
                key.prime1().multiply(key.prime2()).equals(key.modulus()),
                "a modulus that is not the product of the primes");
        require(
                key.prime1().subtract(key.prime2()).abs().bitLength() > bits / 2 - 100,
                "primes that are too close to each other");
        require(
                key.coefficient().compareTo(key.prime1()) < 0
                        && key.coefficient()
                                .multiply(key.prime2())
                                .mod(key.prime1())
                                .equals(BigInteger.ONE),
                "a coefficient that does not fit the primes");
        require(
                key.privateExponent().compareTo(key.modulus()) < 0
                        && key.privateExponent().bitLength() > bits / 2,
                "a private exponent outside of the limits");
        return key;
    }

    private void requirePrime(BigInteger prime, BigInteger exponent, Key key) {
        require(prime.bitLength() == bits / 2 && prime.testBit(0), "a prime of another length");
        var order = prime.subtract(BigInteger.ONE);
        require(
                exponent.compareTo(order) < 0
                        && key.privateExponent().mod(order).equals(exponent)
                        && exponent.multiply(key.publicExponent())
                                .mod(order)
                                .equals(BigInteger.ONE),
                "exponents that do not fit the primes");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("an RSA private key with " + otherwise);
        }
    }

    private static byte[] algorithm() {
        return HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    }

    /** The numbers in the order of RFC 8017, section A.1.2. */
    private record Key(
            BigInteger modulus,
            BigInteger publicExponent,
            BigInteger privateExponent,
            BigInteger prime1,
            BigInteger prime2,
            BigInteger exponent1,
            BigInteger exponent2,
            BigInteger coefficient) {

        @Override
        public String toString() {
            return "Key[" + modulus.bitLength() + " bits]"; // the rest is secret
        }
    }
}
