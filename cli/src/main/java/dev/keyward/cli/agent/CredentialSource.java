package dev.keyward.cli.agent;

import java.io.IOException;

/** Where an agent gets credentials from. */
@FunctionalInterface
public interface CredentialSource {

    /**
     * Fresh credentials.
     *
     * @throws IOException saying why there are none, without any secret
     */
    HostCredentials fresh() throws IOException;
}
