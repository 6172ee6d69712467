package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RsaFormatTest {

    /** Each number of the key moved by two, all others right. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void refusesAnRsaNumberThatDoesNotFit(int place) throws GeneralSecurityException {
        var numbers = rsaNumbers();
        assertEquals(
                TestingPairs.material(KeySpec.RSA_2048, Providers.best()).id(),
                material(rsa(numbers)).id());

        numbers[place] = numbers[place].add(BigInteger.TWO);
        assertRefused(rsa(numbers));
    }

    @Test
    void refusesAnRsaKeyThatOnlyFitsItself() throws GeneralSecurityException {
        var numbers = rsaNumbers();
        var p = numbers[3];
        // Consistent in all its numbers, yet one of the two "primes" is none.
        var composite = p;
        do {
            composite = composite.subtract(BigInteger.TWO);
        } while (composite.isProbablePrime(20)
                || !composite.subtract(BigInteger.ONE).gcd(numbers[1]).equals(BigInteger.ONE)
                || !composite.gcd(numbers[4]).equals(BigInteger.ONE));
        assertRefused(rsa(rsaOf(composite, numbers[4], numbers[1])));
        assertRefused(rsa(rsaOf(p, p, numbers[1])));
        assertRefused(rsa(rsaOf(p, numbers[4], BigInteger.valueOf(3))));
        assertRefused(rsa(rsaOf(p, numbers[4], BigInteger.ONE)));
    }

    private static BigInteger[] rsaNumbers() throws GeneralSecurityException {
        var bytes = TestingPairs.pair(KeySpec.RSA_2048).privateKey().use(byte[]::clone);
        var key = (RSAPrivateCrtKey)
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
        return new BigInteger[] {
            key.getModulus(),
            key.getPublicExponent(),
            key.getPrivateExponent(),
            key.getPrimeP(),
            key.getPrimeQ(),
            key.getPrimeExponentP(),
            key.getPrimeExponentQ(),
            key.getCrtCoefficient()
        };
    }

    private static BigInteger[] rsaOf(BigInteger p, BigInteger q, BigInteger e) {
        var p1 = p.subtract(BigInteger.ONE);
        var q1 = q.subtract(BigInteger.ONE);
        var order = p1.multiply(q1);
        // For numbers without an inverse the key is refused for another reason, just as well.
        var d = e.gcd(order).equals(BigInteger.ONE)
                ? e.modInverse(order)
                : order.add(BigInteger.ONE);
        var coefficient = q.gcd(p).equals(BigInteger.ONE) ? q.modInverse(p) : BigInteger.ONE;
        return new BigInteger[] {p.multiply(q), e, d, p, q, d.mod(p1), d.mod(q1), coefficient};
    }

    private static byte[] rsa(BigInteger[] numbers) {
        var values = Stream.concat(Stream.of(BigInteger.ZERO), Stream.of(numbers))
                .map(DerWriter::integer)
                .toArray(byte[][]::new);
        return Pkcs8.write(
                HexFormat.of().parseHex("300d06092a864886f70d0101010500"),
                DerWriter.sequence(values));
    }

    private static AsymmetricMaterial material(byte[] pkcs8) {
        var secret = SecretBytes.taking(pkcs8);
        return AsymmetricMaterial.of(TestingPairs.KEY, KeySpec.RSA_2048, secret, Providers.best());
    }

    private static void assertRefused(byte[] pkcs8) {
        assertThrows(IllegalArgumentException.class, () -> material(pkcs8));
    }
}
