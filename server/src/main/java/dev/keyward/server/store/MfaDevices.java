package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.MfaDevice;

import java.util.List;
import java.util.Optional;

/** Virtual MFA devices. */
public interface MfaDevices {

    Optional<MfaDevice> find(Arn serialNumber);

    /** The devices that are enabled for a user, or for the account's root user; by serial number. */
    List<MfaDevice> of(AccountId account, Optional<String> userId);

    /** Devices of an account; the sort key is the serial number. */
    Page<MfaDevice> list(AccountId account, Use use, Page.Request page);

    int count(AccountId account, Use use);

    /** Which devices. */
    enum Use {
        ENABLED,
        NOT_ENABLED,
        ANY
    }

    /** Writes devices. */
    interface Writer extends MfaDevices {

        void insert(MfaDevice device);

        /** Replaces all of the device but its seed. */
        void update(MfaDevice device);

        /** Writes which code was taken last, and nothing else; that is no change that a topic covers. */
        void putLastCode(MfaDevice device);

        void delete(MfaDevice device);
    }
}
