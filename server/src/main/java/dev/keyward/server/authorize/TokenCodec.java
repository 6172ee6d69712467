package dev.keyward.server.authorize;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Caller.Federation;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.authorize.SessionToken.FederatedHolder;
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
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bytes inside a sealed session token: a version, then the fields in order; texts are UTF-8 with
 * their length before them, and the inline policy is compressed. Only bytes that were sealed here
 * are read, so that anything unexpected in them is a bug.
 */
final class TokenCodec {

    private static final int VERSION = 2;

    private static final int ROOT = 0;
    private static final int USER = 1;
    private static final int ROLE = 2;
    private static final int FEDERATED = 3;

    /** Where no code of an MFA device was checked. */
    private static final long NEVER = Long.MIN_VALUE;

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
            case FederatedHolder federated -> {
                out.writeByte(FEDERATED);
                writeText(out, federated.userId());
                writeText(out, federated.name());
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
        writeMap(out, session.tags().values());
        writeTexts(out, List.copyOf(session.tags().transitive()));
        writeSignIn(out, session.signIn());
    }

    private static void writeSignIn(DataOutputStream out, SignIn signIn) throws IOException {
        out.writeLong(signIn.multiFactor().map(Instant::getEpochSecond).orElse(NEVER));
        out.writeBoolean(signIn.federation().isPresent());
        if (signIn.federation().isPresent()) {
            var federation = signIn.federation().get();
            writeText(out, federation.provider());
            writeMap(out, federation.single());
            writeTexts(out, List.copyOf(federation.multiple().keySet()));
            for (var values : federation.multiple().values()) {
                writeTexts(out, values);
            }
        }
    }

    private static void writeOptional(DataOutputStream out, Optional<String> text)
            throws IOException {
        writeTexts(out, text.map(List::of).orElse(List.of()));
    }

    private static void writeMap(DataOutputStream out, SortedMap<String, String> map)
            throws IOException {
        writeTexts(out, List.copyOf(map.keySet()));
        writeTexts(out, List.copyOf(map.values()));
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
            case FEDERATED -> {
                var id = readText(in);
                var name = readText(in);
                yield new FederatedHolder(readAccount(in), id, name);
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
        var tags = readMap(in, new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
        Set<String> transitive = new HashSet<>(readTexts(in));
        return new Session(
                issued,
                expires,
                new SessionPolicies(inline, managed),
                new SessionTags(tags, transitive),
                sourceIdentity,
                readSignIn(in));
    }

    private static SignIn readSignIn(DataInputStream in) throws IOException {
        var second = in.readLong();
        var multiFactor = second == NEVER
                ? Optional.<Instant>empty()
                : Optional.of(Instant.ofEpochSecond(second));
        return new SignIn(
                multiFactor, in.readBoolean() ? Optional.of(readFederation(in)) : Optional.empty());
    }

    private static Federation readFederation(DataInputStream in) throws IOException {
        var provider = readText(in);
        var single = readMap(in, new TreeMap<>());
        var multiple = new TreeMap<String, List<String>>();
        for (var key : readTexts(in)) {
            multiple.put(key, readTexts(in));
        }
        return new Federation(provider, single, multiple);
    }

    private static SortedMap<String, String> readMap(
            DataInputStream in, SortedMap<String, String> map) throws IOException {
        var keys = readTexts(in);
        var values = readTexts(in);
        for (var index = 0; index < keys.size(); index++) {
            map.put(keys.get(index), values.get(index));
        }
        return map;
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
