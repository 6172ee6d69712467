package dev.keyward.server.main;

import java.util.Locale;
import java.util.Optional;

/**
 * Every setting that there is. One name serves all three places: {@code port} is the flag {@code
 * --port}, the environment variable {@code KEYWARD_PORT} and the line {@code port = ...} of a file.
 */
enum Setting {
    // spotless:off
    BIND(
            "bind",
            "127.0.0.1",
            "an IP address or a host name",
            "Where to listen. What is not a loopback address is reachable from other machines: use TLS then."),
    PORT(
            "port",
            "4566",
            "a number from 0 to 65535",
            "The TCP port. 0 takes any free one, which the start message names."),
    DATA(
            "data",
            "./keyward-data",
            "a directory",
            "Everything that is kept: the store, the sealed root key, the root credentials. Made if it is missing."),
    ACCOUNT_ID(
            "account-id",
            "123456789012",
            "12 digits",
            "The account that the first start makes. A later start refuses another one."),
    ROOT_ACCESS_KEY_ID(
            "root-access-key-id",
            "",
            "16 to 128 letters, digits and underscores, not beginning with ASIA",
            "Access key id of the account's root user; made at the first start if not given."
                    + " Given again later, it must be one that is stored."),
    ROOT_SECRET_ACCESS_KEY(
            "root-secret-access-key",
            "",
            "at least 16 visible ASCII characters",
            "Secret of root-access-key-id; both or neither."),
    ROOT_KEY_PASSPHRASE(
            "root-key-passphrase",
            "",
            "at least 8 characters",
            "Seals the root key file. Every later start needs the same one; without it all is lost."),
    REGIONS(
            "regions",
            "",
            "Region codes of the aws partition, with commas between",
            "The Regions that are served, and that keys can be replicated to; a request signed for another is"
                    + " refused. Any Region if not given."),
    TLS_CERT(
            "tls-cert",
            "",
            "a PEM file",
            "The server's certificate and those between it and the root. Read again when it changes."
                    + " Goes with tls-key."),
    TLS_KEY(
            "tls-key",
            "",
            "a PEM file with an unencrypted PKCS#8 or PKCS#1 key",
            "The private key of tls-cert."),
    ATTESTATION_ROOT(
            "attestation-root",
            "",
            "a PEM file with certificates of authorities",
            "Whose attestation documents are believed, for example the root of AWS Nitro Enclaves; read at the start."
                    + " Requests with a Recipient are refused if not given."),
    ENDPOINT_PORTS(
            "endpoint-ports",
            "",
            "two numbers from 1 to 65535 with a hyphen between, such as 4600-4699",
            "The TCP ports that VPC endpoints get for their own listeners, one each, beside port. What arrives on one"
                    + " comes through that endpoint. None if not given."),
    LOAD_BALANCER_PORT(
            "load-balancer-port",
            "",
            "a number from 0 to 65535",
            "The TCP port for load balancers that send a PROXY protocol v2 header with the id of the VPC endpoint that"
                    + " a connection comes through. Goes with load-balancers."),
    LOAD_BALANCERS(
            "load-balancers",
            "",
            "IP addresses and networks such as 10.0.1.0/24, with commas between",
            "Whose PROXY protocol headers are believed on load-balancer-port. Everybody else is turned away there."),
    OIDC_CA(
            "oidc-ca",
            "",
            "a PEM file with certificates of authorities",
            "Whose certificates the servers of OpenID Connect providers may have, which are asked for their keys; read"
                    + " at the start. The authorities that the JDK trusts if not given. A provider's thumbprints count"
                    + " beside them."),
    OIDC_KEYS(
            "oidc-keys",
            "",
            "a JSON file with a key set for each issuer",
            "The keys of OpenID Connect providers that are never asked for them: an object like"
                    + " {\"https://issuer.example.org\": {\"keys\": [...]}}; read at the start."),
    MAX_CONNECTIONS(
            "max-connections",
            "1000",
            "a number from 1 to 1000000",
            "How many clients may be connected at once. Who comes later is turned away at once."),
    IDLE_TIMEOUT(
            "idle-timeout",
            "75s",
            "a time from 1s to 1h, such as 500ms, 30s or 2m",
            "How long a connection may wait between requests, and how long the headers of the next one may take."),
    READ_TIMEOUT(
            "read-timeout",
            "20s",
            "a time from 1s to 1h, such as 500ms, 30s or 2m",
            "How long a connection's first headers, any body, and a client's taking of an answer may each last."),
    REQUEST_QUOTAS(
            "request-quotas",
            "off",
            "on or off",
            "Whether KMS takes no more requests a second than AWS does, by account and Region."
                    + " For trying out how a client copes with ThrottlingException.");
    // spotless:on

    static final String FLAG_PREFIX = "--";

    static final String ENVIRONMENT_PREFIX = "KEYWARD_";

    private final String key;
    private final String defaultText;
    private final String form;
    private final String doc;

    Setting(String key, String defaultText, String form, String doc) {
        this.key = key;
        this.defaultText = defaultText;
        this.form = form;
        this.doc = doc;
    }

    /** The name in a file, from which the others follow. */
    String key() {
        return key;
    }

    String flag() {
        return FLAG_PREFIX + key;
    }

    String variable() {
        return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** What holds where nothing is given; empty where that means something of its own. */
    Optional<String> defaultText() {
        return defaultText.isEmpty() ? Optional.empty() : Optional.of(defaultText);
    }

    /** What a value must be, to follow "must be". */
    String form() {
        return form;
    }

    String doc() {
        return doc;
    }

    /** Secrets have no flag, since any user of the machine can read a process's arguments. */
    boolean isSecret() {
        return switch (this) {
            case ROOT_SECRET_ACCESS_KEY, ROOT_KEY_PASSPHRASE -> true;
            case BIND,
                    PORT,
                    DATA,
                    ACCOUNT_ID,
                    ROOT_ACCESS_KEY_ID,
                    REGIONS,
                    TLS_CERT,
                    TLS_KEY,
                    ATTESTATION_ROOT,
                    ENDPOINT_PORTS,
                    LOAD_BALANCER_PORT,
                    LOAD_BALANCERS,
                    OIDC_CA,
                    OIDC_KEYS,
                    MAX_CONNECTIONS,
                    IDLE_TIMEOUT,
                    READ_TIMEOUT,
                    REQUEST_QUOTAS -> false;
        };
    }
}
