package dev.keyward.server.store.sql;

import dev.keyward.server.store.Store;
import dev.keyward.server.store.StoreContract;

final class EmbeddedEngineInMemoryTest extends StoreContract {

    @Override
    protected Store open() {
        return SqlStore.open(EmbeddedEngine.inMemory(), CacheSizes.STANDARD);
    }
}
