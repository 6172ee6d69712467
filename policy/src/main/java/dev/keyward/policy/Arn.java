package dev.keyward.policy;

/**
 * An Amazon Resource Name: {@code arn:partition:service:region:account:resource}. The resource part
 * may itself hold colons and slashes; region and account may be empty.
 *
 * <p>Source: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
 */
public record Arn(
        String partition, String service, String region, String account, String resource) {

    private static final int PARTS = 6;

    /**
     * Splits an ARN into its parts.
     *
     * @throws IllegalArgumentException if {@code text} has fewer than six parts or does not begin
     *     with {@code arn:}
     */
    public static Arn parse(String text) {
        var parts = text.split(":", PARTS);
        if (parts.length != PARTS || !parts[0].equals("arn")) {
            throw new IllegalArgumentException("`" + text + "` is not an ARN");
        }
        return new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]);
    }

    public static boolean isArn(String text) {
        if (!text.startsWith("arn:")) {
            return false;
        }
        var colons = 0;
        for (var at = text.indexOf(':'); at >= 0 && colons < PARTS - 1; colons++) {
            at = text.indexOf(':', at + 1);
        }
        return colons == PARTS - 1;
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
