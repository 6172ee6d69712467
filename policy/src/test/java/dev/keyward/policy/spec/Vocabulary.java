package dev.keyward.policy.spec;

import dev.keyward.policy.Principal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The few words that random scenarios are made of, so that patterns meet what they match. */
final class Vocabulary {

    static final String A = "111111111111";
    static final String B = "222222222222";

    /** As the callers of case files. */
    static final List<Scenario.Caller> CALLERS = List.of(
                    "user " + A + "/u id AIDAEXAMPLEID0000001",
                    "user " + A + "/path/v",
                    "user " + B + "/x id AIDAEXAMPLEID0000002",
                    "session " + A + "/p/r/s id AROAEXAMPLEID0000001",
                    "session " + A + "/p/r/t id AROAEXAMPLEID0000001",
                    "session " + B + "/q/s id AROAEXAMPLEID0000002",
                    "federated-user " + A + "/f id AIDAEXAMPLEID0000003",
                    "federated-user " + B + "/g id AIDAEXAMPLEID0000004",
                    "root " + A,
                    "root " + B,
                    "web " + A + "/accounts.google.com",
                    "web " + A + "/arn:aws:iam::" + A + ":saml-provider/idp",
                    "service s3.amazonaws.com",
                    "service logs.eu-west-1.amazonaws.com")
            .stream()
            .map(Scenario.Caller::of)
            .toList();

    static final List<String> ACCOUNTS =
            List.of(A, B, "arn:aws:iam::" + A + ":root", "arn:aws:iam::" + B + ":root");

    static final List<String> PRINCIPALS = List.of(
            A,
            A,
            B,
            "arn:aws:iam::" + A + ":root",
            "arn:aws:iam::" + B + ":root",
            "333333333333",
            "arn:aws:iam::" + A + ":user/u",
            "AIDAEXAMPLEID0000001",
            "arn:aws:iam::" + A + ":user/path/v",
            "arn:aws:iam::" + B + ":user/x",
            "AIDAEXAMPLEID0000002",
            "arn:aws:iam::" + A + ":role/p/r",
            "AROAEXAMPLEID0000001",
            "arn:aws:sts::" + A + ":assumed-role/r/s",
            "arn:aws:iam::" + B + ":role/q",
            "arn:aws:sts::" + B + ":assumed-role/q/s",
            "arn:aws:sts::" + A + ":federated-user/f",
            "arn:aws:sts::" + B + ":federated-user/g",
            "arn:aws:iam::" + A + ":user/maker",
            "AIDAEXAMPLEID0000004",
            "arn:aws:iam::" + A + ":user/nobody",
            "AROAEXAMPLEID0000009");

    static final List<String> SERVICES =
            List.of("s3.amazonaws.com", "logs.eu-west-1.amazonaws.com", "ec2.amazonaws.com");

    static final List<String> PROVIDERS = List.of(
            "accounts.google.com", "arn:aws:iam::" + A + ":saml-provider/idp", "example.com");

    static final List<String> ACTIONS = List.of(
            "kms:Decrypt",
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:CreateGrant",
            "kms:ReEncryptFrom",
            "KMS:decrypt",
            "iam:GetUser");

    static final List<String> TRUST_ACTIONS =
            List.of("sts:AssumeRole", "sts:AssumeRole", "sts:TagSession");

    static final List<String> WIDE_ACTIONS = List.of("*", "kms:*", "KMS:*");

    static final List<String> ACTION_PATTERNS = List.of(
            "kms:*",
            "kms:Decrypt",
            "kms:decrypt",
            "KMS:de*t",
            "kms:?escribeKey",
            "kms:ReEncrypt*",
            "kms:*r*e*",
            "kms:*Grant",
            "iam:*",
            "kms:CreateGrant",
            "kms:RetireGrant",
            "sts:Assume*",
            "sts:*",
            "s3:*");

    static final List<String> TRUST_PATTERNS =
            List.of("sts:*", "sts:AssumeRole", "STS:assume*", "sts:?agSession");

