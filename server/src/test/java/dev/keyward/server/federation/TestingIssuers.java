package dev.keyward.server.federation;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The identity providers of a small world without a network. */
public final class TestingIssuers implements KeySource {

    private final Map<String, String> keySets = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    /** Lets a provider answer with this key set from now on. */
    public void answer(TestingIssuer issuer, String keySet) {
        keySets.put(issuer.url(), keySet);
    }

    /** Lets a provider answer with all of its keys. */
    public void answer(TestingIssuer issuer) {
        answer(issuer, issuer.keySet());
    }

    /** Lets a provider answer no more. */
    public void silence(TestingIssuer issuer) {
        keySets.remove(issuer.url());
    }

    /** How often a provider was asked. */
    public int asked() {
        return asked.get();
    }

    @Override
    public String fetch(Issuer issuer) throws KeysException {
        asked.incrementAndGet();
        return Optional.ofNullable(keySets.get(issuer.url()))
                .orElseThrow(() -> KeysException.noAnswer("nobody is at " + issuer.iss()));
    }
}
