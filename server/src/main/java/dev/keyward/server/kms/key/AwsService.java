package dev.keyward.server.kms.key;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Region;
import dev.keyward.server.service.AlignedTable;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A service that has an AWS managed key in an account.
 *
 * @param alias the predefined one, for example {@code alias/aws/s3}
 * @param via what {@code kms:ViaService} begins with
 * @param makesGrants whether the service makes grants on its key
 * @param name of the service
 * @param protects what the key is for
 */
record AwsService(String alias, String via, boolean makesGrants, String name, String protects) {

    private static final String RESOURCE = "/dev/keyward/server/kms/aws-managed-keys.table";
    private static final int FIELDS = 5;
    private static final String PREFIX = "alias/aws/";

    /**
     * Every service of the table, by its alias.
     *
     * @throws IllegalStateException if the table is missing or damaged: a broken build
     */
    static SortedMap<String, AwsService> all() {
        var services = new TreeMap<String, AwsService>();
        for (var fields :
                AlignedTable.load(AwsService.class, RESOURCE, FIELDS).lines().values()) {
            var service = of(fields);
            services.put(service.alias(), service);
        }
        return Collections.unmodifiableSortedMap(services);
    }

    private static AwsService of(List<String> fields) {
        return new AwsService(
                PREFIX + fields.get(0),
                fields.get(1),
                isYes(fields.get(2)),
                fields.get(3),
                fields.get(4));
    }

    private static boolean isYes(String field) {
        return switch (field) {
            case "yes" -> true;
            case "-" -> false;
            default -> throw new IllegalStateException("`" + field + "` is neither yes nor -");
        };
    }

    String description() {
        return "Default key that protects my " + protects + " when no other key is defined";
    }

    /**
     * The policy of the service's key: who may use the service may use the key through it, and the
     * account may look at it. Nobody may do anything else.
     */
    String policy(AccountId account, Region region) {
        return """
                {
                  "Version": "2012-10-17",
                  "Id": "auto-%s",
                  "Statement": [ {
                    "Sid": "Allow access through %s for all principals in the account that are \
                authorized to use %s",
                    "Effect": "Allow",
                    "Principal": { "AWS": "*" },
                    "Action": [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*",
                                "kms:GenerateDataKey*"%s, "kms:DescribeKey" ],
                    "Resource": "*",
                    "Condition": { "StringEquals": {
                      "kms:CallerAccount": "%s",
                      "kms:ViaService": "%s.%s.amazonaws.com"
                    } }
                  }, {
                    "Sid": "Allow direct access to key metadata to the account",
                    "Effect": "Allow",
                    "Principal": { "AWS": "arn:aws:iam::%s:root" },
                    "Action": [ "kms:Describe*", "kms:Get*", "kms:List*"%s ],
                    "Resource": "*"
                  } ]
                }""".formatted(
                        alias.substring(PREFIX.length()),
                        name,
                        name,
                        makesGrants ? ", \"kms:CreateGrant\"" : "",
                        account,
                        via,
                        region,
                        account,
                        makesGrants ? ", \"kms:RevokeGrant\"" : "");
    }
}
