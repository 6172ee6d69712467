package dev.keyward.server.authorize;

import dev.keyward.crypto.RandomSource;
import dev.keyward.policy.AccountId;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes access keys and tells their account. As in AWS, the id of an access key carries the number of
 * its account: the 16 characters after the prefix are 10 bytes in base 32, of which 40 bits after
 * the first are the number.
 */
public final class AccessKeyIds {

    /** What ids of long-term keys begin with. */
    public static final String LONG_TERM = "AKIA";

    /** What ids of temporary keys begin with. */
    public static final String TEMPORARY = "ASIA";

    /** What ids of the keys of registered services begin with, which AWS has none for. */
    public static final String SERVICE = "AKSP";

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int PREFIX_LENGTH = 4;
    private static final int LENGTH = 20;
    private static final int SYMBOL_BITS = 5;

    /** 6 bytes hold a one, the 40 bits of the account and 7 free bits; 4 more bytes are free. */
    private static final int FREE_HIGH_BITS = 7;

    private static final long MARK = 1L << 47;
    private static final long MOST_ACCOUNT = 999_999_999_999L;
    private static final int SECRET_BYTES = 30;

    private AccessKeyIds() {}

    /** A fresh id for an access key of {@code account}. */
    public static String fresh(String prefix, AccountId account, RandomSource random) {
        var free = ByteBuffer.wrap(random.bytes(Long.BYTES)).getLong();
        var high = MARK
                | Long.parseLong(account.value()) << FREE_HIGH_BITS
                | (free >>> Integer.SIZE & (1 << FREE_HIGH_BITS) - 1);
        var low = free & 0xFFFF_FFFFL;
        var id = new StringBuilder(LENGTH).append(prefix);
        // 80 bits: the 48 of high, then the 32 of low.
        for (var shift = 80 - SYMBOL_BITS; shift >= 0; shift -= SYMBOL_BITS) {
            id.append(ALPHABET.charAt((int) bits(high, low, shift)));
        }
        return id.toString();
    }

    private static long bits(long high, long low, int shift) {
        var mask = (1 << SYMBOL_BITS) - 1;
        if (shift >= Integer.SIZE) {
            return high >>> (shift - Integer.SIZE) & mask;
        }
        return (high << (Integer.SIZE - shift) | low >>> shift) & mask;
    }

    /** The account that an id carries; empty if it is not of the form that {@link #fresh} gives. */
    public static Optional<AccountId> accountOf(String accessKeyId) {
        if (accessKeyId.length() != LENGTH) {
            return Optional.empty();
        }
        long high = 0;
        // Ten characters are 50 bits, of which the 48 highest are wanted.
        for (var index = PREFIX_LENGTH; index < PREFIX_LENGTH + 10; index++) {
            var symbol = ALPHABET.indexOf(accessKeyId.charAt(index));
            if (symbol < 0) {
                return Optional.empty();
            }
            high = high << SYMBOL_BITS | symbol;
        }
        high >>>= 2;
        var account = (high & ~MARK) >>> FREE_HIGH_BITS;
        if ((high & MARK) == 0 || account > MOST_ACCOUNT) {
            return Optional.empty();
        }
        return Optional.of(new AccountId("%012d".formatted(account)));
    }

    /** A fresh secret access key: 40 characters, 240 random bits. */
    public static String freshSecret(RandomSource random) {
        return Base64.getEncoder().encodeToString(random.bytes(SECRET_BYTES));
    }
}
