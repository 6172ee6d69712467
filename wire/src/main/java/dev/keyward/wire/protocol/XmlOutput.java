package dev.keyward.wire.protocol;

import dev.keyward.wire.Document;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.Member;
import dev.keyward.wire.model.Shape;
import dev.keyward.wire.model.StructureShape;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Writes an operation's output as XML, by its shape.
 *
 * <p>Source: Smithy, "AWS query protocol"; the layout is that of answers of IAM and STS.
 */
final class XmlOutput {

    private final Xml xml;

    private XmlOutput(Xml xml) {
        this.xml = xml;
    }

    /** Writes {@code output} as an element {@code name}. */
    static void write(Xml xml, String name, StructureShape shape, Struct output) {
        new XmlOutput(xml).structure(name, shape, output);
    }

    /** Writes the members of {@code struct} into the element that is open. */
    static void writeMembers(Xml xml, StructureShape shape, Struct struct) {
        new XmlOutput(xml).members(shape, struct);
    }

    /** How an XML document is sent: EC2 tells its encoding, IAM and STS do not. */
    enum ContentType {
        PLAIN("text/xml"),
        WITH_CHARSET("text/xml;charset=UTF-8");

        private final String text;

        ContentType(String text) {
            this.text = text;
        }
    }

    /** The document as an HTTP response. */
    static HttpReply reply(int status, Xml xml, String requestId, ContentType type) {
        var headers = Headers.builder()
                .add("content-type", type.text)
                .add("x-amzn-requestid", requestId)
                .build();
        return new HttpReply(status, headers, xml.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void structure(String name, StructureShape shape, Struct struct) {
        if (struct.members().isEmpty()) {
            xml.empty(name);
            return;
        }
        xml.open(name);
        members(shape, struct);
        xml.close(name);
    }

    private void members(StructureShape shape, Struct struct) {
        for (Map.Entry<String, Document> entry : struct.members().entrySet()) {
            Member member = OutputCheck.member(shape, entry.getKey());
            value(member.wireName(), member, entry.getValue());
        }
    }

    private void value(String name, Member member, Document value) {
        boolean flattened = member.traits().flattened();
        switch (member.shape()) {
            case StructureShape structure ->
                structure(name, structure, OutputCheck.is(structure, value, Struct.class));
            case Shape.ListShape list ->
                list(
                        name,
                        list,
                        flattened || list.flattened(),
                        OutputCheck.is(list, value, Document.Items.class));
            case Shape.MapShape map ->
                map(
                        name,
                        map,
                        flattened || map.entries().flattened(),
                        OutputCheck.is(map, value, Struct.class));
            case Shape.Simple simple -> xml.text(name, simple(simple, value));
        }
    }

    private void list(String name, Shape.ListShape list, boolean flattened, Document.Items items) {
        if (flattened) {
            items.values().forEach(each -> value(name, list.element(), each));
        } else if (items.values().isEmpty()) {
            xml.empty(name);
        } else {
            xml.open(name);
            items.values().forEach(each -> value(list.element().wireName(), list.element(), each));
            xml.close(name);
        }
    }

    private void map(String name, Shape.MapShape map, boolean flattened, Struct entries) {
        if (flattened) {
            entries.members().forEach((key, value) -> entry(name, map, key, value));
        } else if (entries.members().isEmpty()) {
            xml.empty(name);
        } else {
            xml.open(name);
            entries.members().forEach((key, value) -> entry("entry", map, key, value));
            xml.close(name);
        }
    }

    private void entry(String name, Shape.MapShape map, String key, Document value) {
        xml.open(name);
        xml.text(map.key().wireName(), key);
        value(map.value().wireName(), map.value(), value);
        xml.close(name);
    }

    private static String simple(Shape.Simple shape, Document value) {
        return switch (shape) {
            case Shape.TextShape string ->
                OutputCheck.is(shape, value, Document.Text.class).value();
            case Shape.BlobShape blob ->
                Base64.getEncoder()
                        .encodeToString(OutputCheck.is(shape, value, Document.Blob.class)
                                .value());
            case Shape.NumberShape number -> OutputCheck.number(number, value).toPlainString();
            case Shape.BooleanShape flag ->
                String.valueOf(OutputCheck.is(shape, value, Document.Bool.class).value());
            case Shape.TimestampShape timestamp ->
                Timestamps.text(
                        OutputCheck.is(shape, value, Document.Time.class).value(),
                        timestamp.format());
        };
    }
}
