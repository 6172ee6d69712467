package dev.keyward.server.model;

import java.util.regex.Pattern;

/**
 * An AWS Region by its code, for example {@code eu-central-1}. Only the {@code aws} partition is
 * served, so codes of the China, GovCloud and isolated partitions are refused.
 */
public record Region(String code) {

    private static final Pattern CODE = Pattern.compile(
            "(?!cn-|us-gov-|us-iso|eu-isoe)[a-z]{2,3}(-[a-z]{3,10}){1,2}-[0-9]{1,2}");

    /**
     * Where the global services (IAM, Organizations) are signed for. It stands below the pattern,
     * which checks it.
     */
    public static final Region US_EAST_1 = new Region("us-east-1");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if {@code code} is not the code of a Region that can be served
     */
    public Region {
        if (!isRegion(code)) {
            throw new IllegalArgumentException(
                    "`" + code + "` is not a Region of the aws partition");
        }
    }

    public static boolean isRegion(String code) {
        return CODE.matcher(code).matches();
    }

    @Override
    public String toString() {
        return code;
    }
}
