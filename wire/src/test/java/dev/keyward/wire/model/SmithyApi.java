package dev.keyward.wire.model;

import dev.keyward.wire.ProtocolName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.smithy.aws.traits.protocols.AwsQueryErrorTrait;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.OperationIndex;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.shapes.ListShape;
import software.amazon.smithy.model.shapes.MapShape;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ToShapeId;
import software.amazon.smithy.model.traits.ErrorTrait;
import software.amazon.smithy.model.traits.HttpErrorTrait;
import software.amazon.smithy.model.traits.LengthTrait;
import software.amazon.smithy.model.traits.PatternTrait;
import software.amazon.smithy.model.traits.RangeTrait;
import software.amazon.smithy.model.traits.SensitiveTrait;
import software.amazon.smithy.model.traits.TimestampFormatTrait;
import software.amazon.smithy.model.traits.XmlFlattenedTrait;
import software.amazon.smithy.model.traits.XmlNameTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;

/** Makes an {@link ApiModel} of a Smithy service, so that AWS's own protocol tests run on ours. */
public final class SmithyApi {

    private final Model model;
    private final ServiceShape service;
    private final ProtocolName protocol;
    private final Map<ToShapeId, dev.keyward.wire.model.Shape> shapes = new HashMap<>();

    private SmithyApi(Model model, ServiceShape service, ProtocolName protocol) {
        this.model = model;
        this.service = service;
        this.protocol = protocol;
    }

    public static ApiModel of(Model model, ServiceShape service, ProtocolName protocol) {
        return new SmithyApi(model, service, protocol).api();
    }

    private ApiModel api() {
        var operations = new ArrayList<OperationModel>();
        var errors = new HashMap<ToShapeId, ErrorModel>();
        var index = OperationIndex.of(model);
        for (OperationShape operation : TopDownIndex.of(model).getContainedOperations(service)) {
            var thrown = new ArrayList<ErrorModel>();
            for (Shape error : index.getErrors(operation)) {
                errors.put(error.getId(), error(error));
                thrown.add(error(error));
            }
            operations.add(new OperationModel(
                    operation.getId().getName(),
                    structure(index.expectInputShape(operation)),
                    operation.getOutput().map(output -> structure(model.expectShape(output))),
                    thrown));
        }
        boolean isJson = protocol == ProtocolName.AWS_JSON_1_1;
        var described = new ApiModel.Service(
                "test",
                service.getVersion(),
                protocol,
                isJson ? Optional.of(service.getId().getName()) : Optional.empty(),
                service.getTrait(XmlNamespaceTrait.class).map(XmlNamespaceTrait::getUri),
                Wording.ECHOING);
        return new ApiModel(described, operations, errors.values());
    }

    private ErrorModel error(Shape error) {
        boolean isServers = error.expectTrait(ErrorTrait.class).isServerError();
        int status = error.getTrait(HttpErrorTrait.class)
                .map(HttpErrorTrait::getCode)
                .orElse(isServers ? 500 : 400);
        var query = error.getTrait(AwsQueryErrorTrait.class);
        return new ErrorModel(
                structure(error),
                query.map(AwsQueryErrorTrait::getCode).orElse(error.getId().getName()),
                query.map(AwsQueryErrorTrait::getHttpResponseCode).orElse(status));
    }

    private StructureShape structure(Shape shape) {
        return (StructureShape) shape(shape, Optional.empty());
    }

    private dev.keyward.wire.model.Shape shape(Shape shape, Optional<MemberShape> through) {
        var known = shapes.get(shape.getId());
        if (known != null && !shape.isTimestampShape()) {
            return known;
        }
        if (shape.isStructureShape() || shape.isUnionShape()) {
            var structure = new StructureShape(
                    shape.getId().getName(), shape.hasTrait(SensitiveTrait.class));
            shapes.put(shape.getId(), structure);
            structure.complete(members(shape.members()));
            return structure;
        }
        var made = other(shape, through);
        shapes.put(shape.getId(), made);
        return made;
    }

