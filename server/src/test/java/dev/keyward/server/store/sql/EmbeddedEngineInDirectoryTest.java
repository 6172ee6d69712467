package dev.keyward.server.store.sql;

import dev.keyward.server.store.Store;
import dev.keyward.server.store.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedEngineInDirectoryTest extends StoreContract {

    @TempDir
    private Path directory;

    @Override
    protected Store open() {
        return SqlStore.open(EmbeddedEngine.inDirectory(directory), CacheSizes.STANDARD);
    }
}
