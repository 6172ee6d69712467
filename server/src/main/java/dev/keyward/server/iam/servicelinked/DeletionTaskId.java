package dev.keyward.server.iam.servicelinked;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.ServiceLinkedRoles;
import dev.keyward.wire.ServiceException;

import java.util.regex.Pattern;

/**
 * The id of a task that deleted a service-linked role, which names the role.
 *
 * @param role its path and name
 */
record DeletionTaskId(String role, String uuid) {

    private static final Pattern FORM = Pattern.compile(
            "task(" + Pattern.quote(ServiceLinkedRoles.PATH) + "[\\w+=,.@-]+/[\\w+=,.@-]+)/"
                    + "(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})");

    /**
     * Reads an id.
     *
     * @throws ServiceException {@code InvalidInput}
     */
    static DeletionTaskId parse(String text) {
        var found = FORM.matcher(text);
        if (!found.matches()) {
            throw IamError.INVALID_INPUT.because("Invalid task id");
        }
        return new DeletionTaskId(found.group(1), found.group(2));
    }

    Arn roleArn(AccountId account) {
        return new Arn("aws", "iam", "", account.value(), "role" + role);
    }

    @Override
    public String toString() {
        return "task" + role + "/" + uuid;
    }
}
