package dev.keyward.server.main;

import dev.keyward.server.http.Health;
import dev.keyward.server.store.Store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a server needs to be ready: a store that takes writes, and a disk to write them on. */
final class HealthChecks {

    /** Under this a write may soon fail. */
    private static final long LEAST_FREE_BYTES = 64L * 1024 * 1024;

    private HealthChecks() {}

    static List<Health.Check> of(Store store, Path data) {
        return List.of(
                new Health.Check("store", () -> store(store)),
                new Health.Check("disk", () -> disk(data)));
    }

    private static Optional<String> store(Store store) {
        var account = store.write(transaction -> transaction.accounts().first());
        return account.isPresent()
                ? Optional.empty()
                : Optional.of("the store has lost its account");
    }

    private static Optional<String> disk(Path data) {
        try {
            var free = Files.getFileStore(data).getUsableSpace();
            return free >= LEAST_FREE_BYTES
                    ? Optional.empty()
                    : Optional.of("only " + free + " bytes are free for " + data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the disk of " + data, e);
        }
    }
}
