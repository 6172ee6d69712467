package dev.keyward.server.iam.mfa;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.iam.common.EntityShapes;
import dev.keyward.server.model.MfaDevice;
import dev.keyward.server.model.MfaDevice.Holder;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** Devices and their holders as answers show them. */
final class MfaShapes {

    private MfaShapes() {}

    /** How a holder is called; the root user by the number of its account, since it has no name. */
    static String name(Optional<User> holder, AccountId account) {
        return holder.map(User::name).orElse(account.value());
    }

    /** A device of {@code holder}. */
    static Struct held(MfaDevice device, Optional<User> holder) {
        return Struct.builder()
                .put("UserName", name(holder, device.account()))
                .put("SerialNumber", device.serialNumber().toString())
                .putTime("EnableDate", device.holder().map(Holder::enabled))
                .build();
    }

    /** A device as lists of all devices show it: without its tags, and with its holder if it has one. */
    static Struct listed(MfaDevice device, Snapshot snapshot) {
        var answer = Struct.builder().put("SerialNumber", device.serialNumber().toString());
        device.holder()
                .ifPresent(holder -> answer.put(
                                "User",
                                holder.userId()
                                        .flatMap(snapshot.users()::findById)
                                        .map(EntityShapes::listed)
                                        .orElseGet(() -> root(device.account())))
                        .put("EnableDate", holder.enabled()));
        return answer.build();
    }

    private static Struct root(AccountId account) {
        return Struct.builder()
                .put("UserId", account.value())
                .put("Arn", new Arn("aws", "iam", "", account.value(), "root").toString())
                .build();
    }
}