    static final List<String> RESOURCES = List.of(
            "arn:aws:kms:eu-west-1:" + A + ":key/1234",
            "arn:aws:kms:eu-west-1:" + A + ":key/1234",
            "arn:aws:kms:eu-west-1:" + A + ":key/1234",
            "arn:aws:kms:us-east-1:" + A + ":key/mrk-9",
            "arn:aws:kms:eu-west-1:" + A + ":alias/a:b/c",
            "arn:aws:kms:eu-west-1:" + B + ":key/1234");

    static final List<String> RESOURCE_PATTERNS = List.of(
            "*",
            "arn:aws:kms:*:" + A + ":key/*",
            "arn:aws:kms:*:*:*",
            "arn:aws:kms:eu-west-1:*:key/1?3*",
            "arn:aws:kms:eu-west-1:" + A + ":key/1234",
            "arn:aws:kms:eu-west-1:" + A + ":Key/1234",
            "arn:aws:kms:eu-west-1:" + A + ":alias/*c",
            "arn:aws:kms:*",
            "arn:aws:kms:eu-west-?:",
            "arn:aws:kms",
            "arn:aws:kms:us-*-1:" + A + ":key/${aws:v}*",
            "arn:aws:kms:*:*:key/${aws:none, '1234'}",
            "arn:aws:kms:*:*:${aws:none}*",
            "arn:aws:kms:*:*:key/${aws:many}*",
            "arn:aws:kms:*:${aws:v}:key/*",
            "arn:aws:kms:*:*:key/${*}",
            "arn:*:kms:*:*:*34",
            "arn:aws:kms:*1:key/1234",
            "arn:aws:kms:::key/1234");

    /** What values a family of operators compares, and what policies compare them with. */
    record Family(List<String> operators, String key, List<String> values, List<String> patterns) {}

    private static final List<String> TEXTS =
            List.of("a", "a", "A", "ab", "mrk-9", "", "*", "a*", "a?", "\u00e9", "$");

    static final List<Family> FAMILIES = List.of(
            new Family(
                    List.of(
                            "StringEquals",
                            "StringNotEquals",
                            "StringEqualsIgnoreCase",
                            "StringNotEqualsIgnoreCase",
                            "StringLike",
                            "StringNotLike"),
                    "aws:v",
                    TEXTS,
                    List.of(
                            "a",
                            "a",
                            "ab",
                            "A",
                            "AB",
                            "a*",
                            "?b",
                            "*",
                            "${aws:v}",
                            "${AWS:w, 'a'}",
                            "a${*}",
                            "${aws:none, 'ab'}",
                            "${aws:none}",
                            "${aws:many}",
                            "${aws:many, 'a'}",
                            "${?}",
                            "${$}",
                            "",
                            "${",
                            "\u00c9")),
            new Family(
                    List.of(
                            "NumericEquals",
                            "NumericNotEquals",
                            "NumericLessThan",
                            "NumericLessThanEquals",
                            "NumericGreaterThan",
                            "NumericGreaterThanEquals"),
                    "aws:number",
                    List.of("5", "5.0", "7", "-1", "0.5e1", "1000000000000000000", "many"),
                    List.of(
                            "5",
                            "5.00",
                            "6.5",
                            "-1",
                            "50e-1",
                            "1e18",
                            "999999999999999999",
                            "few",
                            "${aws:number}")),
            new Family(
                    List.of(
                            "DateEquals",
                            "DateNotEquals",
                            "DateLessThan",
                            "DateLessThanEquals",
                            "DateGreaterThan",
                            "DateGreaterThanEquals"),
                    "aws:date",
                    List.of(
                            "2026-11-24",
                            "2026-11-24T12:00:00Z",
                            "1795521600",
                            "2026-11-24T13:00:00.5+01:00",
                            "2026-11",
                            "2026-02-30",
                            "soon"),
                    List.of(
                            "2026-11-24T13:00:00+01:00",
                            "1795521600",
                            "2026-11-24T00:00Z",
                            "2026-11-24T12:00:00",
                            "2026-11-01",
                            "2026-11-24t11:00:00.25-0100",
                            "2026",
                            "2026-13-01",
                            "later")),
            new Family(
                    List.of("Bool"),
                    "aws:bool",
                    List.of("true", "false", "True", "yes"),
                    List.of("true", "false", "FALSE", "${aws:bool}", "${aws:none}", "no")),
            new Family(
                    List.of("BinaryEquals"),
                    "aws:bytes",
                    List.of("YWI=", "YWI", "", "YWJj", "a", "!"),
                    List.of("YWI=", "YWJ=", "YWJj", "", "YWI==", "?")),
            new Family(
                    List.of("IpAddress", "NotIpAddress"),
                    "aws:ip",
                    List.of(
                            "192.0.2.1",
                            "192.0.2.129",
                            "2001:db8::1",
                            "::ffff:192.0.2.1",
                            "::1",
                            "10.0.0.01",
                            "host"),
                    List.of(
                            "192.0.2.0/24",
                            "192.0.2.0/25",
                            "192.0.2.1",
                            "2001:db8::/32",
                            "::/0",
                            "0.0.0.0/0",
                            "2001:DB8:0:0:0:0:0:1",
                            "::ffff:192.0.2.0/120",
                            "192.0.2.0/33",
                            "net")),
            new Family(
                    List.of("ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"),
                    "aws:arn",
                    List.of(
                            "arn:aws:iam::" + A + ":role/p/r",
                            "arn:aws:iam::" + A + ":role/a",
                            "arn:aws:s3:::a:b",
                            "arn:aws:iam",
                            "a"),
                    List.of(
                            "arn:aws:iam::*:role/*",
                            "arn:aws:iam::" + A + ":role/${aws:v}",
                            "arn:aws:iam::" + A + ":role/?/r",
                            "arn:aws:iam:*:role/p/r",
                            "arn:*:*:*:*:*",
                            "arn:aws:s3:::a:*",
                            "arn:aws:iam::${aws:none, '" + A + "'}:role/*",
                            "arn:aws:iam::*",
                            "*")));

