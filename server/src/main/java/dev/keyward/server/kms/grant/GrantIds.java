package dev.keyward.server.kms.grant;

import dev.keyward.crypto.RandomSource;
import dev.keyward.policy.Arn;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.model.Grant;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

import java.util.HexFormat;

/**
 * The ids of grants: 64 hexadecimal digits, of which nobody can guess one.
 *
 * <p>Source: KMS API Reference, {@code GrantId}; the texts are ours.
 */
final class GrantIds {

    private static final int BYTES = 32;

    private GrantIds() {}

    static String next(RandomSource random) {
        return HexFormat.of().formatHex(random.bytes(BYTES));
    }

    /**
     * Refuses what no grant can have for an id.
     *
     * @throws ServiceException {@code InvalidGrantIdException}
     */
    static String requireId(String id) {
        if (id.length() != 2 * BYTES || !id.chars().allMatch(HexFormat::isHexDigit)) {
            throw KmsError.INVALID_GRANT_ID.because("Invalid grant id '" + id + "'");
        }
        return id;
    }

    /**
     * The grant of that id on a key that its caller may know of.
     *
     * @throws ServiceException {@code NotFoundException} if the key has no such grant
     */
    static Grant require(String id, Arn keyArn, Snapshot snapshot) {
        return snapshot.grants().find(keyArn, id).orElseThrow(() -> notFound(id));
    }

    static ServiceException notFound(String id) {
        return KmsError.NOT_FOUND.because("Grant '" + id + "' does not exist");
    }
}
