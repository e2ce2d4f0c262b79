package io.groundcheck.connections.store;

import io.groundcheck.connections.store.memory.MemoryStore;
import io.groundcheck.connections.store.memory.Tokens;

class MemoryStoreTest extends StoreContract {

    private final Store store = new MemoryStore(new Tokens(TOKEN_LIFETIME, clock));

    @Override
    Store store() {
        return store;
    }
}
