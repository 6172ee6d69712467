package dev.keyward.policy;

/** The number of an AWS account: exactly 12 digits. */
public record AccountId(String value) {

    private static final int DIGITS = 12;

    /**
     * Checks the digits.
     *
     * @throws IllegalArgumentException if {@code value} is not exactly 12 digits
     */
    public AccountId {
        if (!isAccountId(value)) {
            throw new IllegalArgumentException("`" + value + "` is not a 12-digit account id");
        }
    }

    public static boolean isAccountId(String text) {
        return text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return value;
    }
}
