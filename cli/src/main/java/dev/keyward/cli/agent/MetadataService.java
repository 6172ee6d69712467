package dev.keyward.cli.agent;

import dev.keyward.cli.agent.Exchange.Answer;
import dev.keyward.cli.agent.Exchange.Asked;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The instance metadata service, version 2 only: a token is asked for by PUT, which nobody can be made to send
 * by a link or a form, and refused to what came through a proxy.
 *
 * <p>Source: EC2 User Guide, "Use the Instance Metadata Service to access instance metadata" and "Instance
 * metadata categories".
 */
final class MetadataService {

    private static final String TOKEN_PATH = "/latest/api/token";
    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final String TOKEN_LIFE = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final String FORWARDED = "X-Forwarded-For";
    private static final String CREDENTIALS = "/latest/meta-data/iam/security-credentials";
    private static final int LONGEST_SECONDS = 21_600;

    private final HostFacts facts;
    private final KeptCredentials kept;
    private final MetadataTokens tokens;
    private final InstantSource clock;

    MetadataService(
            HostFacts facts, KeptCredentials kept, MetadataTokens tokens, InstantSource clock) {
        this.facts = facts;
        this.kept = kept;
        this.tokens = tokens;
        this.clock = clock;
    }

    Answer answer(Asked asked) {
        if (asked.path().equals(TOKEN_PATH)) {
            return token(asked);
        }
        if (!asked.method().equals("GET")) {
            return Answer.status(405);
        }
        var token = asked.header(TOKEN);
        if (token.isEmpty() || !tokens.isGood(token.get(), clock.instant())) {
            return Answer.status(401);
        }
        return metadata(asked.path());
    }

    private Answer token(Asked asked) {
        if (!asked.method().equals("PUT")) {
            return Answer.status(405);
        }
        if (asked.header(FORWARDED).isPresent()) {
            return Answer.status(403);
        }
        var seconds = asked.header(TOKEN_LIFE).flatMap(MetadataService::seconds);
        if (seconds.isEmpty()) {
            return Answer.status(400);
        }
        var token = tokens.issue(Duration.ofSeconds(seconds.get()), clock.instant());
        return new Answer(
                200, Answer.TEXT, token, Map.of(TOKEN_LIFE, String.valueOf(seconds.get())));
    }

    private static Optional<Integer> seconds(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        var seconds = Integer.parseInt(text);
        return seconds >= 1 && seconds <= LONGEST_SECONDS ? Optional.of(seconds) : Optional.empty();
    }

    private Answer metadata(String path) {
        if (path.startsWith(CREDENTIALS + "/") && path.length() > CREDENTIALS.length() + 1) {
            var name = path.substring(CREDENTIALS.length() + 1);
            return current(credentials -> credentials.role().name().equals(name)
                    ? credentials(credentials)
                    : Answer.status(404));
        }
        return switch (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) {
            case "" -> Answer.text("latest");
            case "/latest" -> Answer.text("dynamic\nmeta-data");
            case "/latest/meta-data" -> Answer.text("iam/\ninstance-id\nplacement/");
            case "/latest/meta-data/instance-id" -> Answer.text(facts.instanceId());
            case "/latest/meta-data/placement" -> Answer.text("availability-zone\nregion");
            case "/latest/meta-data/placement/region" -> Answer.text(facts.region());
            case "/latest/meta-data/placement/availability-zone" ->
                Answer.text(facts.availabilityZone());
            case "/latest/meta-data/iam" -> Answer.text("info\nsecurity-credentials/");
            case "/latest/meta-data/iam/info" -> current(this::profile);
            case CREDENTIALS ->
                current(credentials -> Answer.text(credentials.role().name()));
            case "/latest/dynamic" -> Answer.text("instance-identity/");
            case "/latest/dynamic/instance-identity" -> Answer.text("document");
            case "/latest/dynamic/instance-identity/document" -> identity();
            default -> Answer.status(404);
        };
    }

    /** What is told of the credentials that are good now. */
    private Answer current(Function<HostCredentials, Answer> answer) {
        try {
            return answer.apply(kept.current());
        } catch (IOException none) {
            return Answer.status(503); // why, is in the agent's own output
        }
    }

    private static Answer credentials(HostCredentials current) {
        return Answer.json(JsonText.of(json -> {
            json.writeStringField("Code", "Success");
            json.writeStringField("LastUpdated", text(current.issued()));
            json.writeStringField("Type", "AWS-HMAC");
            json.writeStringField("AccessKeyId", current.accessKeyId());
            json.writeStringField("SecretAccessKey", current.secretAccessKey());
            json.writeStringField("Token", current.sessionToken());
            json.writeStringField("Expiration", text(current.expires()));
        }));
    }

    private Answer profile(HostCredentials current) {
        var role = current.role();
        return Answer.json(JsonText.of(json -> {
            json.writeStringField("Code", "Success");
            json.writeStringField("LastUpdated", text(current.issued()));
            if (role.profile().isPresent()) {
                json.writeStringField("InstanceProfileArn", role.profile().get().arn());
                json.writeStringField("InstanceProfileId", role.profile().get().id());
            } else {
                json.writeStringField(
                        "InstanceProfileArn",
                        "arn:aws:iam::" + facts.account() + ":instance-profile/" + role.name());
            }
        }));
    }

    private Answer identity() {
        return Answer.json(JsonText.of(json -> {
            json.writeStringField("accountId", facts.account());
            json.writeStringField("availabilityZone", facts.availabilityZone());
            json.writeStringField("instanceId", facts.instanceId());
            json.writeStringField("region", facts.region());
            json.writeStringField("version", "2017-09-30");
        }));
    }

    static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
