package dev.keyward.wire.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import dev.keyward.wire.model.OperationModel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for every operation of every service and any input. */
final class ProtocolPropertiesTest {

    private static final List<Protocol> ALL = List.of(
            Protocol.of(ApiModel.load("kms")),
            Protocol.of(ApiModel.load("organizations")),
            Protocol.of(ApiModel.load("iam")),
            Protocol.of(ApiModel.load("sts")),
            Protocol.of(ApiModel.load("ec2")));

    private static final List<OperationModel> JSON = operations(ALL.subList(0, 2));
    private static final List<OperationModel> QUERY = operations(ALL.subList(2, 4));
    private static final List<OperationModel> EC2 = operations(ALL.subList(4, 5));

    @Property(tries = 2_000)
    void readsAsJsonWhatWasWritten(@ForAll("json") OperationModel operation, @ForAll long seed) {
        Struct input = TestingInputs.of(operation.input(), seed);
        byte[] body = JsonOutput.write(operation.input(), input);

        assertEquals(
                SmithyParams.text(input),
                SmithyParams.text(JsonInput.read(operation.input(), body)));
    }

    @Property(tries = 2_000)
    void readsAsFormWhatWasWritten(@ForAll("query") OperationModel operation, @ForAll long seed) {
        Struct input = TestingInputs.of(operation.input(), seed);
        HttpRequest request = request(FormText.of(input).getBytes(StandardCharsets.UTF_8));

        assertEquals(
                SmithyParams.text(input),
                SmithyParams.text(
                        FormInput.OF_QUERY.read(operation.input(), FormTree.of(Form.of(request)))));
    }

    @Property(tries = 1_000)
    void readsAsFormOfEc2WhatWasWritten(
            @ForAll("ec2") OperationModel operation, @ForAll long seed) {
        Struct input = TestingInputs.of(operation.input(), seed);
        String form = FormText.ofEc2(operation.input(), input);
        HttpRequest request = request(form.getBytes(StandardCharsets.UTF_8));

        assertEquals(
                SmithyParams.text(input),
                SmithyParams.text(
                        FormInput.OF_EC2.read(operation.input(), FormTree.of(Form.of(request)))));
    }

    @Property(tries = 1_000)
    void refusesDamagedRequestsOfEc2OnlyAsAClientsFault(
            @ForAll("ec2") OperationModel operation, @ForAll long seed) {
        String form = FormText.ofEc2(operation.input(), TestingInputs.of(operation.input(), seed));
        reads(
                ALL.getLast(),
                operation,
                damaged(form.getBytes(StandardCharsets.UTF_8), new Random(seed)));
    }

    @Property(tries = 1_000)
    void writesXmlThatParses(@ForAll("query") OperationModel operation, @ForAll long seed) {
        var shape = operation.output();
        if (shape.isPresent()) {
            var xml = new Xml();
            XmlOutput.write(xml, "R", shape.get(), TestingInputs.of(shape.get(), seed));
            XmlText.sorted(xml.toString());
        }
    }

    @Property(tries = 500)
    void writesAnyTextAsXmlThatParses(@ForAll String text) {
        XmlText.sorted(new Xml().text("T", text).toString());
    }

    @Property(tries = 3_000)
    void refusesGarbageOnlyAsAClientsFault(
            @ForAll("json") OperationModel json,
            @ForAll("query") OperationModel query,
            @ForAll byte[] garbage) {
        reads(ALL.getFirst(), json, garbage);
        reads(ALL.get(3), query, garbage);
    }

    @Property(tries = 3_000)
    void refusesDamagedRequestsOnlyAsAClientsFault(
            @ForAll("json") OperationModel json,
            @ForAll("query") OperationModel query,
            @ForAll long seed) {
        var random = new Random(seed);
        reads(
                ALL.getFirst(),
                json,
                damaged(
                        JsonOutput.write(json.input(), TestingInputs.of(json.input(), seed)),
                        random));
        String form = FormText.of(TestingInputs.of(query.input(), seed));
        reads(ALL.get(3), query, damaged(form.getBytes(StandardCharsets.UTF_8), random));
    }

    /** Fails on any exception but a refusal. */
    private static void reads(Protocol protocol, OperationModel operation, byte[] body) {
        try {
            protocol.read(operation, request(body));
        } catch (ServiceException refusal) {
            assertEquals(400, refusal.code().httpStatus(protocol.name()));
            protocol.refuse(refusal, "id");
        }
    }

    private static byte[] damaged(byte[] body, Random random) {
        byte[] interesting = "{}[]\",:\\.=&%0-9eE\0tfn".getBytes(StandardCharsets.UTF_8);
        byte[] damaged = body.clone();
        for (int i = 0; i < 3 && damaged.length > 0; i++) {
            damaged[random.nextInt(damaged.length)] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : interesting[random.nextInt(interesting.length)];
        }
        return Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
    }

    private static HttpRequest request(byte[] body) {
        return new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(Map.of("content-type", "application/x-www-form-urlencoded")),
                body);
    }

    private static List<OperationModel> operations(List<Protocol> protocols) {
        return protocols.stream()
                .flatMap(protocol -> protocol.api().operations().values().stream())
                .toList();
    }

    @Provide
    Arbitrary<OperationModel> json() {
        return Arbitraries.of(JSON);
    }

    @Provide
    Arbitrary<OperationModel> ec2() {
        return Arbitraries.of(EC2);
    }

    @Provide
    Arbitrary<OperationModel> query() {
        return Arbitraries.of(QUERY);
    }
}
