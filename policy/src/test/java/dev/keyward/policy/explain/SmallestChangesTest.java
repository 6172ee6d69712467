package dev.keyward.policy.explain;

import static dev.keyward.policy.explain.TestingQuestions.KEY;
import static dev.keyward.policy.explain.TestingQuestions.MAY;
import static dev.keyward.policy.explain.TestingQuestions.OTHER;
import static dev.keyward.policy.explain.TestingQuestions.ROOT_ALLOWS;
import static dev.keyward.policy.explain.TestingQuestions.USER;
import static dev.keyward.policy.explain.TestingQuestions.question;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What would allow a request, of each layer that can stand in its way. */
final class SmallestChangesTest {

    /** The text of the changes, each statement on one line; {@code OR} stands between several. */
    private static String ways(String... parts) {
        var text = ChangesText.of(SmallestChanges.of(question(parts)));
        return text.strip()
                .replace("To allow it:\n", "")
                .replace("\n\nOr:\n", " OR ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String allow(String rest) {
        return "{ \"Effect\": \"Allow\", " + rest + " }";
    }

    private static final String DECRYPT =
            allow("\"Action\": \"kms:Decrypt\", \"Resource\": \"" + KEY + "\"");

    private static String naming(String principal) {
        return allow("\"Principal\": { \"AWS\": \"" + principal
                + "\" }, \"Action\": \"kms:Decrypt\", \"Resource\": \"*\"");
    }

    private static final String GRANT =
            "make a grant of Decrypt to arn:aws:iam::111111111111:user/u";

    @Test
    void isNothingForWhatIsAllowed() {
        assertEquals("", ways(USER, ROOT_ALLOWS, MAY));
    }

    @Test
    void givesTheCallerAPolicyOrAGrant() {
        assertEquals(
                "add an identity-based policy with " + DECRYPT + " OR " + GRANT,
                ways(USER, ROOT_ALLOWS));
    }

    @Test
    void addsToThePolicyThatTheCallerHas() {
        assertTrue(ways(USER, ROOT_ALLOWS, "identity p\n  allow s3:* on *\n")
                .startsWith("add to the identity-based policy p " + DECRYPT));
    }

    @Test
    void leavesAwsOwnPoliciesAsTheyAre() {
        assertTrue(
                ways(USER, ROOT_ALLOWS, "identity arn:aws:iam::aws:policy/X\n  allow s3:* on *\n")
                        .startsWith("add an identity-based policy with " + DECRYPT));
        assertEquals(
                "detach the identity-based policy arn:aws:iam::aws:policy/X",
                ways(
                        USER,
                        ROOT_ALLOWS,
                        MAY,
                        "identity arn:aws:iam::aws:policy/X\n  deny kms:* on *\n"));
    }

    @Test
    void saysWhichValueANearMissAsksFor() {
        var ways = ways(
                USER,
                ROOT_ALLOWS,
                "identity p\n  Via: allow kms:* on * if StringEquals kms:ViaService = s3.example\n");
        assertTrue(
                ways.startsWith("make the request with kms:ViaService s3.example,"
                        + " as identity-based policy p#Via asks OR "),
                ways);
    }

    @Test
    void listsTheValueThatANearMissDoesNotHave() {
        var ways = ways(
                USER,
                "context\n  kms:ViaService = ec2.example\n",
                ROOT_ALLOWS,
                "identity p\n  allow kms:* on * if StringEquals kms:ViaService = s3.example\n");
        assertTrue(ways.contains(" OR change in the identity-based policy p#0, line 1 {"), ways);
        assertTrue(ways.contains("[ \"s3.example\", \"ec2.example\" ]"), ways);
    }

    @Test
    void namesTheCallerInTheKeyPolicyOrItsAccount() {
        assertEquals(
                "add to the resource-based policy key "
                        + naming("arn:aws:iam::111111111111:user/u")
                        + " OR add to the resource-based policy key "
                        + naming("arn:aws:iam::111111111111:root")
                        + " OR " + GRANT,
                ways(USER, MAY, "key key\n  allow kms:* on * to 222222222222\n"));
    }

    @Test
    void namesTheRoleOfASessionAndNotTheSession() {
        var ways = ways(
                "case a session\ncaller session 111111111111/r/s\nresource " + KEY + "\n",
                "key key\n  allow kms:* on * to 222222222222\n");
        assertTrue(ways.contains(naming("arn:aws:iam::111111111111:role/r")), ways);
        assertTrue(!ways.contains("assumed-role"), ways);
    }

    @Test
    void exemptsTheCallerFromADeny() {
        var ways = ways(
                USER,
                "context\n  aws:PrincipalArn = arn:aws:iam::111111111111:user/u\n",
                ROOT_ALLOWS,
                MAY,
                "identity q\n  No: deny kms:Decrypt on *\n");
        assertTrue(ways.startsWith("change in the identity-based policy q#No, line 1 {"), ways);
        assertTrue(
                ways.endsWith("\"Condition\": { \"ArnNotEquals\": { \"aws:PrincipalArn\":"
                        + " \"arn:aws:iam::111111111111:user/u\" } } }"),
                ways);
    }

    @Test
    void listsTheRequestsValueInADenyOfAllOthers() {
        var ways = ways(
                USER,
                "context\n  aws:SourceVpc = vpc-2\n",
                ROOT_ALLOWS,
                MAY,
                "scp q\n  allow * on *\n  deny * on * if StringNotEquals aws:SourceVpc = vpc-1\n");
        assertTrue(ways.endsWith("{ \"aws:SourceVpc\": [ \"vpc-1\", \"vpc-2\" ] } } }"), ways);
    }

    @Test
    void removesADenyThatNothingElseGetsRound() {
        assertEquals(
                "remove from the identity-based policy q#0, line 1"
                        + " { \"Effect\": \"Deny\", \"Action\": \"kms:Decrypt\", \"Resource\": \"*\" }",
                ways(USER, ROOT_ALLOWS, MAY, "identity q\n  deny kms:Decrypt on *\n"));
    }

    @Test
    void tellsStatementsApartThatReadTheSame() {
        var statement =
                " { \"Effect\": \"Deny\", \"Action\": \"kms:Decrypt\", \"Resource\": \"*\" }";
        var twice = "identity q\n  deny kms:Decrypt on *\n  deny kms:Decrypt on *\n";
        assertEquals(
                "remove from the identity-based policy q#0, line 1" + statement
                        + " remove from the identity-based policy q#1, line 2" + statement,
                ways(USER, ROOT_ALLOWS, MAY, twice));
        var named = ways(
                USER,
                "context\n  aws:PrincipalArn = arn:aws:iam::111111111111:user/u\n",
                ROOT_ALLOWS,
                MAY,
                twice);
        assertTrue(named.startsWith("change in the identity-based policy q#0, line 1 {"), named);
        assertTrue(named.contains(" change in the identity-based policy q#1, line 2 {"), named);
    }

    @Test
    void opensEveryLevelThatIsClosed() {
        assertEquals(
                "add to the service control policy a " + DECRYPT
                        + " add to the service control policy b " + DECRYPT,
                ways(
                        USER,
                        ROOT_ALLOWS,
                        MAY,
                        "scp a\n  allow s3:* on *\nscp b\n  allow s3:* on *\n"));
    }

    @Test
    void givesResourceControlBackWhatEveryoneHas() {
        var ways = ways(USER, ROOT_ALLOWS, MAY, "rcp a\n  deny s3:* on * to *\n");
        assertEquals(
                "add to the resource control policy a "
                        + allow("\"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\""),
                ways);
    }

    @Test
    void opensBoundarySessionAndEndpoint() {
        assertEquals(
                "add to the permissions boundary b " + DECRYPT,
                ways(USER, ROOT_ALLOWS, MAY, "boundary b\n  allow s3:* on *\n")
                        .replaceFirst(" OR .*", ""));
        assertEquals(
                "add to the session policy s " + DECRYPT,
                ways(USER, ROOT_ALLOWS, MAY, "session s\n  allow s3:* on *\n")
                        .replaceFirst(" OR .*", ""));
        var endpoint = ways(USER, ROOT_ALLOWS, MAY, "endpoint e\n  allow s3:* on * to *\n");
        assertTrue(
                endpoint.startsWith("add to the VPC endpoint policy e { \"Effect\": \"Allow\","
                        + " \"Principal\": { \"AWS\": \"arn:aws:iam::111111111111:user/u\" }"),
                endpoint);
    }

    @Test
    void asksBothAccountsAcrossThem() {
        var ways = ways(OTHER, ROOT_ALLOWS);
        assertTrue(ways.startsWith("make a grant of Decrypt"), ways);
        assertTrue(ways.contains(" OR add an identity-based policy with " + DECRYPT), ways);
        var caller = ChangesText.of(SmallestChanges.of(question(OTHER, ROOT_ALLOWS), Side.CALLER));
        assertTrue(caller.contains("add an identity-based policy"), caller);
        assertTrue(!caller.contains("grant") && !caller.contains("resource-based"), caller);
        var owner = ChangesText.of(SmallestChanges.of(question(OTHER, ROOT_ALLOWS), Side.RESOURCE));
        assertTrue(owner.contains("add to the resource-based policy key"), owner);
        assertTrue(!owner.contains("identity-based"), owner);
    }

    @Test
    void saysThatNothingCanAllowIt() {
        assertEquals(
                "Nothing can allow it: no other account than the key's own can be given this action.",
                ways(OTHER, "own-account-only\n", ROOT_ALLOWS, MAY));
        assertEquals(
                "Nothing can allow it: there is no such key.", ways(OTHER, "rule unknown\n", MAY));
        assertEquals(
                "Nothing can allow it: the resource has no policy of its own that could name another"
                        + " account's caller.",
                ways(OTHER, "rule account\n", MAY));
        assertEquals(
                "Nothing can allow it: there is no such role.",
                ways(OTHER, "rule trust\naction sts:AssumeRole\n", MAY));
    }

    @Test
    void namesTheCallerInATrustPolicy() {
        var ways = ways(
                "case trust\ncaller web 111111111111/accounts.google.com\nrule trust\n",
                "action sts:AssumeRoleWithWebIdentity\n",
                "resource arn:aws:iam::111111111111:role/r\n",
                "trust t\n  allow sts:* to 111111111111\n");
        assertEquals(
                "add to the role trust policy t "
                        + allow("\"Principal\": { \"Federated\": \"accounts.google.com\" },"
                                + " \"Action\": \"sts:AssumeRoleWithWebIdentity\""),
                ways);
    }

    /** What the request has for a key may be what the other account has made of its resource. */
    @Test
    void tellsOneSideNoValueOfTheRequest() {
        var question = question(
                OTHER,
                "context\n  aws:ResourceTag/t = secret\n",
                ROOT_ALLOWS,
                "identity p\n  allow kms:* on * if StringEquals aws:ResourceTag/t = a\n");
        assertTrue(ChangesText.of(SmallestChanges.of(question)).contains("secret"));
        var caller = ChangesText.of(SmallestChanges.of(question, Side.CALLER));
        assertTrue(caller.contains("To allow it:"), caller);
        assertTrue(!caller.contains("secret"), caller);
    }
}
