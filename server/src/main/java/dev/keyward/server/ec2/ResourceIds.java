package dev.keyward.server.ec2;

import dev.keyward.crypto.RandomSource;
import dev.keyward.wire.ServiceException;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** The ids of EC2's resources: a prefix and 8 or 17 hexadecimal digits. */
enum ResourceIds {
    VPC("vpc", Ec2Error.INVALID_VPC_ID_MALFORMED),
    SUBNET("subnet", Ec2Error.INVALID_SUBNET_ID_MALFORMED),
    SECURITY_GROUP("sg", Ec2Error.INVALID_GROUP_ID_MALFORMED),
    VPC_ENDPOINT("vpce", Ec2Error.INVALID_VPC_ENDPOINT_ID_MALFORMED);

    private static final int DIGITS = 17;

    private final String prefix;
    private final Ec2Error malformed;
    private final Pattern form;

    ResourceIds(String prefix, Ec2Error malformed) {
        this.prefix = prefix;
        this.malformed = malformed;
        this.form = Pattern.compile(prefix + "-(?:[0-9a-f]{8}|[0-9a-f]{17})");
    }

    boolean isOne(String id) {
        return form.matcher(id).matches();
    }

    /**
     * Lets an id pass that has the form of this kind's.
     *
     * @throws ServiceException such as {@code InvalidVpcID.Malformed}
     */
    String require(String id) {
        if (!isOne(id)) {
            throw malformed.because(
                    "Invalid id: \"" + id + "\" (expecting \"" + prefix + "-...\")");
        }
        return id;
    }

    List<String> requireAll(List<String> ids) {
        ids.forEach(this::require);
        return ids;
    }

    /** A fresh id; 68 random bits, so that two of one server never meet. */
    String fresh(RandomSource random) {
        var digits = HexFormat.of().formatHex(random.bytes((DIGITS + 1) / 2));
        return prefix + "-" + digits.substring(0, DIGITS);
    }
}
