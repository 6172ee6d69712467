package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.VpcEndpoint;

import java.util.List;
import java.util.Optional;

/** VPC endpoints. Ids and ports are unique in the whole store. */
public interface VpcEndpoints {

    Optional<VpcEndpoint> find(String id);

    /** The one that a request with this client token made, if it is still there. */
    Optional<VpcEndpoint> findByClientToken(AccountId account, Region region, String token);

    /** All of an account in a Region, in the order of their ids. There are a few hundred at most. */
    List<VpcEndpoint> ofAccount(AccountId account, Region region);

    /** Every one that has a port, in the order of their ports. */
    List<VpcEndpoint> withPorts();

    /** Writes endpoints. */
    interface Writer extends VpcEndpoints {

        void insert(VpcEndpoint endpoint);

        /** Replaces the network, the policy and the tags. */
        void update(VpcEndpoint endpoint);

        void delete(VpcEndpoint endpoint);
    }
}
