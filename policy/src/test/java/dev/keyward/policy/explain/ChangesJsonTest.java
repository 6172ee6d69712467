package dev.keyward.policy.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.policy.parse.WrittenStatement;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChangesJsonTest {

    private static final Source AT = new Source(PolicyKind.IDENTITY, "p", 2, Optional.of("S"), 7);

    private static final String AT_TEXT =
            "'kind':'identity-based policy','policy':'p','statement':'p#S','line':7,";

    private static String json(Changes changes) throws IOException {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            new ChangesJson(json).write(changes);
            json.writeEndObject();
        }
        return text.toString().replace('"', '\'').replace(" ", "");
    }

    private static void assertWritten(String expected, Change change) throws IOException {
        assertEquals(
                "{'toAllow':[[{" + expected.replace(" ", "") + "}]]}",
                json(new Changes.Ways(List.of(new Changes.Way(List.of(change))))));
    }

    private static WrittenStatement statement(String effect) throws PolicyException {
        var text = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect
                + "\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"}}";
        return PolicyDocument.parse(text, PolicyKind.IDENTITY)
                .written()
                .statements()
                .getFirst();
    }

    private static String text(String effect) {
        return "{'Effect':'" + effect + "','Action':'kms:Decrypt','Resource':'*'}";
    }

    @Test
    void writesChangesOfStatementsWithTheirPlaces() throws IOException, PolicyException {
        assertWritten(
                "'change':'AddStatement','kind':'identity-based policy','policy':'p','after':"
                        + text("Allow"),
                new Change.AddStatement(PolicyKind.IDENTITY, "p", statement("Allow")));
        assertWritten(
                "'change':'ChangeStatement'," + AT_TEXT + "'before':" + text("Deny") + ",'after':"
                        + text("Allow"),
                new Change.ChangeStatement(AT, statement("Deny"), statement("Allow")));
        assertWritten(
                "'change':'RemoveStatement'," + AT_TEXT + "'before':" + text("Deny"),
                new Change.RemoveStatement(AT, statement("Deny")));
    }

    @Test
    void writesChangesOfPoliciesAndGrants() throws IOException, PolicyException {
        assertWritten(
                "'change':'AddPolicy','kind':'service control policy','level':2,'after':"
                        + text("Allow"),
                new Change.AddPolicy(PolicyKind.SERVICE_CONTROL, 2, statement("Allow")));
        assertWritten(
                "'change':'DetachPolicy','kind':'identity-based policy','policy':'p'",
                new Change.DetachPolicy(PolicyKind.IDENTITY, "p"));
        assertWritten(
                "'change':'AddGrant','granteePrincipal':'arn:g','operation':'Decrypt'",
                new Change.AddGrant("arn:g", "Decrypt"));
    }

    @Test
    void writesWhatARequestShouldHave() throws IOException {
        var by = Phrases.source(AT);
        assertWritten(
                "'change':'ChangeRequest','key':'k','value':'v','statement':'" + by + "'",
                new Change.ChangeRequest("k", new ContextKeys.Single("v"), AT));
        assertWritten(
                "'change':'ChangeRequest','key':'k','value':['v','w'],'statement':'" + by + "'",
                new Change.ChangeRequest("k", new ContextKeys.Multiple(List.of("v", "w")), AT));
    }

    @Test
    void writesWhyNothingCanAllowIt() throws IOException {
        for (var why : Changes.Why.values()) {
            assertEquals(
                    "{'never':'" + Phrases.never(why).replace(" ", "") + "'}",
                    json(new Changes.Never(why)));
        }
        assertEquals("{'toAllow':[]}", json(new Changes.Ways(List.of())));
    }
}
