package dev.keyward.server.organizations.common;

import dev.keyward.crypto.RandomSource;
import dev.keyward.policy.AccountId;

import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes the ids of organizations and of all that belongs to them, none of which is there already.
 *
 * <p>Source: Organizations API Reference, the patterns of {@code OrganizationId} and the other ids.
 */
public final class OrganizationIds {

    private static final String DIGITS = "0123456789";
    private static final String ALPHABET = DIGITS + "abcdefghijklmnopqrstuvwxyz";
    private static final int OCTETS = 256;
    private static final int ORGANIZATION = 10;
    private static final int ROOT = 4;
    private static final int PART = 8;
    private static final int CREATION = 32;
    private static final int ACCOUNT = 12;

    private final RandomSource random;

    public OrganizationIds(RandomSource random) {
        this.random = random;
    }

    /** {@code o-} and 10 letters and digits. */
    public String organization(Predicate<String> isTaken) {
        return free(() -> "o-" + letters(ALPHABET, ORGANIZATION), isTaken);
    }

    /** {@code r-} and 4 letters and digits. */
    public String root(Predicate<String> isTaken) {
        return free(() -> "r-" + letters(ALPHABET, ROOT), isTaken);
    }

    /** {@code ou-}, what the id of its root has after {@code r-}, and 8 letters and digits. */
    public String unit(String rootId, Predicate<String> isTaken) {
        var prefix = "ou-" + rootId.substring(2) + "-";
        return free(() -> prefix + letters(ALPHABET, PART), isTaken);
    }

    /** {@code p-} and 8 letters and digits. */
    public String policy(Predicate<String> isTaken) {
        return free(() -> "p-" + letters(ALPHABET, PART), isTaken);
    }

    /** {@code car-} and 32 letters and digits. */
    public String accountCreation() {
        return "car-" + letters(ALPHABET, CREATION);
    }

    /** Twelve digits. */
    public AccountId account(Predicate<AccountId> isTaken) {
        return free(() -> new AccountId(letters(DIGITS, ACCOUNT)), isTaken);
    }

    private static <T> T free(Supplier<T> ids, Predicate<T> isTaken) {
        var id = ids.get();
        while (isTaken.test(id)) {
            id = ids.get();
        }
        return id;
    }

    /** Each of the alphabet as likely as any other. */
    private String letters(String alphabet, int count) {
        var text = new StringBuilder();
        var most = OCTETS - OCTETS % alphabet.length();
        while (text.length() < count) {
            for (var octet : random.bytes(count)) {
                var value = Byte.toUnsignedInt(octet);
                if (value < most && text.length() < count) {
                    text.append(alphabet.charAt(value % alphabet.length()));
                }
            }
        }
        return text.toString();
    }
}
