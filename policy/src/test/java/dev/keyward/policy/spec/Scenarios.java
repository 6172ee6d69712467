package dev.keyward.policy.spec;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Random scenarios over a small vocabulary, so that patterns meet what they match and every layer is
 * reached often. The same seed gives the same scenario.
 */
final class Scenarios {

    private static final String A = "111111111111";
    private static final String B = "222222222222";

    private static final List<Principal> CALLERS = List.of(
            new Principal.User(
                    new AccountId(A), "arn:aws:iam::" + A + ":user/u", "AIDAEXAMPLEID0000001"),
            new Principal.User(
                    new AccountId(B), "arn:aws:iam::" + B + ":user/x", "AIDAEXAMPLEID0000002"),
            new Principal.AssumedRole(
                    new AccountId(A),
                    "arn:aws:sts::" + A + ":assumed-role/r/s",
                    "arn:aws:iam::" + A + ":role/p/r",
                    "AROAEXAMPLEID0000001",
                    "s"),
            new Principal.AssumedRole(
                    new AccountId(B),
                    "arn:aws:sts::" + B + ":assumed-role/q/s",
                    "arn:aws:iam::" + B + ":role/q",
                    "AROAEXAMPLEID0000002",
                    "s"),
            new Principal.FederatedUser(
                    new AccountId(A),
                    "arn:aws:sts::" + A + ":federated-user/f",
                    "arn:aws:iam::" + A + ":user/u",
                    "AIDAEXAMPLEID0000001"),
            new Principal.Root(new AccountId(A)),
            new Principal.Root(new AccountId(B)),
            new Principal.Federated(new AccountId(A), "accounts.google.com"),
            new Principal.Service(new AccountId(A), "s3.amazonaws.com"));

    private static final List<String> PRINCIPALS = List.of(
            "*",
            "*",
            A,
            A,
            B,
            A,
            "arn:aws:iam::" + A + ":root",
            "arn:aws:iam::" + B + ":root",
            "arn:aws:iam::" + A + ":user/u",
            "AIDAEXAMPLEID0000001",
            "arn:aws:iam::" + B + ":user/x",
            "arn:aws:iam::" + A + ":role/p/r",
            "AROAEXAMPLEID0000001",
            "arn:aws:sts::" + A + ":assumed-role/r/s",
            "arn:aws:sts::" + B + ":assumed-role/q/s",
            "arn:aws:iam::" + B + ":role/q",
            "arn:aws:sts::" + A + ":federated-user/f",
            "arn:aws:iam::" + A + ":user/nobody");

    private static final List<String> ACTIONS = List.of(
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:CreateGrant",
            "kms:ReEncryptFrom",
            "iam:GetUser");
    private static final List<String> ACTION_PATTERNS = List.of(
            "*",
            "*",
            "kms:*",
            "kms:*",
            "kms:*",
            "kms:Decrypt",
            "KMS:de*t",
            "kms:?escribeKey",
            "kms:ReEncrypt*",
            "kms:*r*e*",
            "iam:*",
            "kms:CreateGrant",
            "s3:*");
    private static final List<String> RESOURCES = List.of(
            "arn:aws:kms:eu-west-1:" + A + ":key/1234",
            "arn:aws:kms:eu-west-1:" + A + ":key/1234",
            "arn:aws:kms:eu-west-1:" + A + ":key/1234",
            "arn:aws:kms:us-east-1:" + A + ":key/mrk-9",
            "arn:aws:kms:eu-west-1:" + B + ":key/1234",
            "*");
    private static final List<String> RESOURCE_PATTERNS = List.of(
            "*",
            "*",
            "*",
            "*",
            "*",
            "*",
            "arn:aws:kms:*:" + A + ":key/*",
            "arn:aws:kms:eu-west-1:*:key/1?3*",
            "arn:aws:kms:eu-west-1:" + A + ":key/1234",
            "arn:aws:kms:*",
            "arn:aws:kms",
            "arn:aws:kms:us-*-1:" + A + ":key/${aws:v}*",
            "arn:*:kms:*:*:*34",
            "arn:aws:kms:::key/1234");

