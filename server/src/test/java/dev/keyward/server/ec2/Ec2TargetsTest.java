package dev.keyward.server.ec2;

import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.struct;
import static dev.keyward.server.iam.TestingIam.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds what every operation asks permission for to its row in the operations table. */
final class Ec2TargetsTest {

    private static final String ID = "vpce-12345678";

    private static final Map<String, Struct> REQUESTS = Map.of(
            "CreateTags", struct("Resources", list(ID), "Tags", list(tag("a", "b"))),
            "CreateVpcEndpoint",
                    struct(TestingEc2.forKms(
                            "SubnetIds", list("subnet-12345678"),
                            "SecurityGroupIds", list("sg-12345678"),
                            "TagSpecifications", TestingEc2.tags("a", "b"))),
            "DeleteTags", struct("Resources", list(ID), "Tags", list(tag("a", "b"))),
            "DeleteVpcEndpoints", struct("VpcEndpointIds", list(ID)),
            "DescribePrefixLists", struct(),
            "DescribeTags", struct(),
            "DescribeVpcEndpoints", struct(),
            "DescribeVpcEndpointServices", struct(),
            "ModifyVpcEndpoint",
                    struct(
                            "VpcEndpointId", ID,
                            "AddSubnetIds", list("subnet-12345678"),
                            "RemoveSecurityGroupIds", list("sg-12345678")));

    private final TestingEc2 ec2 = new TestingEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    void everyOperationAsksForWhatItsRowSays() {
        var table = Ec2OperationsTable.load();
        assertEquals(REQUESTS.keySet(), table.served().keySet());
        for (var row : table.rows()) {
            var operation = ec2.service().operation(row.operation());
            for (var target :
                    targets(operation, Objects.requireNonNull(REQUESTS.get(row.operation())))) {
                assertTrue(row.actions().contains(target.action()), target.action());
                for (var key : target.keys().names()) {
                    assertTrue(row.brings(key), row.operation() + " brings " + key);
                }
                var kind = target.resource().text().replaceFirst("^.*:([a-z-]+)/.*$", "$1");
                assertTrue(
                        kind.equals("*")
                                ? row.resources().isEmpty()
                                : row.resources().contains(kind),
                        row.operation() + " on " + target.resource().text());
            }
            assertFalse(row.actions().isEmpty());
        }
    }

    private <Q> List<Target> targets(Operation<Q> operation, Struct input) {
        var keyward = ec2.keyward();
        var call = keyward.callBy(TestingKeyward.rootOf(TestingKeyward.ACCOUNT));
        return keyward.store()
                .read(snapshot -> operation.targets(operation.read(input), call, snapshot));
    }
}
