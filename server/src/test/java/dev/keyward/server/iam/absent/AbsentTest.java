package dev.keyward.server.iam.absent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.iam.TestingIam;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AbsentTest {

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    @ParameterizedTest
    @CsvSource({"ListServiceSpecificCredentials, ServiceSpecificCredentials"})
    void nothingIsListedForAUserThatExists(String operation, String member) {
        iam.createUser("Bob");

        var answer = iam.call(operation, "UserName", "Bob");

        assertTrue(answer.has(member));
        assertEquals(List.of(), answer.structs(member));
        assertFalse(answer.flag("IsTruncated"));
        iam.refuses(
                "NoSuchEntity",
                "The user with name none cannot be found.",
                operation,
                "UserName",
                "none");
    }
}
