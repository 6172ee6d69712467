package dev.keyward.policy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;
import dev.keyward.policy.match.ConditionTrial.Why;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConditionTrialTest {

    private static final AccountId ACCOUNT = new AccountId("111122223333");

    private static final ContextKeys KEYS = ContextKeys.builder()
            .single("aws:SourceIp", "10.1.2.3")
            .single("aws:v", "a")
            .single("aws:nothing", "")
            .multiple("aws:many", List.of("a", "b"))
            .multiple("aws:none", List.of())
            .build();

    /** What is tried, whether it holds, why, and what that speaks of. */
    record Try(String operator, String key, String listed, boolean holds, Why why, String about) {}

    // spotless:off
    static List<Try> tries() {
        return List.of(
            new Try("StringEquals", "AWS:V", "a", true, Why.FITS, "a"),
            new Try("StringNotLike", "aws:v", "?", false, Why.FITS, "?"),
            new Try("StringEquals", "aws:v", "A", false, Why.FITS_NONE, ""),
            new Try("StringNotEquals", "aws:v", "b", true, Why.FITS_NONE, ""),
            new Try("IpAddress", "aws:SourceIp", "192.0.2.0/24", false, Why.FITS_NONE, ""),
            new Try("IpAddress", "aws:SourceIp", "10.0.0.0/8", true, Why.FITS, "10.0.0.0/8"),
            new Try("IpAddress", "aws:v", "10.0.0.0/8", false, Why.VALUE_OF_OTHER_TYPE, "a"),
            new Try("NotIpAddress", "aws:SourceIp", "home", false, Why.LISTED_OF_OTHER_TYPE, "home"),
            new Try("StringEquals", "kms:ViaService", "s3", false, Why.ABSENT, ""),
            new Try("StringEquals", "aws:none", "s3", false, Why.ABSENT, ""),
            new Try("StringNotEquals", "kms:ViaService", "s3", true, Why.ABSENT_NEGATED, ""),
            new Try("StringEqualsIfExists", "kms:ViaService", "s3", true, Why.ABSENT_IF_EXISTS, ""),
            new Try("ForAllValues:StringEquals", "aws:none", "a", true, Why.ABSENT_FOR_ALL, ""),
            new Try("ForAllValues:StringEquals", "aws:nothing", "a", true, Why.ABSENT_FOR_ALL, ""),
            new Try("ForAnyValue:StringNotEquals", "aws:none", "a", false, Why.ABSENT, ""),
            new Try("Null", "kms:ViaService", "true", true, Why.ABSENT, ""),
            new Try("Null", "aws:v", "true", false, Why.PRESENT, ""),
            new Try("StringEquals", "aws:many", "a", false, Why.NEEDS_SET_OPERATOR, ""),
            new Try("ForAnyValue:StringEquals", "aws:many", "b", true, Why.ONE_FITS, "b"),
            new Try("ForAnyValue:StringEquals", "aws:many", "c", false, Why.NO_VALUE_FITS, ""),
            new Try("ForAllValues:StringLike", "aws:many", "?", true, Why.EACH_FITS, ""),
            new Try("ForAllValues:StringEquals", "aws:many", "a", false, Why.ONE_DOES_NOT_FIT, "b"),
            new Try("StringEquals", "aws:v", "${aws:username}", false, Why.VARIABLE_WITHOUT_VALUE, "aws:username"),
            new Try("StringEquals", "aws:v", "${aws:many, 'a'}", false, Why.VARIABLE_WITHOUT_VALUE, "aws:many"),
            new Try("StringEquals", "aws:v", "${aws:username, 'a'}", true, Why.FITS, "${aws:username, 'a'}"));
    }
    // spotless:on

    @ParameterizedTest
    @MethodSource("tries")
    void saysWhetherAndWhy(Try one) {
        var condition = Condition.of(
                ConditionOperator.find(one.operator()).orElseThrow(),
                one.key(),
                List.of(one.listed()),
                LanguageVersion.V2012);
        var trial = ConditionTrial.of(condition, LanguageVersion.V2012, context());

        assertEquals(one.holds(), trial.holds());
        assertEquals(one.why(), trial.why());
        assertEquals(Optional.of(one.about()).filter(text -> !text.isEmpty()), trial.about());
        assertEquals(condition.holds(context()), trial.holds());
    }

    @Test
    void everyReasonIsTried() {
        Set<Why> tried = tries().stream().map(Try::why).collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(Why.class), EnumSet.copyOf(tried));
    }

    private static RequestContext context() {
        var root = new Principal.Root(ACCOUNT);
        return RequestContext.of(new AuthorizationRequest(root, "kms:Decrypt", "*", ACCOUNT, KEYS));
    }
}
