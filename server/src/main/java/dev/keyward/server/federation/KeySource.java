package dev.keyward.server.federation;

/** Where the keys of issuers come from that are not given by the operator. */
@FunctionalInterface
public interface KeySource {

    /**
     * The JSON Web Key Set of {@code issuer}, as it is now. May take some seconds.
     *
     * @throws KeysException if it cannot be had
     */
    String fetch(Issuer issuer) throws KeysException;
}
