package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code keyward agent} refuses before it listens. */
final class AgentCommandTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/web";
    private static final String PROFILE = "arn:aws:iam::123456789012:instance-profile/eu/web";

    private static void assertRefused(String text, String... more) {
        var words = new ArrayList<>(List.of(
                "agent",
                "--trust-anchor-arn",
                "arn:aws:rolesanywhere:eu-central-1:123456789012:trust-anchor/1",
                "--profile-arn",
                "arn:aws:rolesanywhere:eu-central-1:123456789012:profile/1",
                "--certificate",
                "no-such-host.pem",
                "--private-key",
                "no-such-host.key"));
        words.addAll(List.of(more));
        var ran = Ran.with("", words.toArray(String[]::new));
        assertEquals(2, ran.exit());
        assertTrue(ran.err().contains(text), ran.err());
    }

    @Test
    void takesARoleOrAnInstanceProfileAndNotBoth() {
        var one = "one of --role-arn and --instance-profile must be given, and one only";
        assertRefused(one);
        assertRefused(one, "--role-arn", ROLE, "--instance-profile", PROFILE);
        assertRefused("not the ARN of a role: " + PROFILE, "--role-arn", PROFILE);
        assertRefused("not the ARN of an instance profile: " + ROLE, "--instance-profile", ROLE);
    }

    @Test
    void takesAnInstanceProfileByArnAndByName() {
        for (var profile : List.of(PROFILE, "web")) {
            assertRefused("no such file", "--instance-profile", profile);
        }
    }
}
