package dev.keyward.wire.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.keyward.wire.ProtocolName;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a model from its JSON. Models are ours and come with the program, so anything unexpected is
 * an {@link IllegalStateException}: the build is broken.
 */
final class ModelReader {

    private final Node root;

    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    private ModelReader(Node root) {
        this.root = root;
    }

    static ApiModel read(InputStream json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return new ModelReader(new Node("model", object(parser))).model();
        }
    }

    private ApiModel model() {
        Map<String, ErrorModel> errors = errors();
        var operations = new ArrayList<OperationModel>();
        for (String name : root.node("operations").names()) {
            Node operation = root.node("operations").node(name);
            var thrown = new ArrayList<ErrorModel>();
            for (Node error : operation.nodes("errors")) {
                thrown.add(errors.get(error.text("shape")));
            }
            operations.add(new OperationModel(
                    name,
                    operation.has("input")
                            ? structure(operation.node("input"))
                            : StructureShape.EMPTY,
                    operation.has("output")
                            ? Optional.of(structure(operation.node("output")))
                            : Optional.empty(),
                    thrown));
        }
        return new ApiModel(service(), operations, errors.values());
    }

    private ApiModel.Service service() {
        Node metadata = root.node("metadata");
        ProtocolName protocol = switch (metadata.text("protocol")) {
            case "json" -> ProtocolName.AWS_JSON_1_1;
            case "query" -> ProtocolName.AWS_QUERY;
            case "ec2" -> ProtocolName.EC2_QUERY;
            default ->
                throw new IllegalStateException("unknown protocol " + metadata.text("protocol"));
        };
        Wording wording = switch (metadata.node("keyward").text("wording")) {
            case "echoing" -> Wording.ECHOING;
            case "quiet" -> Wording.QUIET;
            case "naming" -> Wording.NAMING;
            default -> throw new IllegalStateException("unknown wording in " + metadata);
        };
        return new ApiModel.Service(
                metadata.text("endpointPrefix"),
                metadata.text("apiVersion"),
                protocol,
                metadata.find("targetPrefix"),
                metadata.find("xmlNamespace"),
                wording);
    }

    private Map<String, ErrorModel> errors() {
        var errors = new LinkedHashMap<String, ErrorModel>();
        for (String name : root.node("shapes").names()) {
            Node shape = root.node("shapes").node(name);
            if (!shape.flag("exception")) {
                continue;
            }
            int status = shape.flag("fault") ? 500 : 400;
            String code = name;
            if (shape.has("error")) {
                code = shape.node("error").text("code");
                status = (int) shape.node("error").number("httpStatusCode", status);
            }
            errors.put(name, new ErrorModel(structure(name), code, status));
        }
        return errors;
    }

    private StructureShape structure(Node reference) {
        return structure(reference.text("shape"));
    }

    private StructureShape structure(String name) {
        if (shape(name) instanceof StructureShape structure) {
            return structure;
        }
        throw new IllegalStateException(name + " is not a structure");
    }

    private Shape shape(String name) {
        Shape known = shapes.get(name);
        if (known != null) {
            return known;
        }
        Node node = root.node("shapes").node(name);
        if (node.text("type").equals("structure")) {
            var structure = new StructureShape(name, node.flag("sensitive"));
            shapes.put(name, structure); // before its members, which may contain it
            structure.complete(members(node));
            return structure;
        }
        Shape shape = simple(name, node);
        shapes.put(name, shape);
        return shape;
    }

    private Shape simple(String name, Node node) {
        boolean sensitive = node.flag("sensitive");
        Bounds bounds = bounds(node);
        return switch (node.text("type")) {
            case "string" ->
                new Shape.TextShape(
                        name,
                        sensitive,
                        bounds,
                        node.find("pattern").map(Pattern::compile),
                        node.texts("enum"));
            case "blob" -> new Shape.BlobShape(name, sensitive, bounds);
            case "integer" -> new Shape.NumberShape(name, Shape.NumberKind.INTEGER, bounds);
            case "long" -> new Shape.NumberShape(name, Shape.NumberKind.LONG, bounds);
            case "float", "double" -> new Shape.NumberShape(name, Shape.NumberKind.REAL, bounds);
            case "boolean" -> new Shape.BooleanShape(name);
            case "timestamp" -> new Shape.TimestampShape(name, timestampFormat(node));
            case "list" ->
                new Shape.ListShape(
                        name, slot("member", node.node("member")), bounds, node.flag("flattened"));
            case "map" ->
                new Shape.MapShape(
                        name,
                        slot("key", node.node("key")),
                        slot("value", node.node("value")),
                        new Shape.MapShape.Entries(bounds, node.flag("flattened")));
            default ->
                throw new IllegalStateException(
                        name + " has the unknown type " + node.text("type"));
        };
    }

    private Member slot(String name, Node node) {
        return new Member(
                name, node.find("locationName"), shape(node.text("shape")), Member.Traits.NONE);
    }

    private List<Member> members(Node node) {
        List<String> required = node.texts("required");
        var members = new ArrayList<Member>();
        for (String name : node.node("members").names()) {
            Node member = node.node("members").node(name);
            members.add(new Member(
                    name,
                    member.find("locationName"),
                    shape(member.text("shape")),
                    new Member.Traits(required.contains(name), member.flag("flattened"))));
        }
        return members;
    }

    private static Bounds bounds(Node node) {
        return new Bounds(
                node.number("min", Bounds.NONE.min()), node.number("max", Bounds.NONE.max()));
    }

    private static Shape.TimestampFormat timestampFormat(Node node) {
        return switch (node.find("timestampFormat").orElse("")) {
            case "" -> Shape.TimestampFormat.OF_THE_PROTOCOL;
            case "iso8601" -> Shape.TimestampFormat.ISO_8601;
            case "unixTimestamp" -> Shape.TimestampFormat.EPOCH_SECONDS;
            case "rfc822" -> Shape.TimestampFormat.HTTP_DATE;
            default -> throw new IllegalStateException("unknown timestamp format in " + node);
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        var object = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                var list = new ArrayList<Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> (long) parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default ->
                throw new IllegalStateException(
                        "unexpected " + parser.currentToken() + " in an API model");
        };
    }

    /** A JSON object with its place, so that a broken model says where. */
    private record Node(String place, Map<?, ?> members) {

        boolean has(String name) {
            return members.containsKey(name);
        }

        List<String> names() {
            return members.keySet().stream().map(String::valueOf).toList();
        }

        Node node(String name) {
            if (members.get(name) instanceof Map<?, ?> object) {
                return new Node(place + "." + name, object);
            }
            throw new IllegalStateException(place + " has no object " + name);
        }

        List<Node> nodes(String name) {
            var nodes = new ArrayList<Node>();
            if (members.get(name) instanceof List<?> list) {
                for (Object each : list) {
                    nodes.add(new Node(place + "." + name, (Map<?, ?>) each));
                }
            }
            return nodes;
        }

        Optional<String> find(String name) {
            return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
        }

        String text(String name) {
            return find(name)
                    .orElseThrow(() -> new IllegalStateException(place + " has no text " + name));
        }

        List<String> texts(String name) {
            return members.get(name) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }

        boolean flag(String name) {
            return Boolean.TRUE.equals(members.get(name));
        }

        long number(String name, long otherwise) {
            return members.get(name) instanceof Long number ? number : otherwise;
        }
    }
}
