package dev.keyward.server.store;

import dev.keyward.server.model.RegisteredService;
import dev.keyward.server.model.ServiceKey;

import java.util.List;
import java.util.Optional;

/**
 * The services that may call as services of AWS would, and their access keys. A change of a service moves
 * the {@link Topic.Identity} of its name, and that of each of its keys.
 */
public interface RegisteredServices {

    Optional<RegisteredService> find(String principal);

    /** Every service, by name. */
    List<RegisteredService> all();

    Optional<ServiceKey> findKey(String accessKeyId);

    /** The access keys of a service, oldest first. */
    List<ServiceKey> keysOf(String principal);

    /** Writes services. */
    interface Writer extends RegisteredServices {

        void insert(RegisteredService service);

        /** Replaces the status and the Regions of the service of that name. */
        void update(RegisteredService service);

        /** Deletes a service with its keys. */
        void delete(RegisteredService service);

        void insertKey(ServiceKey key);

        void deleteKey(ServiceKey key);
    }
}
