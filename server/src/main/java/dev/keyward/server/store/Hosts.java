package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.HostProfile;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.TrustAnchor;

import java.util.List;
import java.util.Optional;

/** Trust anchors and profiles of hosts. Whoever asks for one knows its account and Region by its ARN. */
public interface Hosts {

    Optional<TrustAnchor> findAnchor(AccountId account, Region region, String id);

    /** Those of an account in a Region, by id. */
    List<TrustAnchor> anchors(AccountId account, Region region);

    Optional<HostProfile> findProfile(AccountId account, Region region, String id);

    /** Those of an account in a Region, by id. */
    List<HostProfile> profiles(AccountId account, Region region);

    /** Writes them. */
    interface Writer extends Hosts {

        void insert(TrustAnchor anchor);

        void update(TrustAnchor anchor);

        void delete(TrustAnchor anchor);

        void insert(HostProfile profile);

        void update(HostProfile profile);

        void delete(HostProfile profile);
    }
}
