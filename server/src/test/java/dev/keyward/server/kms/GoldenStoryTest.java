package dev.keyward.server.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.service.Served;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.protocol.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A story of requests and replies as they stand on the wire, in {@code src/test/golden/kms/story}: the
 * operation, the request's body, and the reply's status and body after an arrow. What is different in
 * each run (key ids, ciphertexts, markers) has a name there, which later requests use. With
 * -Dgolden=update the replies are written anew; review the difference.
 */
final class GoldenStoryTest {

    private static final Path STORY = Path.of("src/test/golden/kms/story");
    private static final String ARROW = "-> ";

    private static final Pattern NAMED = Pattern.compile(
            "\"(KeyId|CurrentKeyMaterialId|KeyMaterialId|CiphertextBlob|Plaintext|NextMarker|GrantId"
                    + "|GrantToken|PublicKey|ImportToken|Signature|Mac|PrivateKeyPlaintext"
                    + "|PrivateKeyCiphertextBlob|SharedSecret)\":\"([^\"]+)\"");

    private final TestingKms kms = new TestingKms();
    private final Protocol protocol = Protocol.of(kms.service().model());
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void everyReplyIsAsItWas() throws IOException {
        var told = new StringBuilder();
        var seen = new HashSet<String>();
        for (var chapter : Files.readString(STORY).split("\n\n", -1)) {
            var lines = chapter.strip().lines().toList();
            if (chapter.isBlank() || chapter.startsWith("#")) {
                told.append(chapter.strip()).append("\n\n");
                continue;
            }
            var operation = lines.getFirst();
            seen.add(operation);
            told.append(operation).append('\n').append(lines.get(1)).append('\n');
            told.append(reply(operation, lines.get(1))).append("\n\n");
        }
        var actual = told.toString().strip() + "\n";
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(STORY, actual);
        }
        assertEquals(Files.readString(STORY), actual);
        var untold = new TreeSet<String>();
        KmsOperationsTable.load().served().forEach((operation, served) -> {
            if (served == Served.YES && !seen.contains(operation)) {
                untold.add(operation);
            }
        });
        assertEquals(Set.of(), untold, "operations that do not appear in the story");
    }

    private String reply(String operation, String body) {
        var request = new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(Map.of("X-Amz-Target", "TrentService." + operation)),
                filled(body).getBytes(StandardCharsets.UTF_8));
        var reply = answer(request);
        var text = new String(reply.body(), StandardCharsets.UTF_8);
        return ARROW + reply.status() + " " + named(text);
    }

    private HttpReply answer(HttpRequest request) {
        try {
            var model = protocol.operation(request);
            var input = protocol.read(model, request);
            var output = kms.keyward()
                    .as(TestingKeyward.rootOf(TestingKeyward.ACCOUNT))
                    .kms(model.name(), input);
            return protocol.reply(model, output, "request");
        } catch (ServiceException refusal) {
            return protocol.refuse(refusal, "request");
        }
    }

    /** The request with values in the place of their names. */
    private String filled(String body) {
        var filled = body;
        for (var entry : names.entrySet()) {
            filled = filled.replace(entry.getValue(), entry.getKey());
        }
        return filled;
    }

    /** The reply with names in the place of values, where each new value gets one. */
    private String named(String body) {
        var matcher = NAMED.matcher(body);
        while (matcher.find()) {
            var value = matcher.group(2);
            var bare = value.substring(value.lastIndexOf('/') + 1);
            var isNew = List.of(value, bare).stream().noneMatch(names::containsKey);
            if (isNew) {
                var kind = matcher.group(1);
                names.put(bare.equals(value) || kind.equals("KeyId") ? bare : value, next(kind));
            }
        }
        var named = body;
        for (var entry : names.entrySet()) {
            named = named.replace(entry.getKey(), entry.getValue());
        }
        return named;
    }

    private String next(String kind) {
        return "<" + kind + " " + counts.merge(kind, 1, Integer::sum) + ">";
    }
}
