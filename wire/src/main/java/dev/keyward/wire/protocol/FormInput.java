package dev.keyward.wire.protocol;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.Document;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.Member;
import dev.keyward.wire.model.Shape;
import dev.keyward.wire.model.StructureShape;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads an operation's input from the parameters of a query request, by its shape.
 *
 * <p>Source: Smithy, "AWS query protocol" and "AWS EC2 query protocol"; answers of STS for numbers that are none.
 */
final class FormInput {

    private static final int MAX_DIGITS = 40;

    /** How IAM and STS read parameters. */
    static final FormInput OF_QUERY = new FormInput(Dialect.QUERY);

    /** How EC2 does. */
    static final FormInput OF_EC2 = new FormInput(Dialect.EC2);

    private final Dialect dialect;

    private FormInput(Dialect dialect) {
        this.dialect = dialect;
    }

    private enum Dialect {
        QUERY,
        /** Names are capitalized, and no list has a wrapper. */
        EC2
    }

    Struct read(StructureShape shape, FormTree tree) {
        var members = new LinkedHashMap<String, Document>();
        for (Member member : shape.members()) {
            Optional<FormTree> node = tree.child(name(member));
            if (node.isPresent()) {
                value(member, node.get()).ifPresent(value -> members.put(member.name(), value));
            }
        }
        return new Struct(members);
    }

    /** The value at {@code node}; empty where a simple shape has only deeper parameters. */
    private Optional<Document> value(Member member, FormTree node) {
        return switch (member.shape()) {
            case StructureShape structure -> Optional.of(read(structure, node));
            case Shape.ListShape list ->
                Optional.of(list(list, list.flattened() || isFlattened(member), node));
            case Shape.MapShape map ->
                Optional.of(map(map, map.entries().flattened() || isFlattened(member), node));
            case Shape.Simple simple -> node.value().map(text -> simple(simple, text));
        };
    }

    private String name(Member member) {
        return switch (dialect) {
            case QUERY -> member.wireName();
            case EC2 -> member.parameterName();
        };
    }

    private boolean isFlattened(Member member) {
        return dialect == Dialect.EC2 || member.traits().flattened();
    }

    private Document list(Shape.ListShape list, boolean flattened, FormTree node) {
        var values = new ArrayList<Document>();
        for (FormTree element : elements(node, flattened, list.element().wireName())) {
            values.add(value(list.element(), element).orElseThrow(FormInput::malformed));
        }
        return Document.of(values);
    }

    private Document map(Shape.MapShape map, boolean flattened, FormTree node) {
        var entries = new LinkedHashMap<String, Document>();
        for (FormTree entry : elements(node, flattened, "entry")) {
            String key = entry.child(map.key().wireName())
                    .flatMap(FormTree::value)
                    .orElseThrow(FormInput::malformed);
            Document value = entry.child(map.value().wireName())
                    .flatMap(child -> value(map.value(), child))
                    .orElseThrow(FormInput::malformed);
            if (entries.put(key, value) != null) {
                throw malformed();
            }
        }
        return new Struct(entries);
    }

    /** The elements of a list or map. An empty one is sent as its name with an empty value. */
    private static List<FormTree> elements(FormTree node, boolean flattened, String wrapper) {
        if (!node.hasChildren()) {
            if (node.value().filter(String::isEmpty).isEmpty()) {
                throw malformed();
            }
            return List.of();
        }
        if (flattened) {
            return node.elements();
        }
        FormTree wrapped = node.child(wrapper).orElseThrow(FormInput::malformed);
        if (!wrapped.hasChildren()) {
            throw malformed();
        }
        return wrapped.elements();
    }

    private static Document simple(Shape.Simple shape, String text) {
        return switch (shape) {
            case Shape.TextShape string -> Document.of(text);
            case Shape.BlobShape blob -> Document.of(blob(text));
            case Shape.NumberShape number -> new Document.Numeric(number(number.kind(), text));
            case Shape.BooleanShape flag -> Document.of(bool(text));
            case Shape.TimestampShape timestamp ->
                Document.of(Timestamps.parse(text).orElseThrow(FormInput::malformed));
        };
    }

    private static byte[] blob(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw malformed();
        };
    }

    private static BigDecimal number(Shape.NumberKind kind, String text) {
        if (text.isEmpty()) {
            throw CommonError.SERIALIZATION.because("missing value for decimal type");
        }
        if (text.length() > MAX_DIGITS || !isAscii(text)) {
            throw malformed();
        }
        try {
            return switch (kind) {
                case INTEGER -> BigDecimal.valueOf(Integer.parseInt(text));
                case LONG -> BigDecimal.valueOf(Long.parseLong(text));
                case REAL -> new BigDecimal(text);
            };
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    /** Java reads the digits of every script. */
    private static boolean isAscii(String text) {
        return text.chars().allMatch(each -> each < 0x80);
    }

    private static ServiceException malformed() {
        return CommonError.SERIALIZATION.withoutMessage();
    }
}
