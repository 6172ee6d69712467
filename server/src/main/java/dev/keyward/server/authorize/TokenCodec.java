package dev.keyward.server.authorize;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.SessionToken.Holder;
import dev.keyward.server.authorize.SessionToken.RoleHolder;
import dev.keyward.server.authorize.SessionToken.RootHolder;
import dev.keyward.server.authorize.SessionToken.UserHolder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The bytes inside a sealed session token: a version, then the fields in order; texts are UTF-8 with
 * their length before them, and the inline policy is compressed. Only bytes that were sealed here
 * are read, so that anything unexpected in them is a bug.
 */
final class TokenCodec {

    private static final int VERSION = 1;

    private static final int ROOT = 0;
    private static final int USER = 1;
    private static final int ROLE = 2;

    private TokenCodec() {}

    static byte[] encode(SessionToken token) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writeText(out, token.accessKeyId());
            writeBytes(out, token.secret().use(byte[]::clone));
            writeHolder(out, token.holder());
            writeSession(out, token.session());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeHolder(DataOutputStream out, Holder holder) throws IOException {
        switch (holder) {
            case RootHolder _ -> out.writeByte(ROOT);
            case UserHolder user -> {
                out.writeByte(USER);
                writeText(out, user.userId());
            }
            case RoleHolder role -> {
                out.writeByte(ROLE);
                writeText(out, role.roleId());
                writeText(out, role.sessionName());
            }
        }
        out.writeLong(Long.parseLong(holder.account().value()));
    }

    private static void writeSession(DataOutputStream out, Session session) throws IOException {
        out.writeLong(session.issued().getEpochSecond());
        out.writeLong(session.expires().getEpochSecond());
        writeOptional(out, session.sourceIdentity());
        var inline = session.policies().inline();
        out.writeBoolean(inline.isPresent());
        if (inline.isPresent()) {
            writeBytes(out, Compressed.of(inline.get()));
        }
        writeTexts(out, session.policies().managed().stream().map(Arn::toString).toList());
        writeTexts(out, List.copyOf(session.tags().values().keySet()));
        writeTexts(out, List.copyOf(session.tags().values().values()));
        writeTexts(out, List.copyOf(session.tags().transitive()));
    }

    private static void writeOptional(DataOutputStream out, Optional<String> text)
            throws IOException {
        writeTexts(out, text.map(List::of).orElse(List.of()));
    }

    private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeShort(texts.size());
        for (var text : texts) {
            writeText(out, text);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        if (bytes.length > 0xFFFF) {
            throw new IllegalStateException("a field of " + bytes.length + " bytes is too long");
        }
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    static SessionToken decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalStateException("a session token of version " + version);
            }
            var accessKeyId = readText(in);
            var secret = SecretBytes.taking(readBytes(in));
            var holder = readHolder(in);
            return new SessionToken(accessKeyId, secret, holder, readSession(in));
        } catch (IOException e) {
            throw new UncheckedIOException("a session token was sealed incomplete", e);
        }
    }

    private static Holder readHolder(DataInputStream in) throws IOException {
        var kind = in.readUnsignedByte();
        return switch (kind) {
            case ROOT -> new RootHolder(readAccount(in));
            case USER -> {
                var id = readText(in);
                yield new UserHolder(readAccount(in), id);
            }
            case ROLE -> {
                var id = readText(in);
                var sessionName = readText(in);
                yield new RoleHolder(readAccount(in), id, sessionName);
            }
            default -> throw new IllegalStateException("a session token of kind " + kind);
        };
    }

    private static AccountId readAccount(DataInputStream in) throws IOException {
        return new AccountId("%012d".formatted(in.readLong()));
    }

    private static Session readSession(DataInputStream in) throws IOException {
        var issued = Instant.ofEpochSecond(in.readLong());
        var expires = Instant.ofEpochSecond(in.readLong());
        var sourceIdentity = readTexts(in).stream().findFirst();
        var inline = in.readBoolean()
                ? Optional.of(Compressed.open(readBytes(in)))
                : Optional.<String>empty();
        var managed = readTexts(in).stream().map(Arn::parse).toList();
        var keys = readTexts(in);
        var values = readTexts(in);
        var tags = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var index = 0; index < keys.size(); index++) {
            tags.put(keys.get(index), values.get(index));
        }
        Set<String> transitive = new HashSet<>(readTexts(in));
        return new Session(
                issued,
                expires,
                new SessionPolicies(inline, managed),
                new SessionTags(tags, transitive),
                sourceIdentity);
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        var count = in.readUnsignedShort();
        var texts = new ArrayList<String>();
        for (var index = 0; index < count; index++) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        var bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return bytes;
    }
}
