package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class EcCurveTest {

    /** The order of P-256. Source: SEC 2, section 2.4.2. */
    private static final String N =
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

    @ParameterizedTest
    @CsvSource({"P256, 32", "P384, 48", "P521, 66", "SECG_P256K1, 32"})
    void hasItsLengths(EcCurve curve, int length) {
        assertEquals(length, curve.coordinateLength());
        assertEquals(length, curve.scalarLength());
    }

    @ParameterizedTest
    @EnumSource
    void takesPointsOnTheCurveOnly(EcCurve curve) {
        var point = curve.publicPoint(BigInteger.valueOf(7));
        var compressed = Arrays.copyOf(point, 1 + curve.coordinateLength());
        compressed[0] = (byte) (2 + (point[point.length - 1] & 1));
        var hybrid = point.clone();
        hybrid[0] = (byte) (6 + (point[point.length - 1] & 1));
        var moved = point.clone();
        moved[moved.length - 1] ^= 1;
        var origin = new byte[point.length];
        origin[0] = 4;

        assertTrue(curve.hasPoint(point));
        assertFalse(curve.hasPoint(compressed));
        assertFalse(curve.hasPoint(hybrid));
        assertFalse(curve.hasPoint(moved));
        assertFalse(curve.hasPoint(origin));
        assertFalse(curve.hasPoint(new byte[1]), "at infinity");
        assertFalse(curve.hasPoint(new byte[0]));
        assertFalse(curve.hasPoint(Arrays.copyOf(point, point.length + 1)));
    }

    @ParameterizedTest
    @EnumSource
    void takesPublicKeysOfItsOwnOnly(EcCurve curve) {
        var publicKey = DerWriter.sequence(
                curve.algorithm(), DerWriter.bits(curve.publicPoint(BigInteger.TEN)));

        assertTrue(curve.hasPublicKey(publicKey));
        assertFalse(curve.hasPublicKey(Arrays.copyOf(publicKey, publicKey.length + 1)));
        assertFalse(curve.hasPublicKey(Arrays.copyOf(publicKey, publicKey.length - 1)));
        for (var other : EcCurve.values()) {
            assertEquals(other == curve, other.hasPublicKey(publicKey));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3006020101020101, true",
        "3006020100020101, false",
        "3006020101020100, false",
        "30060201010201ff, false",
        "300702010102020001, false",
        "308106020101020101, false",
        "30080201010201010500, false",
        "30060201010201010500, false",
        "3003020101, false",
        "3080020101020101, false",
        "'', false"
    })
    void takesSignaturesInTheirOneEncoding(String der, boolean isTaken) {
        assertEquals(isTaken, EcCurve.P256.hasSignature(HexFormat.of().parseHex(der)));
    }

    @Test
    void takesNumbersBelowTheOrder() {
        var n = new BigInteger(N, 16);
        var last = n.subtract(BigInteger.ONE).toString(16);

        assertTrue(EcCurve.P256.hasSignature(TestingPairs.ecdsa(last, "1")));
        assertFalse(EcCurve.P256.hasSignature(TestingPairs.ecdsa(N, "1")));
        assertFalse(EcCurve.P256.hasSignature(TestingPairs.ecdsa("1", N)));
        assertFalse(EcCurve.P256.hasScalar(n));
        assertFalse(EcCurve.P256.hasScalar(BigInteger.ZERO));
        assertFalse(EcCurve.P256.hasScalar(BigInteger.valueOf(-1)));
    }
}
