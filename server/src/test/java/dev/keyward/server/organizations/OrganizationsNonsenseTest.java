package dev.keyward.server.organizations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.service.Served;
import dev.keyward.wire.Document;
import dev.keyward.wire.ServiceException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of no sense in each text of each request: every one is answered or refused, none is a fault. */
final class OrganizationsNonsenseTest {

    private static final List<String> VALUES = List.of(
            "",
            "a",
            "*",
            "{}",
            "o-1234567890",
            "r-abcd",
            "r-0000",
            "ou-0000-00000000",
            "p-00000000",
            "p-FullAWSAccess",
            "p-RCPFullAWSAccess",
            "000000000000",
            "123456789012x",
            "rp-0000",
            "rt-00000000",
            "TAG_POLICY",
            "SERVICE_CONTROL_POLICY",
            "s3.amazonaws.com",
            "\u00fc@\u00fc.\u00fc",
            "\ud83d\udd11",
            "a".repeat(5_000));

    @Test
    void answersOrRefusesEveryValueInEveryMember() {
        for (var row : OrganizationsOperationsTable.load().rows()) {
            if (row.served() == Served.YES) {
                try (var organizations = new TestingOrganizations()) {
                    organizations.create();
                    tryAll(organizations, row.operation());
                }
            }
        }
    }

    private static void tryAll(TestingOrganizations organizations, String operation) {
        var members = organizations.plausible(operation);
        for (var index = 1; index < members.length; index += 2) {
            for (var value : VALUES) {
                var changed = members.clone();
                changed[index] = like(members[index], value);
                tryOne(organizations, operation, changed);
            }
        }
    }

    /** {@code value} in the form that the member has: a text, texts, or tags. */
    private static Object like(Object member, String value) {
        if (!(member instanceof Document.Items items)) {
            return value;
        }
        return items.values().getFirst() instanceof Document.Text
                ? Document.ofTexts(List.of(value))
                : TestingIam.list(TestingIam.tag(value, value));
    }

    private static void tryOne(
            TestingOrganizations organizations, String operation, Object[] members) {
        var faults = new ArrayList<RuntimeException>();
        try {
            organizations.call(operation, members);
        } catch (ServiceException _) {
            // Refused, as it may be.
        } catch (RuntimeException fault) {
            faults.add(fault);
        }
        assertEquals(List.of(), faults, operation);
    }
}
