package dev.keyward.policy.explain;

import static dev.keyward.policy.explain.TestingQuestions.KEY;
import static dev.keyward.policy.explain.TestingQuestions.MAY;
import static dev.keyward.policy.explain.TestingQuestions.ROOT_ALLOWS;
import static dev.keyward.policy.explain.TestingQuestions.USER;
import static dev.keyward.policy.explain.TestingQuestions.question;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExplanationJsonTest {

    private static final Changes NO_CHANGES = new Changes.Ways(List.of());

    private static String json(String... parts) throws IOException {
        var explanation = Explanation.of(question(parts));
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(text)) {
            ExplanationJson.write(explanation, NO_CHANGES, json);
        }
        return text.toString();
    }

    /** {@code expected} with its quotes and names in place. */
    private static void assertHas(String expected, String json) {
        var text = expected.replace('\'', '"').replace("<KEY>", KEY).replaceAll("\n *", "");
        assertTrue(json.contains(text), () -> text + "\nis not in\n" + json);
    }

    @Test
    void writesWhoAskedForWhatAndWhatIsMissing() throws IOException {
        var json = json(USER, ROOT_ALLOWS);
        assertTrue(json.startsWith("{\"decision\":\"ImplicitDeny\",\"missing\":"), json);
        assertHas("""
                'caller':'arn:aws:iam::111111111111:user/u','action':'kms:Decrypt',
                'resource':'<KEY>','layers':[{""", json);
        assertTrue(json.endsWith("],\"missingContext\":[],\"toAllow\":[]}"), json);
    }

    @Test
    void writesWhatADecisionRestsOn() throws IOException {
        var allow = json(USER, ROOT_ALLOWS, MAY);
        assertTrue(allow.startsWith("{\"decision\":\"Allow\",\"sources\":[\""), allow);
        var deny = json(USER, ROOT_ALLOWS, "identity p\n  No: deny kms:* on *\n");
        assertTrue(
                deny.startsWith("{\"decision\":\"ExplicitDeny\",\"sources\":"
                        + "[\"identity-based policy p#No"),
                deny);
    }

    @Test
    void writesEachConditionBesideWhatTheRequestHas() throws IOException {
        var json = json(
                USER,
                "context\n  aws:SourceVpc = vpc-2\n  aws:TagKeys = [a, b]\n",
                ROOT_ALLOWS,
                "identity p\n  P: allow kms:* on * if StringEquals aws:SourceVpc = vpc-1 | vpc-2"
                        + " and ForAllValues:StringEquals aws:TagKeys = a"
                        + " and Bool aws:SecureTransport = true\n");
        assertHas("'kind':'identity-based policy','level':0,'word':'NoMatch','bearing':'", json);
        assertHas("""
                'policies':['p'],'statements':[{'statement':'p#P','line':1,'effect':'Allow',
                'applies':false,'principal':'is whom the policy is attached to','resourceFits':true,""", json);
        assertHas("""
                {'operator':'StringEquals','key':'aws:SourceVpc','values':['vpc-1','vpc-2'],
                'request':'vpc-2','holds':true,'why':'""", json);
        assertHas("""
                'key':'aws:TagKeys','values':['a'],'request':['a','b'],'holds':false,'why':'""", json);
        assertHas("""
                'key':'aws:SecureTransport','values':['true'],'request':null,'holds':false,
                'why':'""", json);
        assertHas("'missingContext':['aws:SecureTransport']", json);
    }

    @Test
    void writesHowAGrantFits() throws IOException {
        var json = json(USER, ROOT_ALLOWS, """
                grant g
                  to arn:aws:iam::111111111111:user/u
                  for Decrypt
                  equals a=1
                """);
        assertHas("""
                'grants':[{'grantId':'g','applies':false,
                'granteePrincipal':'arn:aws:iam::111111111111:user/u','grantee':'""", json);
        assertHas("""
                'operationFits':true,'constraint':'it does not','sourceArn':'not asked for'}]""", json);
    }
}
