package dev.keyward.server.service;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServiceTest {

    private static final ApiModel KMS = ApiModel.load("kms");

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
        public Struct perform(Struct request, Call call, List<Target> targets, Snapshot snapshot) {
            return Struct.empty();
        }
    }

    @Test
    void findsItsOperations() {
        var decrypt = new Named("Decrypt");
        assertEquals(decrypt, Service.of("kms", KMS, List.of(decrypt)).operation("Decrypt"));
    }

    @Test
    void saysWhichOperationsItDoesNotServe() {
        var service = Service.of("kms", KMS, List.of());
        assertRefused(
                "UnsupportedOperationException",
                "Keyward does not serve kms:Decrypt yet",
                () -> service.operation("Decrypt"));
    }

    @Test
    void knowsNoOtherOperations() {
        var service = Service.of("kms", KMS, List.of());
        assertRefused("UnknownOperationException", "", () -> service.operation("decrypt"));
    }

    @Test
    void refusesOperationsThatTheModelLacksOrThatComeTwice() {
        var unknown = List.<Operation<?>>of(new Named("Frobnicate"));
        var twice = List.<Operation<?>>of(new Named("Decrypt"), new Named("Decrypt"));
        assertThrows(IllegalStateException.class, () -> Service.of("kms", KMS, unknown));
        assertThrows(IllegalStateException.class, () -> Service.of("kms", KMS, twice));
    }
}
