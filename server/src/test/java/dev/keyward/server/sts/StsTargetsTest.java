package dev.keyward.server.sts;

import static dev.keyward.server.kms.TestingKms.struct;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.EncodedRefusals;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.Served;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds what the operations ask for to the operations table. */
final class StsTargetsTest {

    /** A request that brings everything, for each operation that is served. */
    private static final Map<String, Struct> REQUESTS = Map.of(
            "AssumeRole",
            struct(
                    "RoleArn",
                    "arn:aws:iam::123456789012:role/ops",
                    "RoleSessionName",
                    "s1",
                    "ExternalId",
                    "four",
                    "SourceIdentity",
                    "alice",
                    "Tags",
                    List.of(struct("Key", "team", "Value", "blue")),
                    "TransitiveTagKeys",
                    List.of("team")),
            "DecodeAuthorizationMessage",
            struct("EncodedMessage", "none"),
            "GetFederationToken",
            struct("Name", "guest", "Tags", List.of(struct("Key", "team", "Value", "blue"))),
            "GetAccessKeyInfo",
            struct("AccessKeyId", "AKIAIOSFODNN7EXAMPLE"),
            "GetCallerIdentity",
            Struct.empty(),
            "GetSessionToken",
            Struct.empty());

    private final TestingKeyward keyward = new TestingKeyward();
    private final Caller alice = keyward.user("alice");

    @AfterEach
    void close() {
        keyward.close();
    }

    private <Q> List<Target> targets(Operation<Q> operation, Struct input) {
        var call = keyward.callBy(alice);
        var request = operation.read(input);
        return keyward.store().read(snapshot -> operation.targets(request, call, snapshot));
    }

    @Test
    void theyNeedTheActionsAndBringTheKeysThatTheTableLists() {
        var service = StsOperations.service(new StsParts(
                new SessionTokens(keyward.rootKey()),
                new EncodedRefusals(keyward.rootKey()),
                new TestingRandom()));
        var checked = new TreeSet<String>();
        for (var row : StsOperationsTable.load().rows()) {
            if (row.served() == Served.NOT_YET) {
                continue;
            }
            checked.add(row.operation());
            var targets = targets(
                    service.operation(row.operation()),
                    REQUESTS.getOrDefault(row.operation(), Struct.empty()));
            // Provided contexts are refused, so that nothing sets them.
            assertEquals(
                    row.actions().stream()
                            .filter(action -> !action.equals("sts:SetContext"))
                            .toList(),
                    targets.stream().map(Target::action).toList());
            for (var target : targets) {
                var brought = new TreeSet<String>(target.keys().names());
                assertTrue(
                        row.conditionKeys().stream()
                                .allMatch(listed -> brought.stream()
                                        .anyMatch(name -> name.regionMatches(
                                                true,
                                                0,
                                                listed,
                                                0,
                                                listed.replace("*", "").length()))),
                        row.operation() + " brings " + brought);
                brought.removeIf(row::brings);
                assertEquals(new TreeSet<>(), brought, row.operation());
            }
        }
        assertEquals(REQUESTS.keySet(), checked);
    }
}
