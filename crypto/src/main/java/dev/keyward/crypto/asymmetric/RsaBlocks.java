package dev.keyward.crypto.asymmetric;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * RSA without padding by the library and key of a ready cipher, for paddings by Bouncy Castle. It
 * is initialized already; what Bouncy Castle would initialize it with is not looked at.
 */
record RsaBlocks(Cipher cipher, int length) implements AsymmetricBlockCipher {

    @Override
    public void init(boolean forEncryption, CipherParameters parameters) {
        // the cipher has its key
    }

    @Override
    public int getInputBlockSize() {
        return length;
    }

    @Override
    public int getOutputBlockSize() {
        return length;
    }

    @Override
    public byte[] processBlock(byte[] bytes, int start, int count)
            throws InvalidCipherTextException {
        try {
            return cipher.doFinal(bytes, start, count);
        } catch (GeneralSecurityException e) {
            throw new InvalidCipherTextException("RSA refused a block", e);
        }
    }
}
