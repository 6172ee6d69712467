package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every statement of the KMS Developer Guide's page "Using IAM policies with AWS KMS", through the AWS
 * SDK for Java against a server in its own process: once as set up, and once more after the process was
 * killed and started again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ScenariosTest {

    private final Map<String, Executable> checksByClaim = new HashMap<>();
    private RunningKeyward keyward;
    private boolean killed;

    @BeforeAll
    void startTheServer() {
        keyward = RunningKeyward.start();
    }

    @AfterAll
    void stopTheServer() {
        keyward.close();
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                        IdentityScenarios.all(),
                        KeyPolicyScenarios.all(),
                        SessionScenarios.all(),
                        ChainingScenarios.all(),
                        MfaScenarios.all(),
                        ReportScenarios.all(),
                        MultiRegionScenarios.all(),
                        GrantScenarios.all(),
                        SigningScenarios.all(),
                        ImportScenarios.all(),
                        ExplainScenarios.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @Order(1)
    void holds(Scenario scenario) throws Throwable {
        var check = scenario.setUp().apply(new Scene(keyward));
        check.execute();
        checksByClaim.put(scenario.claim(), check);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @Order(2)
    void holdsAfterACrash(Scenario scenario) throws Throwable {
        if (!killed) {
            keyward.kill();
            keyward.restart();
            killed = true;
        }
        var check = checksByClaim.get(scenario.claim());
        assertNotNull(check, "it did not hold before the crash either");
        check.execute();
    }
}
