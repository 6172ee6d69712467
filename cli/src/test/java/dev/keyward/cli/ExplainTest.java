package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainTest {

    private static final String CASE = """
            {"id":"a","request":{"action":"kms:Decrypt",
            "resource":"arn:aws:kms:eu-west-1:111122223333:key/1"},
            "principal":{"type":"User","arn":"arn:aws:iam::111122223333:user/alice"},
            "policies":{"identity":[{"name":"p","document":{"Version":"2012-10-17","Statement":{
            "Sid":"ViaS3","Effect":"Allow","Action":"kms:Decrypt","Resource":"*","Condition":{
            "StringEquals":{"kms:ViaService":"s3.eu-west-1.amazonaws.com"}}}}}],
            "resource":{"name":"key","document":{"Version":"2012-10-17","Statement":{"Sid":"Root",
            "Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"}}}}}
            """;

    private static final Path PAGE = Path.of("..", "docs", "reference", "policy-explain.md");

    @Test
    void printsWhatThePageShows() throws IOException {
        var ran = Ran.with(CASE, "policy", "explain", "-");

        assertEquals(0, ran.exit(), ran.err());
        var shown = Files.readString(PAGE)
                .replaceAll("(?s).*\\$ keyward policy explain case.json\n(.*?)```.*", "$1");
        assertEquals(shown, ran.out());
    }

    @Test
    void printsOneObjectIfAsked() throws CaseException {
        var ran = Ran.with(CASE, "policy", "explain", "--json", "-");

        assertEquals(0, ran.exit(), ran.err());
        var object = (Json.Members) Json.parse(ran.out());
        assertEquals(new Json.Text("ImplicitDeny"), object.members().get("decision"));
        assertEquals(new Json.Text("identity-based policy"), object.members().get("missing"));
        assertTrue(
                ran.out().contains("\"request\":null,\"holds\":false,\"why\":\"Absent\""),
                ran.out());
        assertTrue(ran.out().contains("\"missingContext\":[\"kms:ViaService\"]"), ran.out());
        assertTrue(
                ran.out()
                        .contains("\"toAllow\":[[{\"change\":\"ChangeRequest\","
                                + "\"key\":\"kms:ViaService\","
                                + "\"value\":\"s3.eu-west-1.amazonaws.com\","
                                + "\"statement\":\"identity-based policy p#ViaS3\"}],"
                                + "[{\"change\":\"AddStatement\",\"kind\":\"identity-based policy\","
                                + "\"policy\":\"p\",\"after\":{\"Effect\": \"Allow\","),
                ran.out());
    }

    @Test
    void findsACaseOfABatchByItsId(@TempDir Path directory) throws IOException {
        var one = CASE.replace("\n", "");
        var batch = directory.resolve("cases.jsonl");
        Files.writeString(
                batch,
                "{\"documents\":{}}\nnothing\n" + one.replace("\"a\"", "\"b\"") + "\n"
                        + one.replace("kms:Decrypt", "kms:Encrypt") + "\n");

        var ran = Ran.with("", "policy", "explain", "--batch", batch.toString(), "--id", "a");
        assertEquals(0, ran.exit(), ran.err());
        assertTrue(ran.out().contains("action    kms:Encrypt\n"), ran.out());

        var none = Ran.with("", "policy", "explain", "--batch", batch.toString(), "--id", "c");
        assertEquals(2, none.exit());
        assertTrue(none.err().endsWith("there is no case `c`\n"), none.err());
    }

    @Test
    void refusesWhatIsNoCase() {
        var ran = Ran.with("{", "policy", "explain", "-");
        assertEquals(2, ran.exit());
        assertTrue(ran.err().startsWith("-: not JSON"), ran.err());
        assertEquals(2, Ran.with(CASE, "policy", "explain").exit());
        assertEquals(2, Ran.with(CASE, "policy", "explain", "-", "--batch", "x").exit());
    }
}
