package dev.keyward.policy.decide;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Principal;

import java.util.List;
import java.util.Locale;

/** Principals from the words of a case: {@code user 111111111111/alice id AIDA...}. */
public final class TestingPrincipals {

    private TestingPrincipals() {}

    /** The principal that a case's line {@code caller} names. */
    public static Principal of(String words) {
        var split = List.of(words.split(" ", -1));
        return of(split.get(0), split.get(1), split.subList(2, split.size()));
    }

    /** {@code name} is the account, a slash, and what is named; {@code more} may end with an id. */
    private static Principal of(String type, String name, List<String> more) {
        if (type.equals("service")) {
            return new Principal.Service(new AccountId("999999999999"), name);
        }
        var account = new AccountId(name.substring(0, 12));
        var rest = name.length() > 12 ? name.substring(13) : "";
        var id = more.size() == 2 && more.getFirst().equals("id") ? more.get(1) : "";
        return switch (type) {
            case "root" -> new Principal.Root(account);
            case "user" ->
                new Principal.User(
                        account,
                        "arn:aws:iam::" + account + ":user/" + rest,
                        id.isEmpty() ? "AIDA" + idOf(rest) : id);
            case "session" -> session(account, rest, id);
            case "federated-user" ->
                new Principal.FederatedUser(
                        account,
                        "arn:aws:sts::" + account + ":federated-user/" + rest,
                        "arn:aws:iam::" + account + ":user/maker",
                        id.isEmpty() ? "AIDA" + idOf("maker") : id);
            case "web" -> new Principal.Federated(account, rest);
            default -> throw new IllegalArgumentException("unknown kind of caller " + type);
        };
    }

    /** {@code path/ROLE/SESSION}: the session's ARN leaves the path out. */
    private static Principal session(AccountId account, String rest, String id) {
        var slash = rest.lastIndexOf('/');
        var role = rest.substring(0, slash);
        var session = rest.substring(slash + 1);
        var roleName = role.substring(role.lastIndexOf('/') + 1);
        return new Principal.AssumedRole(
                account,
                "arn:aws:sts::" + account + ":assumed-role/" + roleName + "/" + session,
                "arn:aws:iam::" + account + ":role/" + role,
                id.isEmpty() ? "AROA" + idOf(role) : id,
                session);
    }

    private static String idOf(String name) {
        var letters = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return ("EXAMPLE" + letters + "00000000000000000").substring(0, 17);
    }
}
