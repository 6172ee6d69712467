package dev.keyward.server.ec2;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.model.PortRange;
import dev.keyward.server.model.VpcEndpoint;
import dev.keyward.server.service.Markers;
import dev.keyward.server.service.Service;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** EC2 over {@link TestingKeyward}, where every endpoint has one of three ports and can be reached. */
public final class TestingEc2 implements AutoCloseable {

    public static final String SERVICE = "com.amazonaws.eu-central-1.kms";

    private final TestingKeyward keyward = new TestingKeyward();
    private final TestingRandom random = new TestingRandom();

    /** What the server was started with; may be changed. */
    Optional<PortRange> ports = Optional.of(new PortRange(4600, 4602));

    boolean takesLoadBalancers;

    /** Why nothing can come through any endpoint. */
    Optional<String> problem = Optional.empty();

    private final Service service = Ec2Operations.service(
            new Ec2Parts(new Markers(keyward.rootKey()), random, new TestingEntrances()));

    private final class TestingEntrances implements Entrances {

        @Override
        public Optional<PortRange> ports() {
            return ports;
        }

        @Override
        public boolean takeLoadBalancers() {
            return takesLoadBalancers;
        }

        @Override
        public Optional<String> problem(VpcEndpoint endpoint) {
            return problem;
        }
    }

    public TestingKeyward keyward() {
        return keyward;
    }

    public Service service() {
        return service;
    }

    /** Calls as the root user of the account. */
    public Struct call(String operation, Object... members) {
        return callAs(TestingKeyward.rootOf(TestingKeyward.ACCOUNT), operation, members);
    }

    public Struct callAs(Caller caller, String operation, Object... members) {
        return keyward.as(caller).call(service, operation, TestingIam.struct(members));
    }

    /** Asserts that the call as the root user is refused. */
    void refuses(String code, String message, String operation, Object... members) {
        TestingKeyward.assertRefused(code, message, () -> call(operation, members));
    }

    void refusesTo(
            Caller caller, String code, String message, String operation, Object... members) {
        TestingKeyward.assertRefused(code, message, () -> callAs(caller, operation, members));
    }

    /** Makes an endpoint for KMS, with what else is asked for, and answers with its description. */
    public Struct create(Object... members) {
        return call("CreateVpcEndpoint", forKms(members)).struct("VpcEndpoint").orElseThrow();
    }

    /** Makes an endpoint for KMS and answers with its id. */
    public String createId(Object... members) {
        return create(members).requiredText("VpcEndpointId");
    }

    static Object[] forKms(Object... members) {
        var all = new ArrayList<Object>(List.of(
                "VpcId", "vpc-12345678", "ServiceName", SERVICE, "VpcEndpointType", "Interface"));
        all.addAll(Arrays.asList(members));
        return all.toArray();
    }

    /** The description of one endpoint. */
    Struct describe(String id) {
        return call("DescribeVpcEndpoints", "VpcEndpointIds", TestingIam.list(id))
                .structs("VpcEndpoints")
                .getFirst();
    }

    static Object tags(String key, String value) {
        return TestingIam.list(TestingIam.struct(
                "ResourceType",
                "vpc-endpoint",
                "Tags",
                TestingIam.list(TestingIam.tag(key, value))));
    }

    static String allow(String actions, String resource, String condition) {
        return """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": %s,
                 "Resource": "%s"%s}}""".formatted(
                actions, resource, condition.isEmpty() ? "" : ", \"Condition\": " + condition);
    }

    @Override
    public void close() {
        keyward.close();
    }
}
