package dev.keyward.wire.protocol;

import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.Shape;
import dev.keyward.wire.model.StructureShape;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;

/** The values that a Smithy protocol test speaks of, as documents, and documents as text. */
final class SmithyParams {

    private SmithyParams() {}

    static Struct struct(StructureShape shape, ObjectNode params) {
        var members = new LinkedHashMap<String, Document>();
        params.getStringMap().forEach((name, value) -> {
            if (!value.isNullNode()) {
                members.put(name, document(shape.member(name).orElseThrow().shape(), value));
            }
        });
        return new Struct(members);
    }

    private static Document document(Shape shape, Node value) {
        return switch (shape) {
            case StructureShape structure -> struct(structure, value.expectObjectNode());
            case Shape.ListShape list -> {
                var values = new ArrayList<Document>();
                for (Node each : value.expectArrayNode()) {
                    values.add(document(list.element().shape(), each));
                }
                yield Document.of(values);
            }
            case Shape.MapShape map -> {
                var entries = new LinkedHashMap<String, Document>();
                value.expectObjectNode()
                        .getStringMap()
                        .forEach((key, each) ->
                                entries.put(key, document(map.value().shape(), each)));
                yield new Struct(entries);
            }
            case Shape.TextShape text -> Document.of(value.expectStringNode().getValue());
            case Shape.BlobShape blob ->
                Document.of(value.expectStringNode().getValue().getBytes(StandardCharsets.UTF_8));
            case Shape.NumberShape number -> new Document.Numeric(decimal(value));
            case Shape.BooleanShape flag ->
                Document.of(value.expectBooleanNode().getValue());
            case Shape.TimestampShape time ->
                Document.of(Timestamps.ofEpochSeconds(decimal(value)).orElseThrow());
        };
    }

    private static BigDecimal decimal(Node value) {
        return new BigDecimal(value.expectNumberNode().getValue().toString());
    }

    /** A document as text in which equal documents are equal, whatever the order of members. */
    static String text(Document document) {
        return switch (document) {
            case Struct struct -> {
                var members = new java.util.TreeMap<String, String>();
                struct.members().forEach((name, value) -> members.put(name, text(value)));
                yield members.toString();
            }
            case Document.Items items ->
                items.values().stream().map(SmithyParams::text).toList().toString();
            case Document.Text text -> '"' + text.value() + '"';
            case Document.Numeric number -> number.value().stripTrailingZeros().toPlainString();
            case Document.Bool bool -> String.valueOf(bool.value());
            case Document.Blob blob -> "base64:" + Base64.getEncoder().encodeToString(blob.value());
            case Document.Time time -> time.value().toString();
        };
    }
}
