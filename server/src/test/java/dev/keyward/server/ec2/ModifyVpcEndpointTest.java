package dev.keyward.server.ec2;

import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.struct;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ModifyVpcEndpointTest {

    private static final String NO_DELETION = """
            {"Statement": [{"Effect": "Allow", "Principal": "*", "NotAction": "kms:ScheduleKeyDeletion",
             "Resource": "*"}]}""";

    private final TestingEc2 ec2 = new TestingEc2();
    private String id = "";

    @BeforeEach
    void make() {
        id = ec2.createId(
                "SubnetIds", list("subnet-11111111"),
                "SecurityGroupIds", list("sg-11111111"),
                "TagSpecifications", TestingEc2.tags("team", "red"));
    }

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    void changesThePolicyAndResetsIt() {
        var full = ec2.describe(id).requiredText("PolicyDocument");
        assertTrue(ec2.call("ModifyVpcEndpoint", "VpcEndpointId", id, "PolicyDocument", NO_DELETION)
                .flag("Return"));
        assertEquals(NO_DELETION, ec2.describe(id).requiredText("PolicyDocument"));
        ec2.call("ModifyVpcEndpoint", "VpcEndpointId", id, "ResetPolicy", true);
        assertEquals(full, ec2.describe(id).requiredText("PolicyDocument"));
    }

    @Test
    void changesWhatIsRecordedOfTheNetworkAndNothingElse() {
        var before = ec2.describe(id);
        ec2.call(
                "ModifyVpcEndpoint",
                "VpcEndpointId",
                id,
                "AddSubnetIds",
                list("subnet-22222222", "subnet-11111111"),
                "RemoveSecurityGroupIds",
                list("sg-11111111"),
                "AddSecurityGroupIds",
                list("sg-22222222"),
                "PrivateDnsEnabled",
                false,
                "IpAddressType",
                "dualstack",
                "DnsOptions",
                struct("DnsRecordIpType", "ipv6"));
        var after = ec2.describe(id);
        assertEquals(List.of("subnet-11111111", "subnet-22222222"), after.texts("SubnetIds"));
        assertEquals("sg-22222222", after.structs("Groups").getFirst().requiredText("GroupId"));
        assertFalse(after.flag("PrivateDnsEnabled"));
        assertEquals("dualstack", after.requiredText("IpAddressType"));
        assertEquals(
                "ipv6", after.struct("DnsOptions").orElseThrow().requiredText("DnsRecordIpType"));
        assertEquals(
                before.structs("DnsEntries").getFirst().requiredText("DnsName"),
                after.structs("DnsEntries").getFirst().requiredText("DnsName"));
        assertEquals(before.structs("Tags").size(), after.structs("Tags").size());
        assertEquals(before.time("CreationTimestamp"), after.time("CreationTimestamp"));
    }

    @Test
    void refusesEndpointsThatAreNotThere() {
        ec2.refuses(
                "InvalidVpcEndpointId.NotFound",
                "The Vpc Endpoint Id 'vpce-00000000' does not exist",
                "ModifyVpcEndpoint",
                "VpcEndpointId",
                "vpce-00000000",
                "ResetPolicy",
                true);
        ec2.refuses(
                "InvalidVpcEndpointId.Malformed",
                "Invalid id: \"door\" (expecting \"vpce-...\")",
                "ModifyVpcEndpoint",
                "VpcEndpointId",
                "door");
    }

    @Test
    void leavesTheEndpointsOfOtherAccountsAndRegionsAlone() {
        var message = "The Vpc Endpoint Id '" + id + "' does not exist";
        ec2.refusesTo(
                TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT),
                "InvalidVpcEndpointId.NotFound",
                message,
                "ModifyVpcEndpoint",
                "VpcEndpointId",
                id,
                "PolicyDocument",
                NO_DELETION);
        TestingKeyward.assertRefused(
                "InvalidVpcEndpointId.NotFound",
                message,
                () -> ec2.keyward()
                        .asRoot()
                        .in(TestingKeyward.OTHER_REGION)
                        .call(
                                ec2.service(),
                                "ModifyVpcEndpoint",
                                struct("VpcEndpointId", id, "PolicyDocument", NO_DELETION)));
    }

    @Test
    void refusesParametersThatDoNotGoTogether() {
        ec2.refuses(
                "InvalidParameterCombination",
                "The parameter PolicyDocument cannot be used with the parameter ResetPolicy",
                "ModifyVpcEndpoint",
                "VpcEndpointId",
                id,
                "PolicyDocument",
                NO_DELETION,
                "ResetPolicy",
                true);
        ec2.refuses(
                "UnsupportedOperation",
                "Keyward does not serve the parameter AddRouteTableIds",
                "ModifyVpcEndpoint",
                "VpcEndpointId",
                id,
                "AddRouteTableIds",
                list("rtb-11111111"));
    }

    @Test
    void changesNothingInADryRun() {
        ec2.refuses(
                "DryRunOperation",
                "Request would have succeeded, but DryRun flag is set.",
                "ModifyVpcEndpoint",
                "VpcEndpointId",
                id,
                "PolicyDocument",
                NO_DELETION,
                "DryRun",
                true);
        assertFalse(ec2.describe(id).requiredText("PolicyDocument").contains("Deletion"));
    }

    @Test
    void isDecidedByTheTagsOfTheEndpoint() {
        var alice = ec2.keyward().user("alice");
        ec2.keyward()
                .allow(
                        alice,
                        TestingEc2.allow(
                                "\"ec2:ModifyVpcEndpoint\"",
                                "arn:aws:ec2:eu-central-1:123456789012:vpc-endpoint/*",
                                "{\"StringEquals\": {\"ec2:ResourceTag/team\": \"red\"}}"));
        ec2.callAs(alice, "ModifyVpcEndpoint", "VpcEndpointId", id, "ResetPolicy", true);
        var other = ec2.createId();
        ec2.refusesTo(
                alice,
                "UnauthorizedOperation",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " ec2:ModifyVpcEndpoint on resource:"
                        + " arn:aws:ec2:eu-central-1:123456789012:vpc-endpoint/" + other
                        + " because no identity-based policy allows the ec2:ModifyVpcEndpoint action",
                "ModifyVpcEndpoint",
                "VpcEndpointId",
                other,
                "ResetPolicy",
                true);
    }
}
