package dev.keyward.server.main;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.policy.AccountId;
import dev.keyward.server.http.Endpoint;
import dev.keyward.server.http.Limits;
import dev.keyward.server.http.TlsFiles;
import dev.keyward.server.model.Region;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How the server was told to run. {@link Setting} says what each means.
 *
 * @param account as it was given; a data directory that has one needs none
 * @param rootKeyPassphrase what seals the root key file beside its permissions
 * @param regions the Regions that are served; none named means every one
 * @param requestQuotas whether callers may call no more often than AWS lets them
 * @param attestationRoot a file with the authorities whose attestation documents are believed
 * @param endpoints how requests can come through VPC endpoints
 * @param oidc what is known of OpenID Connect providers beforehand
 */
record Settings(
        Endpoint endpoint,
        Path data,
        Optional<AccountId> account,
        Optional<RootCredentials> rootCredentials,
        Optional<SecretBytes> rootKeyPassphrase,
        Set<Region> regions,
        boolean requestQuotas,
        Optional<Path> attestationRoot,
        EndpointSettings endpoints,
        Oidc oidc) {

    private static final Pattern ACCESS_KEY_ID = Pattern.compile("(?!ASIA)\\w{16,128}");
    private static final Pattern SECRET_ACCESS_KEY = Pattern.compile("[!-~]{16,1024}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");
    private static final int MOST_PORT = 65_535;
    private static final int MOST_CONNECTIONS = 1_000_000;
    private static final Duration LEAST_TIME = Duration.ofSeconds(1);
    private static final Duration MOST_TIME = Duration.ofHours(1);
    private static final int LEAST_PASSPHRASE = 8;

    Settings {
        regions = Set.copyOf(regions);
    }

    /**
     * Files about OpenID Connect providers.
     *
     * @param authorities whose certificates their servers may have
     * @param keys of those that are not asked
     */
    record Oidc(Optional<Path> authorities, Optional<Path> keys) {}

    /** The root user's access key as it was given. */
    record RootCredentials(String accessKeyId, SecretBytes secretAccessKey) {}

    /**
     * Reads every setting.
     *
     * @param flags by flag, for example {@code --port}
     * @throws SettingsException for the first that cannot be used, and for every name that is no
     *     setting's
     */
    static Settings read(Map<String, String> flags, Map<String, String> environment) {
        var given = GivenSettings.of(flags, environment);
        int port = given.get(Setting.PORT, Settings::port);
        return new Settings(
                new Endpoint(
                        given.get(Setting.BIND, Settings::host),
                        port,
                        tls(given),
                        new Limits(
                                given.get(
                                        Setting.MAX_CONNECTIONS,
                                        text -> number(text, 1, MOST_CONNECTIONS)),
                                given.get(Setting.IDLE_TIMEOUT, Settings::time),
                                given.get(Setting.READ_TIMEOUT, Settings::time))),
                given.get(Setting.DATA, Settings::path),
                given.find(Setting.ACCOUNT_ID, Settings::accountId)
                        .filter(_ -> given.isGiven(Setting.ACCOUNT_ID)),
                rootCredentials(given),
                given.find(Setting.ROOT_KEY_PASSPHRASE, Settings::passphrase),
                given.find(Setting.REGIONS, Settings::regionSet).orElse(Set.of()),
                given.get(Setting.REQUEST_QUOTAS, Settings::onOff),
                given.find(Setting.ATTESTATION_ROOT, Settings::file),
                EndpointSettings.read(given, port),
                new Oidc(
                        given.find(Setting.OIDC_CA, Settings::file),
                        given.find(Setting.OIDC_KEYS, Settings::file)));
    }

    static Optional<Integer> port(String text) {
        return number(text, 0, MOST_PORT);
    }

    private static Optional<TlsFiles> tls(GivenSettings given) {
        given.requireBothOrNeither(Setting.TLS_CERT, Setting.TLS_KEY);
        var key = given.find(Setting.TLS_KEY, Settings::file);
        return given.find(Setting.TLS_CERT, Settings::file)
                .map(certificate -> new TlsFiles(certificate, key.orElseThrow()));
    }

    private static Optional<RootCredentials> rootCredentials(GivenSettings given) {
        given.requireBothOrNeither(Setting.ROOT_ACCESS_KEY_ID, Setting.ROOT_SECRET_ACCESS_KEY);
        var secret = given.find(Setting.ROOT_SECRET_ACCESS_KEY, Settings::secretAccessKey);
        return given.find(Setting.ROOT_ACCESS_KEY_ID, text -> matching(ACCESS_KEY_ID, text))
                .map(id -> new RootCredentials(id, secret.orElseThrow()));
    }

    private static Optional<String> host(String text) {
        return Optional.of(text).filter(host -> host.matches("[0-9A-Za-z.:%_-]+"));
    }

    private static Optional<Integer> number(String text, int least, int most) {
        return matching(NUMBER, text)
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most);
    }

    private static Optional<Duration> time(String text) {
        var parts = TIME.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var count = Long.parseLong(parts.group(1));
        var time = switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
        return Optional.of(time)
                .filter(it -> it.compareTo(LEAST_TIME) >= 0 && it.compareTo(MOST_TIME) <= 0);
    }

    private static Optional<Boolean> onOff(String text) {
        return switch (text) {
            case "on" -> Optional.of(true);
            case "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static Optional<Path> file(String text) {
        return path(text).filter(Files::isReadable).filter(file -> !Files.isDirectory(file));
    }

    private static Optional<AccountId> accountId(String text) {
        return AccountId.isAccountId(text) ? Optional.of(new AccountId(text)) : Optional.empty();
    }

    private static Optional<String> matching(Pattern pattern, String text) {
        return pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<SecretBytes> secretAccessKey(String text) {
        return matching(SECRET_ACCESS_KEY, text).map(Settings::secret);
    }

    private static Optional<SecretBytes> passphrase(String text) {
        return text.length() < LEAST_PASSPHRASE ? Optional.empty() : Optional.of(secret(text));
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.taking(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Set<Region>> regionSet(String text) {
        var regions = new TreeSet<>(java.util.Comparator.comparing(Region::code));
        for (var code : text.split(",", -1)) {
            if (!Region.isRegion(code.strip())) {
                return Optional.empty();
            }
            regions.add(new Region(code.strip()));
        }
        return Optional.of(regions);
    }
}
