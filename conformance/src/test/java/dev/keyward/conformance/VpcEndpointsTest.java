package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;
import software.amazon.awssdk.services.kms.KmsClient;

/** VPC endpoints, made by the EC2 client of the SDK and by the AWS CLI, and called through. */
final class VpcEndpointsTest {

    private static final String SERVICE = "com.amazonaws.eu-central-1.kms";

    private static int balanced;
    private static RunningKeyward keyward;
    private static Ec2Client ec2;
    private static Scene scene;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        balanced = RunningKeyward.freePorts(9);
        var first = balanced + 1;
        keyward = RunningKeyward.start(
                "--endpoint-ports",
                first + "-" + (first + 7),
                "--load-balancer-port",
                Integer.toString(balanced),
                "--load-balancers",
                "127.0.0.1");
        ec2 = keyward.ec2(RunningKeyward.ROOT);
        scene = new Scene(keyward);
    }

    @AfterAll
    static void stop() {
        keyward.close();
    }

    private static VpcEndpoint create() {
        var id = ec2.createVpcEndpoint(r -> r.vpcEndpointType(VpcEndpointType.INTERFACE)
                        .serviceName(SERVICE)
                        .vpcId("vpc-0123456789abcdef0")
                        .subnetIds("subnet-11111111", "subnet-22222222")
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType(ResourceType.VPC_ENDPOINT)
                                .tags(Tag.builder()
                                        .key("team")
                                        .value("red & blue")
                                        .build())
                                .build()))
                .vpcEndpoint()
                .vpcEndpointId();
        return describe(id);
    }

    private static VpcEndpoint describe(String id) {
        return ec2.describeVpcEndpoints(r -> r.vpcEndpointIds(id))
                .vpcEndpoints()
                .getFirst();
    }

    private static KmsClient through(VpcEndpoint endpoint) {
        var port = endpoint.tags().stream()
                .filter(tag -> tag.key().equals("aws:keyward:port"))
                .findFirst()
                .orElseThrow()
                .value();
        return client(URI.create("http://127.0.0.1:" + port));
    }

    private static KmsClient client(URI endpoint) {
        return keyward.kms(RunningKeyward.ROOT, RunningKeyward.REGION, endpoint);
    }

    private static void encrypt(KmsClient kms, Scene.Key key) {
        kms.encrypt(r -> r.keyId(key.arn()).plaintext(SdkBytes.fromUtf8String("attack at dawn")));
    }

    @Test
    void theSdkReadsBackWhatItMade() {
        var endpoint = create();
        assertEquals("available", endpoint.stateAsString());
        assertEquals(VpcEndpointType.INTERFACE, endpoint.vpcEndpointType());
        assertEquals(SERVICE, endpoint.serviceName());
        assertEquals(2, endpoint.subnetIds().size());
        assertEquals(RunningKeyward.ACCOUNT, endpoint.ownerId());
        assertTrue(endpoint.dnsEntries()
                .getFirst()
                .dnsName()
                .startsWith(endpoint.vpcEndpointId() + "-"));
        assertEquals(
                endpoint.vpcEndpointId(),
                ec2.describeVpcEndpoints(r -> r.filters(Filter.builder()
                                .name("vpc-endpoint-id")
                                .values(endpoint.vpcEndpointId())
                                .build()))
                        .vpcEndpoints()
                        .getFirst()
                        .vpcEndpointId());
        ec2.createTags(r -> r.resources(endpoint.vpcEndpointId())
                .tags(Tag.builder().key("stage").value("").build()));
        assertEquals(3, describe(endpoint.vpcEndpointId()).tags().size());
        ec2.deleteTags(r -> r.resources(endpoint.vpcEndpointId())
                .tags(Tag.builder().key("stage").build()));
        assertEquals(2, describe(endpoint.vpcEndpointId()).tags().size());
        assertTrue(ec2.describeVpcEndpointServices().serviceNames().contains(SERVICE));
    }

    /**
     * What Terraform asks for an aws_vpc_endpoint: it is made, waited for, read back, changed, read again and
     * destroyed, and what is read is what was given.
     */
    @Test
    void terraformsSequenceReadsBackWhatItGave() {
        var policy = """
                {"Statement":[{"Action":"kms:*","Effect":"Allow","Principal":"*","Resource":"*"}]}""";
        var id = ec2.createVpcEndpoint(r -> r.vpcEndpointType(VpcEndpointType.INTERFACE)
                        .serviceName(SERVICE)
                        .vpcId("vpc-0123456789abcdef0")
                        .subnetIds("subnet-11111111")
                        .securityGroupIds("sg-11111111")
                        .privateDnsEnabled(false)
                        .policyDocument(policy)
                        .clientToken("terraform-20260102030405000000000001"))
                .vpcEndpoint()
                .vpcEndpointId();
        var read = describe(id);
        assertEquals("available", read.stateAsString());
        assertEquals(policy, read.policyDocument());
        assertEquals(List.of("subnet-11111111"), read.subnetIds());
        assertEquals("sg-11111111", read.groups().getFirst().groupId());
        assertEquals(false, read.privateDnsEnabled());
        assertEquals("ipv4", read.ipAddressTypeAsString());
        assertEquals("ipv4", read.dnsOptions().dnsRecordIpTypeAsString());
        assertEquals(List.of(), read.networkInterfaceIds());
        assertEquals(
                List.of(),
                ec2.describePrefixLists(r -> r.filters(Filter.builder()
                                .name("prefix-list-name")
                                .values(SERVICE)
                                .build()))
                        .prefixLists());
        assertTrue(read.tags().stream().allMatch(tag -> tag.key().startsWith("aws:")));

        ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id)
                .privateDnsEnabled(true)
                .addSubnetIds("subnet-22222222")
                .removeSubnetIds("subnet-11111111"));
        ec2.createTags(
                r -> r.resources(id).tags(Tag.builder().key("Name").value("kms").build()));
        var changed = describe(id);
        assertEquals(List.of("subnet-22222222"), changed.subnetIds());
        assertEquals(true, changed.privateDnsEnabled());
        assertEquals(policy, changed.policyDocument());

        assertEquals(
                List.of(), ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(id)).unsuccessful());
        Scene.assertRefused("InvalidVpcEndpointId.NotFound", () -> describe(id));
    }

    @Test
    void theEndpointPolicyDeniesByItsText() {
        var endpoint = create();
        var key = scene.key();
        try (var kms = through(endpoint)) {
            encrypt(kms, key);
            ec2.modifyVpcEndpoint(
                    r -> r.vpcEndpointId(endpoint.vpcEndpointId()).policyDocument("""
                    {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:DescribeKey",
                      "Resource": "*"}]}"""));
            kms.describeKey(r -> r.keyId(key.arn()));
            assertEquals(
                    "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:Encrypt on"
                            + " resource: " + key.arn()
                            + " because no VPC endpoint policy allows the kms:Encrypt action",
                    Scene.assertDenied(() -> encrypt(kms, key)));
            ec2.modifyVpcEndpoint(
                    r -> r.vpcEndpointId(endpoint.vpcEndpointId()).policyDocument("""
                    {"Version": "2012-10-17", "Statement": [
                      {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
                      {"Effect": "Deny", "Principal": "*", "Action": "kms:Encrypt", "Resource": "*"}]}"""));
            assertTrue(Scene.assertDenied(() -> encrypt(kms, key))
                    .endsWith("with an explicit deny in a VPC endpoint policy"));
            ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(endpoint.vpcEndpointId()).resetPolicy(true));
            encrypt(kms, key);
        }
    }

    @Test
    void aKeyPolicyLetsOnlyThatEndpointIn() {
        var endpoint = create();
        var key = scene.key("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                   "Action": "kms:*", "Resource": "*",
                   "Condition": {"StringEquals": {"aws:SourceVpce": "%s"}}}]}""".formatted(endpoint.vpcEndpointId()));
        try (var kms = through(endpoint);
                var other = through(create());
                var front = keyward.kms(RunningKeyward.ROOT)) {
            encrypt(kms, key);
            var denied = "because no resource-based policy allows the kms:Encrypt action";
            assertTrue(Scene.assertDenied(() -> encrypt(front, key)).endsWith(denied));
            assertTrue(Scene.assertDenied(() -> encrypt(other, key)).endsWith(denied));
        }
    }

    @Test
    void aTrustedLoadBalancerNamesTheEndpointAndTheClient() throws IOException {
        var endpoint = create();
        var key = scene.key("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                   "Action": "kms:*", "Resource": "*",
                   "Condition": {"StringEquals": {"aws:SourceVpce": "%s"},
                     "IpAddress": {"aws:VpcSourceIp": "10.9.8.7/32"}}}]}""".formatted(endpoint.vpcEndpointId()));
        try (var balancer = new StandInLoadBalancer(balanced, endpoint.vpcEndpointId());
                var kms = client(balancer.endpoint())) {
            encrypt(kms, key);
        }
        try (var kms = through(endpoint)) {
            Scene.assertDenied(() -> encrypt(kms, key)); // it calls from another address
        }
        try (var balancer = new StandInLoadBalancer(balanced, "vpce-00000000000000000");
                var kms = client(balancer.endpoint())) {
            var refusal = assertThrows(AwsServiceException.class, () -> encrypt(kms, key));
            assertEquals(421, refusal.statusCode());
        }
        try (var kms = client(URI.create("http://127.0.0.1:" + balanced))) {
            assertThrows(SdkClientException.class, () -> encrypt(kms, key));
        }
    }

    @Test
    void anEndpointKeepsItsPortWhenTheServerIsKilled() {
        var endpoint = create();
        var key = scene.key();
        keyward.kill();
        keyward.restart();
        assertEquals(endpoint.tags(), describe(endpoint.vpcEndpointId()).tags());
        try (var kms = through(endpoint)) {
            encrypt(kms, key);
        }
    }

    @Test
    void nothingComesThroughADeletedEndpoint() {
        var endpoint = create();
        var key = scene.key();
        try (var kms = through(endpoint)) {
            encrypt(kms, key);
            ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(endpoint.vpcEndpointId()));
            assertThrows(SdkClientException.class, () -> encrypt(kms, key));
        }
        var missing =
                assertThrows(AwsServiceException.class, () -> describe(endpoint.vpcEndpointId()));
        assertEquals("InvalidVpcEndpointId.NotFound", missing.awsErrorDetails().errorCode());
        assertEquals(
                "The Vpc Endpoint Id '" + endpoint.vpcEndpointId() + "' does not exist",
                missing.awsErrorDetails().errorMessage());
        assertEquals(
                1,
                ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(endpoint.vpcEndpointId()))
                        .unsuccessful()
                        .size());
    }

    @Test
    void refusalsAreThoseOfEc2() {
        var nobody = scene.user();
        try (var refused = keyward.ec2(nobody.credentials())) {
            var denial =
                    assertThrows(AwsServiceException.class, () -> refused.describeVpcEndpoints());
            assertEquals("UnauthorizedOperation", denial.awsErrorDetails().errorCode());
            assertEquals(
                    "You are not authorized to perform this operation. User: " + nobody.arn()
                            + " is not authorized to perform: ec2:DescribeVpcEndpoints because no"
                            + " identity-based policy allows the ec2:DescribeVpcEndpoints action",
                    denial.awsErrorDetails().errorMessage());
        }
        Scene.assertRefused("DryRunOperation", () -> ec2.describeVpcEndpoints(r -> r.dryRun(true)));
        Scene.assertRefused(
                "InvalidServiceName",
                () -> ec2.createVpcEndpoint(r -> r.vpcEndpointType(VpcEndpointType.INTERFACE)
                        .serviceName("com.amazonaws.eu-central-1.s3")
                        .vpcId("vpc-12345678")));
    }

    @Test
    void theAwsCliMakesAndReadsEndpoints() {
        var cli = new AwsCli(keyward, folder);
        var id = cli.root(
                "ec2",
                "create-vpc-endpoint",
                "--vpc-endpoint-type",
                "Interface",
                "--vpc-id",
                "vpc-12345678",
                "--service-name",
                SERVICE,
                "--tag-specifications",
                "ResourceType=vpc-endpoint,Tags=[{Key=team,Value=red}]",
                "--query",
                "VpcEndpoint.VpcEndpointId");
        var port = cli.root(
                "ec2",
                "describe-vpc-endpoints",
                "--filters",
                "Name=tag:team,Values=red",
                "--query",
                "VpcEndpoints[0].Tags[?Key=='aws:keyward:port'].Value");
        var key = scene.key();
        cli.root(
                "--endpoint-url",
                "http://127.0.0.1:" + port,
                "kms",
                "describe-key",
                "--key-id",
                key.arn());
        assertEquals(
                "true",
                cli.root(
                                "ec2",
                                "modify-vpc-endpoint",
                                "--vpc-endpoint-id",
                                id,
                                "--policy-document",
                                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                                        + "\"Action\":\"kms:Encrypt\",\"Resource\":\"*\"}]}",
                                "--query",
                                "Return")
                        .toLowerCase(java.util.Locale.ROOT));
        var refused = cli.run(
                AwsCli.credentials(
                        RunningKeyward.ROOT.accessKeyId(), RunningKeyward.ROOT.secretAccessKey()),
                "--endpoint-url",
                "http://127.0.0.1:" + port,
                "kms",
                "describe-key",
                "--key-id",
                key.arn());
        assertTrue(
                refused.output()
                        .contains(
                                "because no VPC endpoint policy allows the kms:DescribeKey action"),
                refused.output());
        assertEquals("", cli.root("ec2", "delete-vpc-endpoints", "--vpc-endpoint-ids", id));
    }
}
