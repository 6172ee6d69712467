package dev.keyward.bench;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;
import dev.keyward.policy.match.Condition;
import dev.keyward.policy.match.ConditionOperator;
import dev.keyward.policy.match.LanguageVersion;
import dev.keyward.policy.match.RequestContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Patterns that almost match everywhere, on texts of two lengths. The time may grow as the text does, and
 * not as its square.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WildcardBench {

    static final int SHORT = 10_000;
    static final int LONG = 40_000;

    @Param({"" + SHORT, "" + LONG})
    public int length = SHORT;

    private final Condition stars = like("*a*a*a*b*");
    private final Condition gaps = like("*" + "a?".repeat(30) + "b*");
    private RequestContext request = request();

    private static Condition like(String pattern) {
        var operator = ConditionOperator.find("StringLike").orElseThrow();
        return Condition.of(operator, "key", List.of(pattern), LanguageVersion.V2012);
    }

    private RequestContext request() {
        var account = new AccountId("111122223333");
        return RequestContext.of(new AuthorizationRequest(
                new Principal.Root(account),
                "kms:Decrypt",
                "*",
                account,
                ContextKeys.builder().single("key", "a".repeat(length)).build()));
    }

    @Setup
    public void setUp() {
        request = request();
    }

    @Benchmark
    public boolean stars() {
        return stars.holds(request);
    }

    @Benchmark
    public boolean gaps() {
        return gaps.holds(request);
    }
}
