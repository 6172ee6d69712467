package dev.keyward.server.iam.password;

import dev.keyward.policy.AccountId;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.model.PasswordPolicy;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

import java.util.ArrayList;
import java.util.List;

/**
 * What passwords must have. An account without a policy asks for eight characters and three of four kinds
 * of them.
 *
 * <p>Source: IAM User Guide, "Set an account password policy for IAM users".
 */
final class PasswordRules {

    private static final int USUAL_LENGTH = 8;
    private static final int USUAL_KINDS = 3;

    private PasswordRules() {}

    private enum Kind {
        UPPER("uppercase letter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        LOWER("lowercase letter", "abcdefghijklmnopqrstuvwxyz"),
        NUMBER("number", "0123456789"),
        SYMBOL("symbol", "!@#$%^&*()_+-=[]{}|'");

        private final String noun;
        private final String characters;

        Kind(String noun, String characters) {
            this.noun = noun;
            this.characters = characters;
        }

        boolean isIn(String password) {
            return password.chars().anyMatch(character -> characters.indexOf(character) >= 0);
        }

        String demand() {
            return "Password should have at least one " + noun;
        }
    }

    /**
     * Refuses a password that is not as the account asks.
     *
     * @throws ServiceException {@code PasswordPolicyViolation}
     */
    static void require(String password, AccountId account, Snapshot snapshot) {
        var policy = snapshot.passwordPolicies().find(account);
        var demands = policy.map(known -> demands(password, known))
                .orElseGet(() -> usualDemands(password));
        if (!demands.isEmpty()) {
            throw violation(String.join(", ", demands));
        }
    }

    static ServiceException violation(String text) {
        return IamError.PASSWORD_POLICY_VIOLATION.because(text);
    }

    private static List<String> demands(String password, PasswordPolicy policy) {
        var demands = lengthDemand(password, policy.minimumLength());
        for (var kind : Kind.values()) {
            if (isRequired(kind, policy) && !kind.isIn(password)) {
                demands.add(kind.demand());
            }
        }
        return demands;
    }

    private static boolean isRequired(Kind kind, PasswordPolicy policy) {
        return switch (kind) {
            case UPPER -> policy.requireUpper();
            case LOWER -> policy.requireLower();
            case NUMBER -> policy.requireNumbers();
            case SYMBOL -> policy.requireSymbols();
        };
    }

    private static List<String> usualDemands(String password) {
        var demands = lengthDemand(password, USUAL_LENGTH);
        var missing = new ArrayList<String>();
        for (var kind : Kind.values()) {
            if (!kind.isIn(password)) {
                missing.add(kind.demand());
            }
        }
        var more = missing.size() - (Kind.values().length - USUAL_KINDS);
        if (more > 0) {
            demands.add("Password should meet " + more + " more of the following requirements: "
                    + String.join(", ", missing));
        }
        return demands;
    }

    private static List<String> lengthDemand(String password, int least) {
        var demands = new ArrayList<String>();
        if (password.length() < least) {
            demands.add("Password should have a minimum length of " + least);
        }
        return demands;
    }
}
