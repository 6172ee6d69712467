package dev.keyward.server.ec2;

import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.struct;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.model.PortRange;
import dev.keyward.wire.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** DeleteVpcEndpoints, DescribeVpcEndpoints and DescribeVpcEndpointServices. */
final class EndpointListsTest {

    private final TestingEc2 ec2 = new TestingEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    private List<String> ids(Object... members) {
        return texts(ec2.call("DescribeVpcEndpoints", members), "VpcEndpoints", "VpcEndpointId");
    }

    private static Document filter(String name, Object... values) {
        return list(struct("Name", name, "Values", list(values)));
    }

    @Test
    void deletesEndpointsAndTellsWhichWereNotThere() {
        var one = ec2.createId("TagSpecifications", TestingEc2.tags("team", "red"));
        var two = ec2.createId();
        var answer =
                ec2.call("DeleteVpcEndpoints", "VpcEndpointIds", list(one, "vpce-00000000", one));
        assertEquals(List.of(two), ids());
        var failed = answer.structs("Unsuccessful");
        assertEquals(1, failed.size());
        assertEquals("vpce-00000000", failed.getFirst().requiredText("ResourceId"));
        var error = failed.getFirst().struct("Error").orElseThrow();
        assertEquals("InvalidVpcEndpointId.NotFound", error.requiredText("Code"));
        assertEquals(
                "The Vpc Endpoint Id 'vpce-00000000' does not exist",
                error.requiredText("Message"));
    }