    /** Every operator but {@code Null}. */
    static final List<String> OPERATORS =
            FAMILIES.stream().flatMap(family -> family.operators().stream()).toList();

    /** Every operator with everything that may stand around it, whatever its case. */
    static final NavigableSet<String> EVERY_OPERATOR = everyOperator();

    /** One value each, except {@code aws:many}. */
    static final Map<String, List<String>> KEYS = keys();

    private Vocabulary() {}

    private static NavigableSet<String> everyOperator() {
        var every = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (var quantifier : List.of("", "ForAllValues:", "ForAnyValue:")) {
            every.add(quantifier + "Null");
            for (var operator : OPERATORS) {
                every.add(quantifier + operator);
                every.add(quantifier + operator + "IfExists");
            }
        }
        return every;
    }

    static Family familyOf(String operator) {
        return FAMILIES.stream()
                .filter(family -> family.operators().contains(operator))
                .findFirst()
                .orElseThrow();
    }

    /** Every way to name a caller by {@code AWS}. */
    static List<String> namesOf(Scenario.Caller caller) {
        var account = caller.principal().account().value();
        var root = "arn:aws:iam::" + account + ":root";
        return switch (caller.principal()) {
            case Principal.Root _ -> List.of(account, root);
            case Principal.User user -> List.of(user.arn(), user.id(), account, root);
            case Principal.AssumedRole session ->
                List.of(session.arn(), session.roleArn(), session.roleId(), account, root);
            case Principal.FederatedUser session ->
                List.of(session.arn(), session.userArn(), session.userId(), account, root);
            case Principal.Federated _, Principal.Service _ -> List.of();
        };
    }

    /** A Principal element that names the caller in one of the ways. */
    static Object elementOf(Choice choice, Scenario.Caller caller) {
        return switch (caller.principal()) {
            case Principal.Service service -> Map.of("Service", service.name());
            case Principal.Federated _ -> "*";
            case Principal.Root _,
                    Principal.User _,
                    Principal.AssumedRole _,
                    Principal.FederatedUser _ -> Map.of("AWS", choice.pick(namesOf(caller)));
        };
    }

    private static Map<String, List<String>> keys() {
        var keys = new LinkedHashMap<String, List<String>>();
        FAMILIES.forEach(family -> keys.put(family.key(), family.values()));
        keys.put("aws:w", TEXTS);
        keys.put("kms:EncryptionContext:a", TEXTS);
        keys.put("aws:SourceArn", List.of("arn:aws:s3:::bucket", "arn:aws:s3:::other"));
        return keys;
    }
}
