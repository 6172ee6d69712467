package dev.keyward.server.iam.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyDocumentsTest {

    private static String document(String statement) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": " + statement + "}";
    }

    private static void refusesManaged(String message, String document) {
        TestingKeyward.assertRefused(
                "MalformedPolicyDocument", message, () -> PolicyDocuments.requireManaged(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "[]",
                "{\"Version\": \"2012-10-17\"}",
                "{\"Version\": \"2013-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}",
                "{\"Version\": \"2012-10-17\", \"Statement\": []}",
                "{\"Version\": \"2012-10-17\", \"Statement\": [\"x\"]}",
                "{\"Version\": \"2012-10-17\", \"Id\": {}, \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}",
                "{\"Version\": \"2012-10-17\", \"More\": 1, \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}"
            })
    void refusesWhatIsNoPolicy(String document) {
        refusesManaged("Syntax errors in policy.", document);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Syntax errors in policy. | {"Action": "s3:Get", "Resource": "*"}
            Syntax errors in policy. | {"Effect": "Perhaps", "Action": "s3:Get", "Resource": "*"}
            Syntax errors in policy. | {"Effect": "Allow", "Action": "s3:Get", "Resource": "*", "More": 1}
            Syntax errors in policy. | {"Effect": "Allow", "Action": {}, "Resource": "*"}
            Syntax errors in policy. | {"Effect": "Allow", "Action": "s3:Get", "Resource": [{}]}
            Syntax errors in policy. | {"Effect": "Allow", "Action": "s3:Get", "NotAction": [], "Resource": "*"}
            Syntax errors in policy. | {"Effect": "Allow", "Action": "s3:Get", "Resource": "*", "Condition": []}
            Syntax errors in policy. | {"Effect": "Allow", "Action": "s3:Get", "Resource": "*", "Condition": {"x": {"a": "1"}}}
            Syntax errors in policy. | {"Effect": "Allow", "Resource": "*", "Condition": {"DateGreaterThan": {"a": {}}}}
            The policy failed legacy parsing | {"Effect": "denY", "Action": "s3:Get", "Resource": "*"}
            The policy failed legacy parsing | {"Effect": "Allow", "Action": "s3:Get", "Resource": "*", "Condition": {"DateLessThan": {"a": "soon"}}}
            The policy failed legacy parsing | {"Effect": "Allow", "Resource": "*", "Condition": {"DateLessThan": {"a": "soon"}}}
            The policy failed legacy parsing | {"Effect": "Allow", "Action": "s3:Get", "Resource": "arn:aws:s3::bucket"}
            Statement IDs (SID) in a single policy must be unique. | [{"Sid": "a", "Effect": "Allow", "Action": "s3:Get", "Resource": "*"}, {"Sid": "a", "Effect": "Allow"}]
            Policy statement must contain actions. | {"Effect": "Allow", "Resource": "*"}
            Policy statement must contain actions. | [{"Effect": "Deny"}, {"Effect": "Allow", "Action": "s3:Get", "Resource": "*"}]
            Policy statement must contain actions. | {"Effect": "Allow", "Action": [], "Resource": "*"}
            Policy statement must contain resources. | {"Effect": "Allow", "Action": "s3:Get"}
            Policy statement must contain resources. | {"Effect": "Allow", "Action": "s3:Get", "Resource": []}
            Policy statement must contain resources. | {"Effect": "Allow", "Action": "nothing"}
            Resource bucket must be in ARN format or "*". | {"Effect": "Allow", "Action": "s:3:Get", "Resource": "bucket"}
            Resource  must be in ARN format or "*". | {"Effect": "Allow", "Action": "s3:Get", "Resource": ""}
            Partition "moon" is not valid for resource "arn:moon:s3:::b". | {"Effect": "Allow", "Action": "s3:Get", "Resource": "arn:moon:s3:::b"}
            Partition "b" is not valid for resource "arn:b:*:*:*:*". | {"Effect": "Allow", "Action": "s3:Get", "Resource": "a:b"}
            Partition "s3" is not valid for resource "arn:s3:::bucket:*". | {"Effect": "Allow", "Action": "s3:Get", "Resource": "aws:s3:::bucket"}
            Resource vendor must be fully qualified and cannot contain regexes. | {"Effect": "Allow", "Action": "s3:Get", "Resource": "arn:aws"}
            IAM resource arn:aws:iam:eu-west-1::user/a cannot contain region information. | {"Effect": "Allow", "Action": "s3:Get", "Resource": "arn:aws:iam:eu-west-1::user/a"}
            Resource arn:aws:s3:eu-west-1::bucket can not contain region information. | {"Effect": "Allow", "Action": "s3:Get", "Resource": "arn:aws:s3:eu-west-1::bucket"}
            Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. | {"Effect": "Allow", "NotAction": "", "Resource": "*"}
            Actions/Condition can contain only one colon. | {"Effect": "Allow", "Action": "s3:Get:Put", "Resource": "*"}
            Vendor a a is not valid | {"Effect": "Allow", "Action": "a a:Get", "Resource": "*"}
            Policy document should not specify a principal. | {"Effect": "Allow", "Principal": "*", "Action": "s3:Get", "Resource": "*"}
            """)
    void namesWhatIamLooksForFirst(String message, String statement) {
        refusesManaged(message, document(statement));
    }

    @Test
    void refusesAnIamResourceOfAnUnknownType() {
        refusesManaged(
                "IAM resource path must either be \"*\", root, or start with user/,"
                        + " federated-user/, role/, group/, instance-profile/, mfa/,"
                        + " server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/,"
                        + " report/, access-report/.",
                document("{\"Effect\": \"Allow\", \"Action\": \"s3:Get\","
                        + " \"Resource\": \"arn:aws:iam:::bucket\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:Get\", \"Resource\": \"*\"}}",
                "{\"Version\": \"2008-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:Get\", \"Resource\": \"*\"}}",
                "{\"Statement\": {\"Effect\": \"denY\", \"Action\": \"s3:Get\", \"Resource\": \"*\"}}",
                "{\"Statement\": [{\"Sid\": \"a\", \"Effect\": \"Allow\", \"Action\": \"s3:Get\", \"Resource\": \"*\"}, {\"Sid\": \"a\", \"Effect\": \"Allow\"}]}"
            })
    void asksForTheNewVersionInManagedPolicies(String document) {
        refusesManaged("Policy document must be version 2012-10-17 or greater.", document);
    }

    @Test
    void takesTheOldVersionInInlineAndTrustPolicies() {
        PolicyDocuments.requireInline(
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:Get\", \"Resource\": \"*\"}}");
        PolicyDocuments.requireTrust(
                "{\"Version\": \"2008-10-17\", \"Statement\": {\"Effect\": \"Allow\","
                        + " \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},"
                        + " \"Action\": \"sts:AssumeRole\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Effect\": \"Allow\", \"Action\": \"s3:Get\", \"Resource\": \"arn:aws:fdsasf\"}",
                "{\"Effect\": \"Allow\", \"Action\": \"s3-s:Get\", \"Resource\": \"arn:aws:ec2:eu-west-1::x\"}",
                "{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"arn:aws:s3:eu-west-1:1:accesspoint/x\"}",
                "{\"Effect\": \"Allow\", \"Action\": \"s3:Get\", \"Resource\": \"*\", \"Condition\": {}}",
                "{\"Effect\": \"Allow\", \"Action\": \"s3:Get\", \"Resource\": \"*\", \"Condition\": {\"x\": {}}}",
                "{\"Effect\": \"Allow\", \"Action\": \"iam:*\", \"Resource\": \"arn:aws:iam::*:user/${aws:username}\"}",
                "{\"Effect\": \"Allow\", \"Action\": \"iam:*\", \"Resource\": \"arn:aws:iam::123456789012:*\"}",
                "[{\"Sid\": \"\", \"Effect\": \"Allow\", \"Action\": \"s3:Get\", \"Resource\": \"*\"}, {\"Sid\": \"\", \"Effect\": \"Deny\", \"NotAction\": \"s3:Get\", \"NotResource\": \"*\"}]",
                "{\"Effect\": \"Allow\", \"Action\": \"kms:*\", \"Resource\": \"*\", \"Condition\": {\"Bool\": {\"kms:GrantIsForAWSResource\": true}}}",
                "{\"Effect\": \"Allow\", \"Action\": \"s3:Get\", \"Resource\": \"*\", \"Condition\": {\"DateLessThan\": {\"aws:CurrentTime\": \"2019-07-01T13:20:15Z\"}}}"
            })
    void takesWhatIamTakes(String statement) {
        PolicyDocuments.requireManaged(document(statement));
    }

    @Test
    void countsNoWhiteSpace() {
        assertEquals(5, PolicyDocuments.size("{ \n\t\"a\"\r }"));
    }

    @Test
    void keepsTheSizeOfManagedPoliciesToTheCharacter() {
        var base = document(
                "{\"Effect\": \"Allow\", \"Action\": \"s3:Get\", \"Resource\": \"arn:aws:s3:::%s\"}");
        var room = 6_144 - PolicyDocuments.size(base) + 2;

        PolicyDocuments.requireManaged(base.formatted("x".repeat(room)) + "   ");
        TestingKeyward.assertRefused(
                "LimitExceeded",
                "Cannot exceed quota for PolicySize: 6144",
                () -> PolicyDocuments.requireManaged(base.formatted("x".repeat(room + 1))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            This policy contains invalid Json | {"Version
            AssumeRole policy may only specify STS AssumeRole actions. | {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "dynamodb:Get"}}
            Has prohibited field Resource | {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole", "Resource": "*"}}
            Has prohibited field NotPrincipal | {"Statement": {"Effect": "Deny", "NotPrincipal": "*", "Action": "sts:AssumeRole"}}
            Missing required field Principal | {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole"}}
            Invalid principal in policy: "AWS":"nobody" | {"Statement": {"Effect": "Allow", "Principal": {"AWS": "nobody"}, "Action": "sts:AssumeRole"}}
            Syntax errors in policy. | {"Statement": {"Effect": "Allow", "Principal": "*", "Action": 1}}
            """)
    void namesWhatIsWrongWithATrustPolicy(String message, String document) {
        TestingKeyward.assertRefused(
                "MalformedPolicyDocument", message, () -> PolicyDocuments.requireTrust(document));
    }

    @Test
    void keepsTheSizeOfTrustPolicies() {
        var document = "{\"Statement\": {\"Sid\": \"" + "a".repeat(2_048)
                + "\", \"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"sts:AssumeRole\"}}";

        TestingKeyward.assertRefused(
                "LimitExceeded",
                "Cannot exceed quota for ACLSizePerRole: 2048",
                () -> PolicyDocuments.requireTrust(document));
    }
}
