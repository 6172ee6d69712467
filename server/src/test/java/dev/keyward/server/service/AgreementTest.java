package dev.keyward.server.service;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AgreementTest {

    private static final ApiModel STS = ApiModel.load("sts");
    private static final String SERVED = "GetCallerIdentity";

    private record Named(String name) implements Operation.Reading<Struct> {

        @Override
        public Struct read(Struct input) {
            return input;
        }

        @Override
        public List<Target> targets(Struct request, Call call, Snapshot snapshot) {
            return List.of();
        }

        @Override
        public Struct perform(Struct request, Call call, List<Target> allowed, Snapshot snapshot) {
            return request;
        }
    }

    private static Map<String, Served> table() {
        var table = new HashMap<String, Served>();
        STS.operations().keySet().forEach(name -> table.put(name, Served.NOT_YET));
        table.put(SERVED, Served.YES);
        return table;
    }

    private static void assertRefused(
            String message, Map<String, Served> table, Operation<?>... operations) {
        var refused = assertThrows(
                IllegalStateException.class,
                () -> Agreement.require(STS, List.of(operations), table));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void passesATableThatAgrees() {
        assertDoesNotThrow(() -> Agreement.require(STS, List.of(new Named(SERVED)), table()));
    }

    @Test
    void refusesATableThatLacksAnOperationOfTheApi() {
        var table = table();
        table.remove("AssumeRoot");
        assertRefused(
                "the operations table lacks [AssumeRoot] and has [], which are not in the API model",
                table,
                new Named(SERVED));
    }

    @Test
    void refusesATableWithAnOperationThatTheApiLacks() {
        var table = table();
        table.put("AssumeNothing", Served.NOT_YET);
        assertRefused(
                "the operations table lacks [] and has [AssumeNothing], which are not in the API"
                        + " model",
                table,
                new Named(SERVED));
    }

    @Test
    void refusesATableThatCallsServedWhatIsNot() {
        assertRefused(
                "the operations table lacks [] and has [GetCallerIdentity], which are not among the"
                        + " operations",
                table());
    }

    @Test
    void refusesATableThatDoesNotCallServedWhatIs() {
        assertRefused(
                "the operations table lacks [AssumeRole] and has [], which are not among the"
                        + " operations",
                table(),
                new Named(SERVED),
                new Named("AssumeRole"));
    }
}
