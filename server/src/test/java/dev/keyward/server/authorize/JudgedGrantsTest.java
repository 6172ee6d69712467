package dev.keyward.server.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.decide.Grant.Child;
import dev.keyward.policy.decide.Grant.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class JudgedGrantsTest {

    private static ContextKeys.Builder context(String... pairs) {
        var keys = ContextKeys.builder();
        var names = new ArrayList<String>();
        for (var index = 0; index < pairs.length; index += 2) {
            names.add(pairs[index]);
            keys.single("kms:EncryptionContext:" + pairs[index], pairs[index + 1]);
        }
        return names.isEmpty() ? keys : keys.multiple("kms:EncryptionContextKeys", names);
    }

    @Test
    void findsTheEncryptionContextWithTheCaseOfItsNames() {
        assertEquals(
                Map.of("AppName", "Pay", "unit", "", "Ünit", "7"),
                JudgedGrants.encryptionContext(
                        context("AppName", "Pay", "unit", "", "Ünit", "7").build()));
        assertEquals(Map.of(), JudgedGrants.encryptionContext(context().build()));
    }

    @Test
    void isNeverAskedAboutNamesThatDifferInCaseOnly() {
        var keys = context("AppName", "a", "appname", "b").build();
        assertThrows(IllegalStateException.class, () -> JudgedGrants.encryptionContext(keys));
    }

    @Test
    void findsTheGrantThatIsAskedFor() {
        var operations = List.of("Decrypt", "Encrypt");
        assertEquals(
                new Child(Set.copyOf(operations), Optional.empty(), Optional.empty()),
                JudgedGrants.child(
                        context().multiple("kms:GrantOperations", operations).build()));
        var constraints = Map.of(
                "EncryptionContextEquals", new Constraint.Equals(Map.of("a", "1")),
                "EncryptionContextSubset", new Constraint.Subset(Map.of("a", "1")));
        constraints.forEach((type, constraint) -> assertEquals(
                new Child(
                        Set.of("Decrypt"), Optional.of(constraint), Optional.of("arn:aws:s3:::b")),
                JudgedGrants.child(context("a", "1")
                        .multiple("kms:GrantOperations", List.of("Decrypt"))
                        .single("kms:GrantConstraintType", type)
                        .single("kms:GrantConstraintSourceArn", "arn:aws:s3:::b")
                        .build())));
    }
}
