package dev.keyward.cli;

import dev.keyward.wire.sigv4.Credentials;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which server is asked, and as whom. What was not given on the command line comes from where AWS's
 * own tools take it, in their order: the environment, then the profile.
 *
 * @param certificates a file of the certificates to trust instead of the system's
 *
 * <p>Source: AWS Command Line Interface User Guide, "Configuration and credential precedence".
 */
record ServerSettings(
        Credentials credentials, String region, URI endpoint, Optional<Path> certificates) {

    static final String NO_ENDPOINT = "http://localhost:4566";
    private static final String KEY_ID = "aws_access_key_id";
    private static final String SECRET = "aws_secret_access_key";
    private static final String TOKEN = "aws_session_token";

    /** What the command line says. */
    record Given(
            Optional<String> endpoint,
            Optional<String> region,
            Optional<String> profile,
            Optional<String> certificates) {}

    static ServerSettings find(Given given, Environment environment) throws ServerException {
        var profile = profile(given, environment);
        var region = given.region()
                .or(() -> environment.variable("AWS_REGION"))
                .or(() -> environment.variable("AWS_DEFAULT_REGION"))
                .or(() -> Optional.ofNullable(profile.get("region")))
                .orElseThrow(() -> new ServerException(
                        "no Region: give --region, or set AWS_REGION or the profile's region"));
        var endpoint = given.endpoint()
                .or(() -> environment.variable("AWS_ENDPOINT_URL"))
                .or(() -> Optional.ofNullable(profile.get("endpoint_url")))
                .orElse(NO_ENDPOINT);
        var certificates = given.certificates()
                .or(() -> environment.variable("AWS_CA_BUNDLE"))
                .or(() -> Optional.ofNullable(profile.get("ca_bundle")))
                .map(Path::of);
        return new ServerSettings(
                credentials(given, environment, profile), region, uri(endpoint), certificates);
    }

    /** What the two shared files say of the profile; where both do, the credentials file counts. */
    private static Map<String, String> profile(Given given, Environment environment)
            throws ServerException {
        var named = given.profile().or(() -> environment.variable("AWS_PROFILE"));
        var name = named.orElse("default");
        var config = file(environment, "AWS_CONFIG_FILE", "config");
        var credentials = file(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
        var section = name.equals("default") && !config.has("profile default")
                ? "default"
                : "profile " + name;
        if (named.isPresent() && !config.has(section) && !credentials.has(name)) {
            throw new ServerException("there is no profile `" + name + "`");
        }
        var settings = new HashMap<>(config.section(section));
        settings.putAll(credentials.section(name));
        return settings;
    }

    private static ProfileFile file(Environment environment, String variable, String name)
            throws ServerException {
        var file = environment
                .variable(variable)
                .map(Path::of)
                .orElseGet(() -> environment.home().resolve(".aws").resolve(name));
        return ProfileFile.read(file);
    }

    /** A profile that was named on the command line counts more than the environment. */
    private static Credentials credentials(
            Given given, Environment environment, Map<String, String> profile)
            throws ServerException {
        var inEnvironment = new HashMap<String, String>();
        for (var name : new String[] {KEY_ID, SECRET, TOKEN}) {
            environment
                    .variable(name.toUpperCase(Locale.ROOT))
                    .ifPresent(value -> inEnvironment.put(name, value));
        }
        var source = given.profile().isEmpty() && inEnvironment.containsKey(KEY_ID)
                ? inEnvironment
                : profile;
        var keyId = source.get(KEY_ID);
        var secret = source.get(SECRET);
        if (keyId == null || secret == null) {
            throw new ServerException("no credentials: set AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY, or write " + KEY_ID + " and " + SECRET
                    + " into the profile");
        }
        return new Credentials(
                keyId,
                secret.getBytes(StandardCharsets.UTF_8),
                Optional.ofNullable(source.get(TOKEN)).filter(token -> !token.isEmpty()));
    }

    static URI uri(String endpoint) throws ServerException {
        try {
            var uri = new URI(endpoint);
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && (uri.getPath().isEmpty() || uri.getPath().equals("/"))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new ServerException("not an endpoint: `" + endpoint + "`", e);
        }
        throw new ServerException("not an endpoint: `" + endpoint
                + "`; it is http:// or https://, a host and perhaps a port");
    }
}
