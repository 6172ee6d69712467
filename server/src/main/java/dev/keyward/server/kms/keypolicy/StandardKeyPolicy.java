package dev.keyward.server.kms.keypolicy;

import dev.keyward.policy.AccountId;

/**
 * The policy of a key that was made without one: it leaves the choice to the account's IAM policies.
 *
 * <p>Source: KMS Developer Guide, "Default key policy"; spaced as KMS prints it.
 */
final class StandardKeyPolicy {

    private StandardKeyPolicy() {}

    static String of(AccountId account) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::%s:root"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }""".formatted(account);
    }
}
