package dev.keyward.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * The curves of KMS's {@code ECC_} specs for ECDSA and ECDH, with what can be told of a point, a
 * public key or a signature without a secret. The order of each curve is a prime, so that a point
 * on the curve, other than the point at infinity, generates all of it.
 *
 * <p>Points are written without compression, as KMS writes them: {@code 04}, x, y.
 *
 * <p>Source: SEC 2, sections 2.4.1 to 2.6.1; RFC 5480, section 2; RFC 5915.
 */
public enum EcCurve {
    P256(KeySpec.ECC_NIST_P256, "secp256r1", "06082a8648ce3d030107"),
    P384(KeySpec.ECC_NIST_P384, "secp384r1", "06052b81040022"),
    P521(KeySpec.ECC_NIST_P521, "secp521r1", "06052b81040023"),
    SECG_P256K1(KeySpec.ECC_SECG_P256K1, "secp256k1", "06052b8104000a");

    private static final byte UNCOMPRESSED = 4;

    /** The DER of the object identifier. */
    private static final String EC_PUBLIC_KEY = "06072a8648ce3d0201";

    private final KeySpec spec;

    private final String jcaName;

    private final String oid;

    EcCurve(KeySpec spec, String jcaName, String oid) {
        this.spec = spec;
        this.jcaName = jcaName;
        this.oid = oid;
    }

    /** The curve of keys of {@code spec}, or nothing if they have none. */
    public static Optional<EcCurve> of(KeySpec spec) {
        return Arrays.stream(values()).filter(curve -> curve.spec == spec).findFirst();
    }

    /** Its name in the JDK and in SEC 2. */
    String jcaName() {
        return jcaName;
    }

    /** The DER of its object identifier. */
    byte[] oid() {
        return HexFormat.of().parseHex(oid);
    }

    /** The DER of its keys' AlgorithmIdentifier, with the curve by its name. */
    byte[] algorithm() {
        return DerWriter.sequence(HexFormat.of().parseHex(EC_PUBLIC_KEY), oid());
    }

    /** How many bytes a coordinate has. */
    public int coordinateLength() {
        return (parameters().getCurve().getFieldSize() + 7) / Byte.SIZE;
    }

    /** How many bytes a private scalar has. */
    int scalarLength() {
        return (parameters().getN().bitLength() + 7) / Byte.SIZE;
    }

    /** Whether {@code scalar} is 1 to n - 1, as private keys and both parts of a signature are. */
    boolean hasScalar(BigInteger scalar) {
        return scalar.signum() > 0 && scalar.compareTo(parameters().getN()) < 0;
    }

    /** The public point of a private scalar. */
    byte[] publicPoint(BigInteger scalar) {
        return new FixedPointCombMultiplier()
                .multiply(parameters().getG(), scalar)
                .normalize()
                .getEncoded(false);
    }

    /** Whether these bytes are a point on the curve, without compression and not at infinity. */
    boolean hasPoint(byte[] point) {
        if (point.length != 1 + 2 * coordinateLength() || point[0] != UNCOMPRESSED) {
            return false;
        }
        try {
            return parameters().getCurve().decodePoint(point).isValid();
        } catch (IllegalArgumentException notOnTheCurve) {
            return false;
        }
    }

    /** Whether these bytes are the SubjectPublicKeyInfo of a key on this curve, and no more. */
    public boolean hasPublicKey(byte[] publicKey) {
        try {
            var file = new DerReader(publicKey);
            var in = file.sequence();
            file.end();
            in.exactly(algorithm());
            var point = in.bits();
            in.end();
            return hasPoint(point);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /**
     * Whether these bytes are the DER encoding of two numbers from 1 to n - 1, and no more. Whatever
     * else a library would take for a signature is none here, so that all of them agree.
     */
    public boolean hasSignature(byte[] signature) {
        try {
            var file = new DerReader(signature);
            var in = file.sequence();
            file.end();
            var r = in.integer();
            var s = in.integer();
            in.end();
            return hasScalar(r) && hasScalar(s);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private X9ECParameters parameters() {
        return CustomNamedCurves.getByName(jcaName);
    }
}
