package dev.keyward.policy.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.policy.PolicyKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrincipalReaderTest {

    private static PolicyDocument parse(String type, String value) throws PolicyException {
        return PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"%s":"%s"},\
                "Action":"sts:AssumeRole"}}""".formatted(type, value), PolicyKind.TRUST);
    }

    private static void assertRefused(String type, String value) {
        var refused = assertThrows(PolicyException.class, () -> parse(type, value));
        assertEquals(ProblemReason.INVALID_PRINCIPAL, refused.first().reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AIDA567890123456", "AROAZYXWVUTSRQ9876543210"})
    void takesIdsOfSixteenLettersAndDigitsOrMore(String id) throws PolicyException {
        assertEquals(id, parse("AWS", id).principals().getFirst().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AIDA56789012345",
                "AIDA56789012345a",
                "AIDA56789012345/",
                "AIDA56789012345:",
                "AIDA56789012345@",
                "AIDA56789012345["
            })
    void takesNoIdThatIsShorterOrHasOtherCharacters(String id) {
        assertRefused("AWS", id);
    }

    @ParameterizedTest
    @ValueSource(strings = {".amazonaws.com", "s3", "?.amazonaws.com", "*.amazonaws.com"})
    void takesNoServiceWithoutAWholeName(String service) {
        assertRefused("Service", service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "?.example.com"})
    void takesNoIdentityProviderWithoutAWholeName(String provider) {
        assertRefused("Federated", provider);
    }
}