    private static final List<String> KEYS =
            List.of("aws:v", "aws:w", "kms:EncryptionContext:a", "aws:many");
    private static final List<String> VALUES = List.of(
            "a",
            "A",
            "ab",
            "",
            "true",
            "false",
            "5",
            "5.0",
            "7",
            "mrk-9",
            "*",
            "192.0.2.1",
            "2001:db8::1",
            "2026-11-24",
            "2026-11-24T12:00:00Z",
            "YWI=",
            "arn:aws:iam::" + A + ":role/p/r");
    private static final List<String> PATTERNS = List.of(
            "a",
            "a*",
            "?b",
            "*",
            "${aws:v}",
            "${AWS:W, 'a'}",
            "${aws:many}",
            "a${*}",
            "true",
            "False",
            "5",
            "6.5",
            "192.0.2.0/24",
            "2001:db8::/32",
            "0.0.0.0/0",
            "2026-11-24T13:00:00+01:00",
            "YWI=",
            "1795521600",
            "arn:aws:iam::*:role/*",
            "arn:aws:iam::" + A + ":role/${aws:v}",
            "arn:aws:iam::*",
            "");
    private static final List<String> OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike",
            "NumericEquals",
            "NumericNotEquals",
            "NumericLessThan",
            "NumericLessThanEquals",
            "NumericGreaterThan",
            "NumericGreaterThanEquals",
            "DateEquals",
            "DateNotEquals",
            "DateLessThan",
            "DateLessThanEquals",
            "DateGreaterThan",
            "DateGreaterThanEquals",
            "Bool",
            "BinaryEquals",
            "IpAddress",
            "NotIpAddress",
            "ArnEquals",
            "ArnNotEquals",
            "ArnLike",
            "ArnNotLike");

    private final SplittableRandom random;

    Scenarios(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    Scenario next() {
        var rule = pick(List.of("key", "key", "account", "trust"));
        return new Scenario(question(rule), layers(rule));
    }

    /** Another question to the same policies. */
    Scenario ask(Scenario.Layers layers, String rule) {
        return new Scenario(question(rule), layers);
    }

    private Scenario.Question question(String rule) {
        var caller = pick(CALLERS);
        var resource = pick(RESOURCES);
        var owner =
                resource.equals("*") ? caller.account() : new AccountId(resource.split(":", -1)[4]);
        var context = new LinkedHashMap<String, Object>();
        for (var key : KEYS) {
            if (chance(60)) {
                context.put(chance(20) ? key.toUpperCase(Locale.ROOT) : key, contextValue(key));
            }
        }
        var pairs = chance(50)
                ? Map.of("a", "1")
                : chance(50) ? Map.of("a", "1", "b", "2") : Map.<String, String>of();
        return new Scenario.Question(
                rule,
                caller,
                rule.equals("trust")
                        ? pick(List.of("sts:AssumeRole", "sts:TagSession"))
                        : pick(ACTIONS),
                resource,
                owner,
                chance(10),
                context,
                pairs);
    }

    private Object contextValue(String key) {
        if (!key.equals("aws:many")) {
            return pick(VALUES);
        }
        var many = new ArrayList<String>();
        for (var left = random.nextInt(3); left >= 0; left--) {
            many.add(pick(VALUES));
        }
        return chance(10) ? List.of() : List.copyOf(many);
    }

    private Scenario.Layers layers(String rule) {
        var levels = new EnumMap<PolicyKind, List<List<Scenario.Document>>>(PolicyKind.class);
        if (chance(80)) {
            levels.put(
                    PolicyKind.IDENTITY,
                    List.of(documents(PolicyKind.IDENTITY, 1 + random.nextInt(2))));
        }
        if (rule.equals("trust")) {
            levels.put(PolicyKind.TRUST, List.of(documents(PolicyKind.TRUST, 1)));
        } else if (chance(rule.equals("key") ? 95 : 40)) {
            levels.put(PolicyKind.KEY_POLICY, List.of(documents(PolicyKind.KEY_POLICY, 1)));
        }
        for (var kind : List.of(PolicyKind.PERMISSIONS_BOUNDARY, PolicyKind.SESSION)) {
            if (chance(18)) {
                levels.put(kind, List.of(documents(kind, 1)));
            }
        }
        if (chance(12)) {
            levels.put(PolicyKind.VPC_ENDPOINT, List.of(documents(PolicyKind.VPC_ENDPOINT, 1)));
        }
        if (chance(10)) {
            var service = new ArrayList<List<Scenario.Document>>();
            for (var left = random.nextInt(2); left >= 0; left--) {
                service.add(documents(PolicyKind.SERVICE_CONTROL, 1));
            }
            levels.put(PolicyKind.SERVICE_CONTROL, service);
        }
        if (chance(10)) {
            levels.put(
                    PolicyKind.RESOURCE_CONTROL,
                    List.of(documents(PolicyKind.RESOURCE_CONTROL, 1)));
        }
        return new Scenario.Layers(levels, grants());
    }

    private List<Scenario.GrantText> grants() {
        var grants = new ArrayList<Scenario.GrantText>();
        while (chance(20)) {
            grants.add(new Scenario.GrantText(
                    "g" + grants.size(),
                    pick(PRINCIPALS.subList(2, PRINCIPALS.size())),
                    chance(60)
                            ? Set.of("Decrypt", "DescribeKey")
                            : Set.of("ReEncryptFrom", "CreateGrant"),
                    pick(List.of("", "equals", "subset")),
                    pick(List.of(Map.of("a", "1"), Map.of("A", "1"), Map.of("b", "2")))));
        }
        return grants;
    }

    private List<Scenario.Document> documents(PolicyKind kind, int count) {
        var documents = new ArrayList<Scenario.Document>();
        for (var number = 0; number < count; number++) {
            var statements = new ArrayList<String>();
            for (var left = random.nextInt(3); left >= 0; left--) {
                statements.add(statement(kind));
            }
            documents.add(new Scenario.Document(
                    "p" + number, chance(85) ? "2012-10-17" : "2008-10-17", statements));
        }
        return documents;
    }

    private String statement(PolicyKind kind) {
        if (kind == PolicyKind.RESOURCE_CONTROL && chance(70)) {
            return "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}";
        }
        var elements = new ArrayList<String>();
        var deny = kind == PolicyKind.RESOURCE_CONTROL || chance(15);
        elements.add("\"Effect\":\"" + (deny ? "Deny" : "Allow") + "\"");
        addPrincipal(kind, elements);
        if (kind == PolicyKind.TRUST) {
            elements.add("\"Action\":" + list(List.of("sts:*", "sts:AssumeRole", "STS:assume*")));
        } else {
            elements.add("\"" + (chance(88) ? "" : "Not") + "Action\":" + list(ACTION_PATTERNS));
            elements.add(
                    "\"" + (chance(88) ? "" : "Not") + "Resource\":" + list(RESOURCE_PATTERNS));
        }
        if (chance(deny ? 50 : 20)) {
            elements.add("\"Condition\":" + condition());
        }
        return "{" + String.join(",", elements) + "}";
    }

    private void addPrincipal(PolicyKind kind, List<String> elements) {
        switch (kind) {
            case RESOURCE_CONTROL -> elements.add("\"Principal\":\"*\"");
            case KEY_POLICY, VPC_ENDPOINT ->
                elements.add("\"" + (chance(90) ? "" : "Not") + "Principal\":" + principal());
            case TRUST ->
                elements.add("\"Principal\":"
                        + (chance(10) ? "{\"Federated\":\"accounts.google.com\"}" : principal()));
            case IDENTITY, PERMISSIONS_BOUNDARY, SESSION, SERVICE_CONTROL, GRANT -> {}
        }
    }

    private String principal() {
        if (chance(10)) {
            return "\"*\"";
        }
        return chance(10)
                ? "{\"AWS\":" + list(PRINCIPALS) + ",\"Service\":\"s3.amazonaws.com\"}"
                : "{\"AWS\":" + list(PRINCIPALS) + "}";
    }

    private String condition() {
        var operators = new LinkedHashMap<String, String>();
        do {
            var operator = pick(OPERATORS);
            operator = pick(List.of("", "", "", "ForAnyValue:", "ForAllValues:")) + operator;
            operator += chance(20) ? "IfExists" : "";
            if (chance(8)) {
                operator = "Null";
            }
            // ForAllValues on a key of one value is refused in key policies.
            var key = operator.startsWith("ForAll") ? "aws:many" : pick(KEYS);
            operators.put(
                    operator,
                    "{\"" + key + "\":"
                            + (operator.equals("Null")
                                    ? list(List.of("true", "false"))
                                    : list(PATTERNS))
                            + "}");
        } while (chance(25));
        return operators.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String list(List<String> from) {
        if (chance(70)) {
            return "\"" + pick(from) + "\"";
        }
        return "[\"" + pick(from) + "\",\"" + pick(from) + "\"]";
    }
}
