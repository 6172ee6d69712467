package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.conformance.QueryClient.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Forms that no client writes by accident, over a socket: each is answered by well-formed XML as AWS's, by no error
 * of the server's own, and changes nothing.
 */
final class QueryAttackTest {

    private static final String IAM = "&Version=2010-05-08";
    private static final String STS = "&Version=2011-06-15";
    private static final int LONG = 900_000;

    private static RunningKeyward keyward;
    private static QueryClient root;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
        root = new QueryClient(keyward, RunningKeyward.ROOT);
    }

    @AfterAll
    static void stop() {
        try {
            var log = keyward.logText();
            assertFalse(log.contains("ERROR"), log);
        } finally {
            root.close();
            keyward.close();
        }
    }

    private static Answer iam(String form) {
        return root.iam(form + IAM);
    }

    private static void assertNoUser(String name) {
        assertEquals("NoSuchEntity", iam("Action=GetUser&UserName=" + name).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tags.member.0.Key=a&Tags.member.0.Value=b",
                "Tags.member.-1.Key=a&Tags.member.-1.Value=b",
                "Tags.member.01.Key=a&Tags.member.01.Value=b",
                "Tags.member.%2B1.Key=a&Tags.member.%2B1.Value=b",
                "Tags.member.1e1.Key=a&Tags.member.1e1.Value=b",
                "Tags.member.2147483648.Key=a&Tags.member.2147483648.Value=b",
                "Tags.member.99999999999999999999.Key=a&Tags.member.99999999999999999999.Value=b",
                "Tags.member.%D9%A1.Key=a&Tags.member.%D9%A1.Value=b",
                "Tags.member..Key=a&Tags.member..Value=b",
                "Tags.member.x.Key=a",
                "Tags.member.1=a",
                "Tags.member=a",
                "Tags.1.Key=a&Tags.1.Value=b",
                "Tags=a",
                "Tags.member.1.Key.x=a&Tags.member.1.Value=b",
                "Tags.member.1.Key=a",
                "Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.x=c"
            })
    void listsOfNoForm(String tags) {
        iam("Action=CreateUser&UserName=listed&" + tags).assertRefused();
        assertNoUser("listed");
    }

    @Test
    void listWithGapsIsOneWithout() {
        var made = iam("Action=CreateUser&UserName=gaps&Tags.member.999999999.Key=z"
                + "&Tags.member.999999999.Value=1&Tags.member.3.Key=a&Tags.member.3.Value=2");
        assertEquals(200, made.status());
        assertEquals("a", made.text("Key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "",
                "1.5",
                "1e3",
                "0x10",
                "99999999999",
                "-1",
                "0",
                "1001",
                "%201",
                "1%20",
                "NaN",
                "null",
                "true",
                "%D9%A1",
                "1_0",
                "--1",
                "1%00"
            })
    void numbersThatAreNone(String number) {
        iam("Action=ListUsers&MaxItems=" + number).assertRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"maybe", "", "1", "yes", "true%00", "[true]"})
    void flagsThatAreNone(String flag) {
        iam("Action=CreatePolicyVersion&PolicyArn=arn:aws:iam::123456789012:policy/x"
                        + "&PolicyDocument=x&SetAsDefault=" + flag)
                .assertRefused();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%2",
                "%zz",
                "a%",
                "%FF",
                "%C0%80",
                "%ED%A0%80",
                "%F5%80%80%80",
                "%u0041",
                "% 41",
                "%00",
                "%0A",
                "%3Cscript%3E",
                "]]%3E",
                "%EF%BF%BE",
                "%F0%9F%94%91",
                "a%2541",
                "a;b",
                "a b"
            })
    void namesInOddEscapes(String name) {
        iam("Action=CreateUser&UserName=" + name).assertRefused();
    }

    @Test
    void escapedNamesOfParametersAreTheirNames() {
        assertEquals(
                200, root.iam("%41ction=%4CistUsers&%56ersion=2010%2D05%2D08").status());
        assertEquals("MissingAction", root.iam("%2541ction=ListUsers" + IAM).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&&&",
                "=",
                "==&=x&x=",
                "Action",
                "Action=",
                "action=ListUsers",
                "Action=listusers",
                "Action=ListUsers%20",
                "Action==ListUsers",
                "Action=ListUsers;x=1",
                "Action=GetCallerIdentity",
                "Action=Encrypt",
                "Action.1=ListUsers",
                "Action=../ListUsers"
            })
    void actionsThatAreNone(String form) {
        iam(form).assertRefused();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&Version=",
                "&Version=2010-05-09",
                "&Version=2011-06-15",
                "&Version=2010-05-08%00",
                "&version=2010-05-08",
                "&Version=2010-05-09&Version=2010-05-08"
            })
    void versionsThatAreNone(String version) {
        assertEquals(
                "InvalidAction",
                root.iam("Action=ListUsers" + version).assertRefused().code());
    }

    @Test
    void ofTwoActionsTheFirstCountsAlone() {
        var answer = iam("Action=ListGroups&Action=CreateUser&UserName=second");
        assertEquals(200, answer.status());
        assertEquals(1, answer.xml().getElementsByTagName("ListGroupsResult").getLength());
        assertNoUser("second");

        var split = root.post(
                "iam",
                "Action=ListGroups" + IAM,
                QueryClient.FORM,
                ("Action=CreateUser&UserName=second" + IAM).getBytes(StandardCharsets.UTF_8));
        assertEquals(1, split.xml().getElementsByTagName("ListGroupsResult").getLength());
        assertNoUser("second");
    }

    @Test
    void ofTwoValuesTheFirstCountsAlone() {
        var made = iam("Action=CreateUser&UserName=one&UserName=two");
        assertEquals("one", made.text("UserName"));
        assertNoUser("two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json",
                "multipart/form-data; boundary=x",
                "x-application/x-www-form-urlencoded",
                "application/x-www-form-urlencodedx",
                "application/octet-stream"
            })
    void bodiesThatAreNoForm(String contentType) {
        var body = ("Action=ListUsers" + IAM).getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "MissingAction",
                root.post("iam", "", contentType, body).assertRefused().code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "APPLICATION/X-WWW-FORM-URLENCODED",
                "application/x-www-form-urlencoded;charset=UTF-16",
                "application/x-www-form-urlencoded ; charset=iso-8859-1"
            })
    void formsAreUtf8WhateverTheySay(String contentType) {
        var body = ("Action=GetUser&UserName=%C3%BC" + IAM).getBytes(StandardCharsets.UTF_8);
        assertEquals("ValidationError", root.post("iam", "", contentType, body).code());
    }

    @Test
    void jsonForAQueryService() {
        var body = "{\"Action\":\"ListUsers\"}".getBytes(StandardCharsets.UTF_8);
        root.post("iam", "Action=ListUsers&Version=1", QueryClient.FORM, body).assertRefused();
    }

    @Test
    void veryLongValuesAreRefusedAndNotSentBack() {
        var longText = "a".repeat(LONG);
        for (var form : new String[] {
            "Action=CreateUser&UserName=" + longText,
            "Action=CreateUser&UserName=x&Path=/" + longText + "/",
            "Action=ListUsers&Marker=" + longText,
            "Action=" + longText,
            "Action=PutUserPolicy&UserName=x&PolicyName=p&PolicyDocument=" + longText,
            "Action=CreateUser&UserName=x&Tags.member.1.Key=" + longText + "&Tags.member.1.Value=",
            "Action=GetPolicy&PolicyArn=" + longText
        }) {
            var answer = iam(form).assertRefused();
            assertTrue(answer.length() < 20_000, () -> answer.length() + " bytes");
        }
        assertEquals(
                "InvalidAction",
                root.iam("Action=ListUsers&Version=" + longText).code());
    }

    @Test
    void deepPolicies() {
        for (var document : new String[] {
            "[".repeat(LONG / 3),
            "%7B%22a%22%3A".repeat(LONG / 13),
            "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A" + "[".repeat(100_000)
        }) {
            iam("Action=SimulateCustomPolicy&ActionNames.member.1=a:b&PolicyInputList.member.1="
                            + document)
                    .assertRefused();
            root.sts("Action=GetFederationToken&Name=x&Policy=" + document + STS)
                    .assertRefused();
        }
    }

    @Test
    void deepParameters() {
        iam("Action=ListUsers&" + "a.".repeat(40) + "a=1").assertRefused();
        iam("Action=ListUsers&" + ".".repeat(400_000) + "=1").assertRefused();
    }

    @Test
    void manyParameters() {
        var many = new StringBuilder("Action=ListUsers");
        IntStream.range(0, 16_400).forEach(number -> many.append('&').append(number));
        assertEquals(
                "MalformedQueryString", iam(many.toString()).assertRefused().code());
        var deep = new StringBuilder("Action=ListGroups");
        IntStream.range(0, 12_000)
                .forEach(number -> deep.append('&').append(number).append(".a".repeat(30)));
        assertEquals(
                "MalformedQueryString", iam(deep.toString()).assertRefused().code());
    }

    /** Parts of forms put together without sense, some signed and some not. */
    @Test
    void formsOfChance() {
        var random = new Random(20_261_129);
        var parts = new String[] {
            "Action",
            "Version",
            "UserName",
            "Tags",
            "Tags.member",
            "Tags.member.1",
            ".Key",
            ".Value",
            ".member.",
            "1",
            "0",
            "-1",
            "=",
            "=",
            "&",
            "&",
            "&",
            "%",
            "%00",
            "%FF",
            "%41",
            "+",
            ".",
            "..",
            "ListUsers",
            "CreateUser",
            "AssumeRole",
            "GetUser",
            "2010-05-08",
            "2011-06-15",
            "MaxItems",
            "Marker",
            "PolicyDocument",
            "{",
            "[",
            "\"",
            "\u00fc",
            "\ud83d\udd11",
            "RoleArn",
            ";",
            "true"
        };
        for (var round = 0; round < 400; round++) {
            var form = new StringBuilder();
            if (random.nextBoolean()) {
                form.append("Action=")
                        .append(random.nextBoolean() ? "ListUsers" : "TagUser")
                        .append(IAM);
            }
            for (var part = random.nextInt(30); part > 0; part--) {
                form.append(parts[random.nextInt(parts.length)]);
            }
            var answer = random.nextInt(4) > 0
                    ? root.iam(form.toString())
                    : root.send(HttpRequest.newBuilder(root.address(""))
                            .header("Content-Type", QueryClient.FORM)
                            .POST(BodyPublishers.ofString(form.toString())));
            assertTrue(answer.status() < 500, () -> answer.status() + " to " + form);
        }
    }
}
