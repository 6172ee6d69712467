package dev.keyward.server.ec2;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.struct;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.policy.Arn;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.wire.Struct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the policy of an endpoint lets through, and what keys know of a request's endpoint. */
final class EndpointPolicyTest {

    private static final String ONLY_DESCRIBE = """
            {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:DescribeKey",
             "Resource": "*"}]}""";

    private final TestingEc2 ec2 = new TestingEc2();
    private final TestingKeyward keyward = ec2.keyward();
    private final Caller root = TestingKeyward.rootOf(TestingKeyward.ACCOUNT);
    private String endpoint = "";
    private String key = "";

    @BeforeEach
    void make() {
        endpoint = ec2.createId();
        key = keyward.asRoot()
                .kms("CreateKey", Struct.empty())
                .struct("KeyMetadata")
                .orElseThrow()
                .requiredText("Arn");
    }

    @AfterEach
    void close() {
        ec2.close();
    }

    private Struct encrypt(TestingKeyward.Acting acting) {
        return acting.kms(
                "Encrypt",
                struct("KeyId", key, "Plaintext", dev.keyward.wire.Document.of(new byte[1])));
    }

    private void policy(String document) {
        ec2.call("ModifyVpcEndpoint", "VpcEndpointId", endpoint, "PolicyDocument", document);
    }

    @Test
    void aNewEndpointLetsEverythingThroughThatIsAllowed() {
        encrypt(keyward.as(root).through(endpoint));
        var alice = keyward.user("alice");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: kms:Encrypt"
                        + " on resource: " + key
                        + " because no identity-based policy allows the kms:Encrypt action",
                () -> encrypt(keyward.as(alice).through(endpoint)));
    }

    @Test
    void whatTheEndpointPolicyDoesNotAllowIsDeniedToEverybody() {
        policy(ONLY_DESCRIBE);
        keyward.as(root).through(endpoint).kms("DescribeKey", struct("KeyId", key));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:Encrypt on"
                        + " resource: " + key
                        + " because no VPC endpoint policy allows the kms:Encrypt action",
                () -> encrypt(keyward.as(root).through(endpoint)));
        encrypt(keyward.asRoot());
    }

    @Test
    void anExplicitDenyIsToldAsOne() {
        policy("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
                  {"Effect": "Deny", "Principal": "*", "Action": "kms:Encrypt", "Resource": "%s"}]}""".formatted(key));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:Encrypt on"
                        + " resource: " + key
                        + " with an explicit deny in a VPC endpoint policy",
                () -> encrypt(keyward.as(root).through(endpoint)));
    }

    @Test
    void theEndpointPolicyHoldsForCallersAndKeysOfOtherAccounts() {
        keyward.setKeyPolicy(Arn.parse(key), """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*",
                 "Action": "kms:*", "Resource": "*"}}""");
        var other = TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT);
        encrypt(keyward.as(other).through(endpoint));
        policy(ONLY_DESCRIBE);
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::210987654321:root is not authorized to perform: kms:Encrypt on"
                        + " this resource because no VPC endpoint policy allows the kms:Encrypt action",
                () -> encrypt(keyward.as(other).through(endpoint)));
    }

    @Test
    void aKeyPolicyCanLetOneEndpointInAndNothingElse() {
        var another = ec2.createId();
        keyward.setKeyPolicy(Arn.parse(key), """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                   "Action": "kms:*", "Resource": "*"},
                  {"Effect": "Deny", "Principal": "*", "Action": "kms:Encrypt", "Resource": "*",
                   "Condition": {"StringNotEquals": {"aws:SourceVpce": "%s"}}}]}""".formatted(endpoint));
        encrypt(keyward.as(root).through(endpoint));
        var denied =
                "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:Encrypt"
                        + " on resource: " + key
                        + " with an explicit deny in a resource-based policy";
        assertRefused(
                "AccessDeniedException", denied, () -> encrypt(keyward.as(root).through(another)));
        assertRefused("AccessDeniedException", denied, () -> encrypt(keyward.asRoot()));
    }

    @Test
    void theNetworkIsToldByItsOwnConditionKeys() {
        keyward.setKeyPolicy(Arn.parse(key), """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                   "Action": "kms:Encrypt", "Resource": "*", "Condition": {
                     "StringEquals": {"aws:SourceVpc": "vpc-12345678",
                       "aws:VpceAccount": "123456789012"},
                     "ArnEquals": {"aws:SourceVpcArn":
                       "arn:aws:ec2:eu-central-1:123456789012:vpc/vpc-12345678"},
                     "IpAddress": {"aws:VpcSourceIp": "10.20.30.40/32"},
                     "Null": {"aws:SourceIp": "true"}}}]}""");
        encrypt(keyward.as(root).through(endpoint));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:Encrypt on"
                        + " resource: " + key
                        + " because no resource-based policy allows the kms:Encrypt action",
                () -> encrypt(keyward.asRoot()));
    }

    @Test
    void anEndpointThatIsGoneLetsNothingThrough() {
        ec2.call("DeleteVpcEndpoints", "VpcEndpointIds", list(endpoint));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:Encrypt on"
                        + " resource: " + key
                        + " because no VPC endpoint policy allows the kms:Encrypt action",
                () -> encrypt(keyward.as(root).through(endpoint)));
        assertEquals(0, ec2.call("DescribeVpcEndpoints").structs("VpcEndpoints").size());
    }
}
