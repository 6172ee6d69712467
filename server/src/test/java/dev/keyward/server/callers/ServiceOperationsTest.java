package dev.keyward.server.callers;

import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.AccountId;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.model.Account;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ServiceOperationsTest {

    private static final String S3 = "s3.amazonaws.com";

    private final TestingKeyward keyward = new TestingKeyward();

    @AfterEach
    void close() {
        keyward.close();
    }

    private Struct root(String operation, Struct.Builder input) {
        return keyward.asRoot().keyward(operation, input.build());
    }

    private static Struct.Builder named(String principal) {
        return Struct.builder().put("ServicePrincipal", principal);
    }

    private Struct register(String principal) {
        return root("RegisterService", named(principal));
    }

    private List<Struct> list() {
        return root("ListServices", Struct.builder()).structs("Services");
    }

    @Test
    void registersAServiceWithItsFirstKey() {
        var answer = register(S3);
        var service = answer.struct("Service").orElseThrow();
        assertEquals(S3, service.requiredText("ServicePrincipal"));
        assertEquals("s3", service.requiredText("SigningName"));
        assertEquals(List.of("eu-central-1"), service.texts("Regions"));
        assertEquals("ENABLED", service.requiredText("Status"));
        assertEquals(TestingKeyward.START, service.time("CreateDate").orElseThrow());
        assertEquals(List.of(answer.requiredText("AccessKeyId")), service.texts("AccessKeyIds"));
        assertTrue(answer.requiredText("AccessKeyId").startsWith("AKSP"));
        assertEquals(40, answer.requiredText("SecretAccessKey").length());
        assertEquals(List.of(service), list());
    }

    @Test
    void registersAServiceInTheRegionsThatAreGiven() {
        var service = root(
                        "RegisterService",
                        named("delivery.logs.amazonaws.com")
                                .put("SigningName", "logs")
                                .putTexts("Regions", List.of("us-east-1", "ap-south-1")))
                .struct("Service")
                .orElseThrow();
        assertEquals("logs", service.requiredText("SigningName"));
        assertEquals(List.of("ap-south-1", "us-east-1"), service.texts("Regions"));
    }

    @Test
    void refusesWhatIsNoService() {
        for (var name : List.of(
                "s3", "s3.example.com", "arn:aws:iam::123456789012:root", ".amazonaws.com")) {
            assertRefused(
                    "ValidationException",
                    name + " is not the name of a service, such as s3.amazonaws.com",
                    () -> register(name));
        }
        assertRefused(
                "ValidationException",
                "delivery.logs is not what requests are signed for; give a SigningName",
                () -> register("delivery.logs.amazonaws.com"));
        assertRefused(
                "ValidationException",
                "the Region mars-1 is not served",
                () -> root("RegisterService", named(S3).putTexts("Regions", List.of("mars-1"))));
    }

    @Test
    void refusesToLetAServiceHandOnRequestsToKeywardItself() {
        for (var own : List.of("kms", "iam", "sts", "organizations", "ec2", "keyward")) {
            assertRefused(
                    "ValidationException",
                    "requests that are signed for " + own + " are Keyward's own",
                    () -> root("RegisterService", named(S3).put("SigningName", own)));
        }
    }

    @Test
    void refusesAServiceThatIsRegisteredAlready() {
        register(S3);
        assertRefused(
                "AlreadyExistsException",
                "the service " + S3 + " is registered already",
                () -> register(S3));
    }

    @Test
    void refusesTheHundredAndFirstService() {
        for (var index = 0; index < 100; index++) {
            register("service" + index + ".amazonaws.com");
        }
        assertRefused(
                "LimitExceededException",
                "100 services are registered, which is the most",
                () -> register(S3));
    }

    @Test
    void changesStatusAndRegions() {
        register(S3);
        var disabled = root("UpdateService", named(S3).put("Status", "DISABLED"))
                .struct("Service")
                .orElseThrow();
        assertEquals("DISABLED", disabled.requiredText("Status"));
        assertEquals(List.of("eu-central-1"), disabled.texts("Regions"));
        var moved = root("UpdateService", named(S3).putTexts("Regions", List.of("us-east-1")))
                .struct("Service")
                .orElseThrow();
        assertEquals("DISABLED", moved.requiredText("Status"));
        assertEquals(List.of("us-east-1"), moved.texts("Regions"));
        assertEquals(List.of(moved), list());
    }

    @Test
    void replacesAKey() {
        var first = register(S3).requiredText("AccessKeyId");
        keyward.clock().advance(Duration.ofMinutes(1));
        var second = root("CreateServiceKey", named(S3)).requiredText("AccessKeyId");
        assertEquals(List.of(first, second), list().getFirst().texts("AccessKeyIds"));
        assertRefused(
                "LimitExceededException",
                S3 + " has 2 access keys; delete one first",
                () -> root("CreateServiceKey", named(S3)));
        root("DeleteServiceKey", named(S3).put("AccessKeyId", first));
        assertEquals(List.of(second), list().getFirst().texts("AccessKeyIds"));
        assertRefused(
                "NotFoundException",
                S3 + " has no access key " + first,
                () -> root("DeleteServiceKey", named(S3).put("AccessKeyId", first)));
    }

    @Test
    void forgetsAServiceWithItsKeys() {
        register(S3);
        root("DeregisterService", named(S3));
        assertEquals(List.of(), list());
        register(S3);
        assertEquals(1, list().getFirst().texts("AccessKeyIds").size());
    }

    @Test
    void refusesAServiceThatIsNotThere() {
        for (var operation : List.of("UpdateService", "DeregisterService", "CreateServiceKey")) {
            assertRefused(
                    "NotFoundException",
                    "no service " + S3 + " is registered",
                    () -> root(operation, named(S3)));
        }
    }

    @Test
    void needsItsOwnPermission() {
        var alice = keyward.user("alice");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " keyward:RegisterService on resource: * because no identity-based policy"
                        + " allows the keyward:RegisterService action",
                () -> keyward.as(alice).keyward("RegisterService", named(S3).build()));
        keyward.allow(alice, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "keyward:RegisterService", "Resource": "*"}}""");
        keyward.as(alice).keyward("RegisterService", named(S3).build());
        assertFalse(list().isEmpty());
    }

    @Test
    void isForTheAccountThatTheServerBeganWithOnly() {
        var late = new AccountId("000000000007");
        keyward.store().write(transaction -> {
            transaction
                    .accounts()
                    .insert(new Account(late, TestingKeyward.START.plus(Duration.ofDays(1))));
            return 0;
        });
        for (var account : List.of(OTHER_ACCOUNT, late)) {
            assertRefused(
                    "AccessDeniedException",
                    "Services are registered in the account that this server began with, by nobody"
                            + " else",
                    () -> keyward.as(TestingKeyward.rootOf(account))
                            .keyward("RegisterService", named(S3).build()));
        }
    }

    @Test
    void showsAServicesSecretToNobody() {
        var caller = new Caller(
                new dev.keyward.policy.Principal.Service(TestingKeyward.ACCOUNT, S3),
                "AKSP",
                java.util.Optional.empty());
        register(S3);
        assertRefused(
                "AccessDeniedException",
                "User: s3.amazonaws.com is not authorized to perform: keyward:ListServices on"
                        + " resource: * because no identity-based policy allows the"
                        + " keyward:ListServices action",
                () -> keyward.as(caller).keyward("ListServices", Struct.empty()));
        assertFalse(list().getFirst().has("SecretAccessKey"));
    }
}
