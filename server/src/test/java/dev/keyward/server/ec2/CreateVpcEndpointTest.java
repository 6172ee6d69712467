package dev.keyward.server.ec2;

import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.struct;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CreateVpcEndpointTest {

    private final TestingEc2 ec2 = new TestingEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    void makesAnEndpointAndTellsAllOfIt() {
        var made = ec2.create(
                "SubnetIds", list("subnet-11111111", "subnet-0123456789abcdef0"),
                "SecurityGroupIds", list("sg-11111111"),
                "TagSpecifications", TestingEc2.tags("team", "red"),
                "ClientToken", "once");
        var id = made.requiredText("VpcEndpointId");
        assertTrue(id.matches("vpce-[0-9a-f]{17}"), id);
        assertEquals("pending", made.requiredText("State"));

        var found = ec2.describe(id);
        assertEquals("available", found.requiredText("State"));
        assertEquals("Interface", found.requiredText("VpcEndpointType"));
        assertEquals("vpc-12345678", found.requiredText("VpcId"));
        assertEquals(TestingEc2.SERVICE, found.requiredText("ServiceName"));
        assertEquals("eu-central-1", found.requiredText("ServiceRegion"));
        assertEquals(
                List.of("subnet-11111111", "subnet-0123456789abcdef0"), found.texts("SubnetIds"));
        assertEquals(List.of("sg-11111111"), TestingIam.texts(found, "Groups", "GroupId"));
        assertEquals("ipv4", found.requiredText("IpAddressType"));
        assertTrue(found.flag("PrivateDnsEnabled"));
        assertFalse(found.flag("RequesterManaged"));
        assertEquals(TestingKeyward.ACCOUNT.value(), found.requiredText("OwnerId"));
        assertEquals(TestingKeyward.START, found.time("CreationTimestamp").orElseThrow());
        assertEquals(List.of("aws:keyward:port", "team"), TestingIam.texts(found, "Tags", "Key"));
        assertEquals(List.of("4600", "red"), TestingIam.texts(found, "Tags", "Value"));
    }

    @Test
    void namesItAsAwsDoes() {
        var names = TestingIam.texts(ec2.create(), "DnsEntries", "DnsName");
        assertTrue(
                names.getFirst()
                        .matches("vpce-[0-9a-f]{17}-[a-z0-5]{8}[.]kms[.]eu-central-1[.]vpce"
                                + "[.]amazonaws[.]com"),
                names.toString());
        assertEquals("kms.eu-central-1.amazonaws.com", names.getLast());

        var alone = ec2.create("PrivateDnsEnabled", false);
        assertEquals(1, alone.structs("DnsEntries").size());
    }

    @Test
    void leadsToEveryServiceThatThereIs() {
        for (var name : List.of(
                TestingEc2.SERVICE,
                TestingEc2.SERVICE + "-fips",
                "com.amazonaws.eu-central-1.sts")) {
            var answer = ec2.call(
                    "CreateVpcEndpoint",
                    "VpcId",
                    "vpc-12345678",
                    "ServiceName",
                    name,
                    "VpcEndpointType",
                    "Interface");
            assertEquals(
                    name, answer.struct("VpcEndpoint").orElseThrow().requiredText("ServiceName"));
        }
    }

    @Test
    void refusesServicesThatThereAreNot() {
        for (var name : List.of("com.amazonaws.eu-west-1.kms", "com.amazonaws.eu-central-1.s3")) {
            ec2.refuses(
                    "InvalidServiceName",
                    "The Vpc Endpoint Service '" + name + "' does not exist",
                    "CreateVpcEndpoint",
                    "VpcId",
                    "vpc-12345678",
                    "ServiceName",
                    name,
                    "VpcEndpointType",
                    "Interface");
        }
    }

    @Test
    void refusesOtherTypesOfEndpoints() {
        ec2.refuses(
                "InvalidParameter",
                "Endpoint type (Gateway) does not match available service types ([Interface]).",
                "CreateVpcEndpoint",
                "VpcId",
                "vpc-12345678",
                "ServiceName",
                TestingEc2.SERVICE);
    }

    @Test
    void refusesWhatIsMissing() {
        ec2.refuses(
                "MissingParameter",
                "The request must contain the parameter VpcId",
                "CreateVpcEndpoint",
                "ServiceName",
                TestingEc2.SERVICE);
        ec2.refuses(
                "MissingParameter",
                "The request must contain the parameter ServiceName",
                "CreateVpcEndpoint",
                "VpcId",
                "vpc-12345678");
    }

    @Test
    void refusesValuesThatAreNone() {
        ec2.refuses(
                "InvalidParameterValue",
                "Value (Door) for parameter VpcEndpointType is invalid.",
                "CreateVpcEndpoint",
                "VpcId",
                "vpc-12345678",
                "ServiceName",
                TestingEc2.SERVICE,
                "VpcEndpointType",
                "Door");
        ec2.refuses(
                "InvalidVpcID.Malformed",
                "Invalid id: \"vpc-x\" (expecting \"vpc-...\")",
                "CreateVpcEndpoint",
                "VpcId",
                "vpc-x",
                "ServiceName",
                TestingEc2.SERVICE,
                "VpcEndpointType",
                "Interface");
        ec2.refuses(
                "InvalidSubnetID.Malformed",
                "Invalid id: \"net\" (expecting \"subnet-...\")",
                "CreateVpcEndpoint",
                TestingEc2.forKms("SubnetIds", list("net")));
        ec2.refuses(
                "InvalidGroupId.Malformed",
                "Invalid id: \"sg-1\" (expecting \"sg-...\")",
                "CreateVpcEndpoint",
                TestingEc2.forKms("SecurityGroupIds", list("sg-1")));
    }

    @Test
    void isHonestAboutWhatIsNotServed() {
        ec2.refuses(
                "UnsupportedOperation",
                "Keyward does not serve the parameter RouteTableIds",
                "CreateVpcEndpoint",
                TestingEc2.forKms("RouteTableIds", list("rtb-11111111")));
        ec2.refuses(
                "UnsupportedOperation",
                "Keyward does not serve the parameter PrivateDnsPreference",
                "CreateVpcEndpoint",
                TestingEc2.forKms("DnsOptions", struct("PrivateDnsPreference", "ALL")));
        ec2.refuses(
                "UnsupportedOperation",
                "Keyward does not serve the parameter ServiceRegion with another Region",
                "CreateVpcEndpoint",
                TestingEc2.forKms("ServiceRegion", "us-east-1"));
    }

    @Test
    void takesTheFullAccessPolicyUnlessAnotherIsGiven() {
        assertEquals(
                "{\n  \"Statement\": [\n    {\n      \"Action\": \"*\",\n      \"Effect\":"
                        + " \"Allow\",\n      \"Principal\": \"*\",\n      \"Resource\": \"*\"\n    }\n"
                        + "  ]\n}",
                ec2.create().requiredText("PolicyDocument"));
        var own = """
                {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt",
                 "Resource": "*"}]}""";
        assertEquals(own, ec2.create("PolicyDocument", own).requiredText("PolicyDocument"));
    }

    @Test
    void refusesAPolicyThatIsNone() {
        for (var bad : List.of(
                "nonsense",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}",
                "{\"Statement\": []}" + " ".repeat(20_480))) {
            var refusal = org.junit.jupiter.api.Assertions.assertThrows(
                    dev.keyward.wire.ServiceException.class,
                    () -> ec2.create("PolicyDocument", bad));
            assertEquals(Ec2Error.INVALID_POLICY_DOCUMENT, refusal.code());
            assertTrue(
                    refusal.text().orElseThrow().startsWith("The policy document is not valid: "));
        }
    }

    @Test
    void makesOneEndpointForOneClientToken() {
        var first = ec2.createId("ClientToken", "once");
        assertEquals(first, ec2.createId("ClientToken", "once"));
        ec2.refuses(
                "IdempotentParameterMismatch",
                "The client token you have provided was used with other parameters",
                "CreateVpcEndpoint",
                TestingEc2.forKms("ClientToken", "once", "PrivateDnsEnabled", false));
    }

    @Test
    void givesEveryEndpointAPortOfItsOwn() {
        assertEquals(List.of("4600"), TestingIam.texts(ec2.create(), "Tags", "Value"));
        var second = ec2.createId();
        assertEquals(List.of("4602"), TestingIam.texts(ec2.create(), "Tags", "Value"));
        ec2.refuses(
                "VpcEndpointLimitExceeded",
                "every one of the ports 4600-4602 is an endpoint's already",
                "CreateVpcEndpoint",
                TestingEc2.forKms());
        ec2.call("DeleteVpcEndpoints", "VpcEndpointIds", list(second));
        assertEquals(List.of("4601"), TestingIam.texts(ec2.create(), "Tags", "Value"));
    }

    @Test
    void needsNoPortWhereLoadBalancersLeadToEndpoints() {
        ec2.ports = Optional.empty();
        ec2.takesLoadBalancers = true;
        assertEquals(List.of(), ec2.create().structs("Tags"));
    }

    @Test
    void makesNoEndpointThatNothingCouldComeThrough() {
        ec2.ports = Optional.empty();
        ec2.refuses(
                "UnsupportedOperation",
                "Keyward was started without endpoint-ports and without load-balancer-port, so that"
                        + " nothing could come through the endpoint",
                "CreateVpcEndpoint",
                TestingEc2.forKms());
    }

    @Test
    void saysWhyNothingCanComeThrough() {
        var id = ec2.createId();
        ec2.problem = Optional.of("the port is taken");
        var found = ec2.describe(id);
        assertEquals("failed", found.requiredText("State"));
        assertEquals(
                "the port is taken",
                found.struct("LastError").orElseThrow().requiredText("Message"));
    }

    @Test
    void refusesTagsThatCannotBe() {
        ec2.refuses(
                "InvalidParameterValue",
                "Tag keys starting with 'aws:' are reserved for internal use",
                "CreateVpcEndpoint",
                TestingEc2.forKms("TagSpecifications", TestingEc2.tags("aws:keyward:port", "1")));
        ec2.refuses(
                "InvalidParameterValue",
                "'instance' is not a valid taggable resource type for this operation.",
                "CreateVpcEndpoint",
                TestingEc2.forKms("TagSpecifications", list(struct("ResourceType", "instance"))));
    }

    @Test
    void changesNothingInADryRun() {
        ec2.refuses(
                "DryRunOperation",
                "Request would have succeeded, but DryRun flag is set.",
                "CreateVpcEndpoint",
                TestingEc2.forKms("DryRun", true));
        assertEquals(List.of(), ec2.call("DescribeVpcEndpoints").structs("VpcEndpoints"));
    }

    @Test
    void needsPermissionForEveryResource() {
        var alice = ec2.keyward().user("alice");
        var denied = "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                + " ec2:CreateVpcEndpoint on resource: arn:aws:ec2:eu-central-1:123456789012:";
        var because = " because no identity-based policy allows the ec2:CreateVpcEndpoint action";
        ec2.refusesTo(
                alice,
                "UnauthorizedOperation",
                denied + "vpc/vpc-12345678" + because,
                "CreateVpcEndpoint",
                TestingEc2.forKms("DryRun", true));
        ec2.keyward()
                .allow(
                        alice,
                        TestingEc2.allow("\"ec2:CreateVpcEndpoint\"", "arn:aws:ec2:*:*:vpc/*", ""));
        ec2.refusesTo(
                alice,
                "UnauthorizedOperation",
                denied + "vpc-endpoint/*" + because,
                "CreateVpcEndpoint",
                TestingEc2.forKms());
        ec2.keyward()
                .allow(
                        alice,
                        TestingEc2.allow(
                                "\"ec2:CreateVpcEndpoint\"",
                                "arn:aws:ec2:*:*:vpc-endpoint/*",
                                "{\"StringEquals\": {\"ec2:VpceServiceName\": \""
                                        + TestingEc2.SERVICE
                                        + "\", \"ec2:Region\": \"eu-central-1\"}}"));
        ec2.callAs(alice, "CreateVpcEndpoint", TestingEc2.forKms());
        ec2.refusesTo(
                alice,
                "UnauthorizedOperation",
                denied + "subnet/subnet-11111111" + because,
                "CreateVpcEndpoint",
                TestingEc2.forKms("SubnetIds", list("subnet-11111111")));
    }

    @Test
    void needsPermissionToTag() {
        var alice = ec2.keyward().user("alice");
        ec2.keyward().allow(alice, TestingEc2.allow("\"ec2:CreateVpcEndpoint\"", "*", ""));
        ec2.refusesTo(
                alice,
                "UnauthorizedOperation",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " ec2:CreateTags on resource:"
                        + " arn:aws:ec2:eu-central-1:123456789012:vpc-endpoint/* because no"
                        + " identity-based policy allows the ec2:CreateTags action",
                "CreateVpcEndpoint",
                TestingEc2.forKms("TagSpecifications", TestingEc2.tags("team", "red")));
        ec2.keyward()
                .allow(
                        alice,
                        TestingEc2.allow(
                                "\"ec2:CreateTags\"",
                                "*",
                                "{\"StringEquals\": {\"ec2:CreateAction\": \"CreateVpcEndpoint\","
                                        + " \"aws:RequestTag/team\": \"red\"}}"));
        ec2.callAs(
                alice,
                "CreateVpcEndpoint",
                TestingEc2.forKms("TagSpecifications", TestingEc2.tags("team", "red")));
    }
}
