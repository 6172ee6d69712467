package dev.keyward.policy.match;

import java.util.Optional;

/** The five parts of an ARN after {@code arn:}; the last may hold further colons. */
record ArnParts(String partition, String service, String region, String account, String resource) {

    private static final String PREFIX = "arn:";

    static Optional<ArnParts> find(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var service = text.indexOf(':', PREFIX.length()) + 1;
        var region = service == 0 ? 0 : text.indexOf(':', service) + 1;
        var account = region == 0 ? 0 : text.indexOf(':', region) + 1;
        var resource = account == 0 ? 0 : text.indexOf(':', account) + 1;
        if (resource == 0) {
            return Optional.empty();
        }
        return Optional.of(new ArnParts(
                text.substring(PREFIX.length(), service - 1),
                text.substring(service, region - 1),
                text.substring(region, account - 1),
                text.substring(account, resource - 1),
                text.substring(resource)));
    }
}
