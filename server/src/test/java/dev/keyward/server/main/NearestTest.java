package dev.keyward.server.main;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NearestTest {

    private static final List<String> NAMES =
            List.of("--port", "--bind", "--tls-cert", "--tls-key");

    @Test
    void findsWhatIsOneSlipAway() {
        assertEquals(Optional.of("--port"), Nearest.to("--prot", NAMES));
        assertEquals(Optional.of("--port"), Nearest.to("--por", NAMES));
        assertEquals(Optional.of("--port"), Nearest.to("--portt", NAMES));
        assertEquals(Optional.of("--tls-cert"), Nearest.to("--tls-crt", NAMES));
        assertEquals(Optional.of("--tls-key"), Nearest.to("--tlskey", NAMES));
    }

    @Test
    void findsNothingInWhatIsSomethingElse() {
        assertEquals(Optional.empty(), Nearest.to("--quite-another-thing", NAMES));
    }
}