    @Test
    void leavesOtherAccountsEndpointsAlone() {
        var id = ec2.createId();
        var other = TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT);
        var answer = ec2.callAs(other, "DeleteVpcEndpoints", "VpcEndpointIds", list(id));
        assertEquals(1, answer.structs("Unsuccessful").size());
        assertEquals(List.of(id), ids());
        assertEquals(List.of(), ec2.callAs(other, "DescribeVpcEndpoints").structs("VpcEndpoints"));
        ec2.refusesTo(
                other,
                "InvalidVpcEndpointId.NotFound",
                "The Vpc Endpoint Id '" + id + "' does not exist",
                "DescribeVpcEndpoints",
                "VpcEndpointIds",
                list(id));
    }

    @Test
    void deletesNothingInADryRunNorWithoutPermission() {
        var id = ec2.createId();
        ec2.refuses(
                "DryRunOperation",
                "Request would have succeeded, but DryRun flag is set.",
                "DeleteVpcEndpoints",
                "VpcEndpointIds",
                list(id),
                "DryRun",
                true);
        ec2.refusesTo(
                ec2.keyward().user("alice"),
                "UnauthorizedOperation",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " ec2:DeleteVpcEndpoints on resource:"
                        + " arn:aws:ec2:eu-central-1:123456789012:vpc-endpoint/" + id
                        + " because no identity-based policy allows the ec2:DeleteVpcEndpoints action",
                "DeleteVpcEndpoints",
                "VpcEndpointIds",
                list(id));
        ec2.refuses(
                "MissingParameter",
                "The request must contain the parameter VpcEndpointId",
                "DeleteVpcEndpoints");
        assertEquals(List.of(id), ids());
    }

    @Test
    void findsEndpointsByEveryFilter() {
        var red = ec2.createId("TagSpecifications", TestingEc2.tags("team", "red"));
        var plain = ec2.call(
                        "CreateVpcEndpoint",
                        "VpcId",
                        "vpc-87654321",
                        "ServiceName",
                        "com.amazonaws.eu-central-1.sts",
                        "VpcEndpointType",
                        "Interface",
                        "IpAddressType",
                        "dualstack")
                .struct("VpcEndpoint")
                .orElseThrow()
                .requiredText("VpcEndpointId");
        assertEquals(
                List.of(red), ids("Filters", filter("vpc-id", "vpc-12345678", "vpc-00000000")));
        assertEquals(List.of(red), ids("Filters", filter("tag:team", "r?d")));
        assertEquals(List.of(red), ids("Filters", filter("tag-key", "team")));
        assertEquals(List.of(plain), ids("Filters", filter("service-name", "*.sts")));
        assertEquals(List.of(plain), ids("Filters", filter("ip-address-type", "dualstack")));
        assertEquals(List.of(red), ids("Filters", filter("vpc-endpoint-id", red)));
        assertEquals(
                2, ids("Filters", filter("vpc-endpoint-state", "available")).size());
        assertEquals(List.of(), ids("Filters", filter("vpc-endpoint-state", "failed")));
        assertEquals(2, ids("Filters", filter("vpc-endpoint-type", "Interface")).size());
        assertEquals(2, ids("Filters", filter("service-region", "eu-central-1")).size());
        assertEquals(List.of(red), ids("VpcEndpointIds", list(red)));
        ec2.refuses(
                "InvalidFilter",
                "The filter 'colour' is invalid",
                "DescribeVpcEndpoints",
                "Filters",
                filter("colour", "red"));
    }

    @Test
    void pagesThroughEndpoints() {
        ec2.ports = Optional.of(new PortRange(4600, 4700));
        var all = new ArrayList<String>();
        for (var count = 0; count < 12; count++) {
            all.add(ec2.createId());
        }
        all.sort(null);
        var seen = new ArrayList<String>();
        var token = Optional.<String>empty();
        do {
            var members = new ArrayList<Object>(List.of("MaxResults", 5));
            token.ifPresent(text -> members.addAll(List.of("NextToken", text)));
            var answer = ec2.call("DescribeVpcEndpoints", members.toArray());
            seen.addAll(texts(answer, "VpcEndpoints", "VpcEndpointId"));
            token = answer.text("NextToken");
        } while (token.isPresent());
        assertEquals(all, seen);

        ec2.refuses(
                "InvalidParameterValue",
                "Value ( 4 ) for parameter maxResults is invalid. Expecting a value greater than or"
                        + " equal to 5.",
                "DescribeVpcEndpoints",
                "MaxResults",
                4);
        ec2.refuses(
                "InvalidPaginationToken",
                "The pagination token is not one of this list",
                "DescribeVpcEndpoints",
                "NextToken",
                "forged");
    }

    @Test
    void keepsAVpcToFiftyEndpoints() {
        ec2.ports = Optional.of(new PortRange(4600, 4700));
        for (var count = 0; count < 50; count++) {
            ec2.createId();
        }
        ec2.refuses(
                "VpcEndpointLimitExceeded",
                "the VPC vpc-12345678 has 50 endpoints, the most that it may have",
                "CreateVpcEndpoint",
                TestingEc2.forKms());
        ec2.createId("VpcId", "vpc-87654321");
    }

    @Test
    void describesTheServicesThatThereAre() {
        var answer = ec2.call("DescribeVpcEndpointServices");
        assertEquals(
                List.of(
                        "com.amazonaws.eu-central-1.kms",
                        "com.amazonaws.eu-central-1.kms-fips",
                        "com.amazonaws.eu-central-1.sts",
                        "com.amazonaws.iam"),
                answer.texts("ServiceNames"));
        var kms = answer.structs("ServiceDetails").getFirst();
        assertEquals("kms.eu-central-1.amazonaws.com", kms.requiredText("PrivateDnsName"));
        assertEquals("amazon", kms.requiredText("Owner"));
        assertEquals(List.of("Interface"), texts(kms, "ServiceType", "ServiceType"));

        assertEquals(
                List.of("com.amazonaws.eu-central-1.sts"),
                ec2.call("DescribeVpcEndpointServices", "Filters", filter("service-name", "*.sts"))
                        .texts("ServiceNames"));
        assertEquals(
                List.of(),
                ec2.call(
                                "DescribeVpcEndpointServices",
                                "Filters",
                                filter("service-type", "Gateway"))
                        .texts("ServiceNames"));
        ec2.refuses(
                "InvalidServiceName",
                "The Vpc Endpoint Service 's3' does not exist",
                "DescribeVpcEndpointServices",
                "ServiceNames",
                list("s3"));
    }

    @Test
    void listsNoPrefixLists() {
        var none = ec2.call(
                "DescribePrefixLists", "Filters", filter("prefix-list-name", TestingEc2.SERVICE));
        assertEquals(List.of(), none.structs("PrefixLists"));
        ec2.refuses(
                "InvalidPrefixListId.NotFound",
                "The prefix list ID 'pl-12345678' does not exist",
                "DescribePrefixLists",
                "PrefixListIds",
                list("pl-12345678"));
        ec2.refuses(
                "InvalidPaginationToken",
                "The pagination token is not one of this list",
                "DescribePrefixLists",
                "NextToken",
                "forged");
    }

    @Test
    void listsNothingWithoutPermission() {
        var alice = ec2.keyward().user("alice");
        for (var operation : List.of(
                "DescribeVpcEndpoints",
                "DescribeVpcEndpointServices",
                "DescribePrefixLists",
                "DescribeTags")) {
            ec2.refusesTo(
                    alice,
                    "UnauthorizedOperation",
                    "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: ec2:"
                            + operation + " because no identity-based policy allows the ec2:"
                            + operation + " action",
                    operation,
                    "DryRun",
                    true);
            ec2.refuses(
                    "DryRunOperation",
                    "Request would have succeeded, but DryRun flag is set.",
                    operation,
                    "DryRun",
                    true);
        }
    }
}