    private dev.keyward.wire.model.Shape other(Shape shape, Optional<MemberShape> through) {
        String name = shape.getId().getName();
        boolean sensitive = shape.hasTrait(SensitiveTrait.class);
        return switch (shape.getType()) {
            case STRING, ENUM ->
                new dev.keyward.wire.model.Shape.TextShape(
                        name,
                        sensitive,
                        length(shape),
                        shape.getTrait(PatternTrait.class)
                                .map(trait -> Pattern.compile(trait.getValue())),
                        shape.asEnumShape()
                                .map(each -> List.copyOf(each.getEnumValues().values()))
                                .orElse(List.of()));
            case BLOB -> new dev.keyward.wire.model.Shape.BlobShape(name, sensitive, length(shape));
            case BYTE, SHORT, INTEGER, INT_ENUM ->
                number(shape, dev.keyward.wire.model.Shape.NumberKind.INTEGER);
            case LONG, BIG_INTEGER -> number(shape, dev.keyward.wire.model.Shape.NumberKind.LONG);
            case FLOAT, DOUBLE, BIG_DECIMAL ->
                number(shape, dev.keyward.wire.model.Shape.NumberKind.REAL);
            case BOOLEAN -> new dev.keyward.wire.model.Shape.BooleanShape(name);
            case TIMESTAMP ->
                new dev.keyward.wire.model.Shape.TimestampShape(
                        name,
                        timestampFormat(through.flatMap(member ->
                                        member.getMemberTrait(model, TimestampFormatTrait.class))
                                .or(() -> shape.getTrait(TimestampFormatTrait.class))));
            case LIST, SET -> list(name, shape.asListShape().orElseThrow());
            case MAP -> map(name, shape.asMapShape().orElseThrow());
            // Documents are in no shape of ours; what uses one is excluded by its test's id.
            default -> new dev.keyward.wire.model.Shape.BooleanShape(name);
        };
    }

    private static dev.keyward.wire.model.Shape.TimestampFormat timestampFormat(
            Optional<TimestampFormatTrait> trait) {
        if (trait.isEmpty()) {
            return dev.keyward.wire.model.Shape.TimestampFormat.OF_THE_PROTOCOL;
        }
        return switch (trait.get().getFormat()) {
            case DATE_TIME -> dev.keyward.wire.model.Shape.TimestampFormat.ISO_8601;
            case EPOCH_SECONDS -> dev.keyward.wire.model.Shape.TimestampFormat.EPOCH_SECONDS;
            case HTTP_DATE -> dev.keyward.wire.model.Shape.TimestampFormat.HTTP_DATE;
            case UNKNOWN -> throw new IllegalStateException("unknown timestamp format");
        };
    }

    private static dev.keyward.wire.model.Shape number(
            Shape shape, dev.keyward.wire.model.Shape.NumberKind kind) {
        Bounds range = shape.getTrait(RangeTrait.class)
                .map(trait -> bounds(
                        trait.getMin().map(BigDecimal::longValue),
                        trait.getMax().map(BigDecimal::longValue)))
                .orElse(Bounds.NONE);
        return new dev.keyward.wire.model.Shape.NumberShape(shape.getId().getName(), kind, range);
    }

    private static Bounds length(Shape shape) {
        return shape.getTrait(LengthTrait.class)
                .map(trait -> bounds(trait.getMin(), trait.getMax()))
                .orElse(Bounds.NONE);
    }

    private static Bounds bounds(Optional<Long> min, Optional<Long> max) {
        return new Bounds(min.orElse(Bounds.NONE.min()), max.orElse(Bounds.NONE.max()));
    }

    private dev.keyward.wire.model.Shape list(String name, ListShape list) {
        return new dev.keyward.wire.model.Shape.ListShape(
                name, member("member", list.getMember()), length(list), false);
    }

    private dev.keyward.wire.model.Shape map(String name, MapShape map) {
        return new dev.keyward.wire.model.Shape.MapShape(
                name,
                member("key", map.getKey()),
                member("value", map.getValue()),
                new dev.keyward.wire.model.Shape.MapShape.Entries(length(map), false));
    }

    private List<Member> members(Collection<MemberShape> members) {
        return members.stream()
                .map(member -> member(member.getMemberName(), member))
                .toList();
    }

    private Member member(String name, MemberShape member) {
        Optional<String> xmlName = member.getTrait(XmlNameTrait.class).map(XmlNameTrait::getValue);
        return new Member(
                name,
                switch (protocol) {
                    case AWS_JSON_1_1 -> Optional.empty();
                    case AWS_QUERY, EC2_QUERY -> xmlName;
                },
                shape(model.expectShape(member.getTarget()), Optional.of(member)),
                new Member.Traits(member.isRequired(), member.hasTrait(XmlFlattenedTrait.class)));
    }
}
