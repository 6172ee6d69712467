package dev.keyward.server.iam.mfa;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class MfaOperations {

    private MfaOperations() {}

    public static List<Operation<?>> all(
            UniqueIds ids, MfaCodes codes, RandomSource random, Paging paging) {
        return List.of(
                new CreateVirtualMfaDevice(ids, codes, random),
                new EnableMfaDevice(codes),
                new ResyncMfaDevice(codes),
                new DeactivateMfaDevice(),
                new DeleteVirtualMfaDevice(),
                new GetMfaDevice(),
                new ListMfaDevices(paging),
                new ListVirtualMfaDevices(paging));
    }
}
