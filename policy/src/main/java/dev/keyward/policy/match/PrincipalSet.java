package dev.keyward.policy.match;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The principals that a statement or a grant names. Users and roles may be named by ARN or by unique id
 * ({@code AIDA...}, {@code AROA...}); a name that was resolved to an id no longer fits a later user of
 * the same ARN.
 */
public final class PrincipalSet {

    private final boolean anyone;
    private final Set<String> accounts;
    private final Set<String> names;
    private final Set<String> services;
    private final Set<String> providers;

    private PrincipalSet(Builder builder) {
        this.anyone = builder.anyone;
        this.accounts = Set.copyOf(builder.accounts);
        this.names = Set.copyOf(builder.names);
        this.services = Set.copyOf(builder.services);
        this.providers = Set.copyOf(builder.providers);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The account that {@code text} names, as twelve digits or as the ARN of its root; empty if it does not. */
    public static Optional<AccountId> accountOf(String text) {
        if (AccountId.isAccountId(text)) {
            return Optional.of(new AccountId(text));
        }
        if (!text.endsWith(":root") || !Arn.isArn(text)) {
            return Optional.empty();
        }
        var arn = Arn.parse(text);
        return arn.service().equals("iam")
                        && arn.region().isEmpty()
                        && arn.resource().equals("root")
                        && AccountId.isAccountId(arn.account())
                ? Optional.of(new AccountId(arn.account()))
                : Optional.empty();
    }

    /**
     * Every account, ARN, unique id, service and provider that is named; empty if anyone fits. Whoever fits
     * has one of them as its own, its role's, its maker's or its account's.
     */
    Optional<Set<String>> exactly() {
        if (anyone) {
            return Optional.empty();
        }
        var all = new HashSet<>(accounts);
        all.addAll(names);
        all.addAll(services);
        all.addAll(providers);
        return Optional.of(all);
    }

    /** The strongest way in which one of these principals fits {@code caller}. */
    public PrincipalMatch match(Principal caller) {
        var named = named(caller);
        if (named == PrincipalMatch.ITSELF) {
            return named;
        }
        if (anyone) {
            return PrincipalMatch.ANYONE;
        }
        return named;
    }

    private PrincipalMatch named(Principal caller) {
        return switch (caller) {
            case Principal.Root root -> account(root);
            case Principal.User user ->
                names.contains(user.arn()) || names.contains(user.id())
                        ? PrincipalMatch.ITSELF
                        : account(user);
            case Principal.AssumedRole session -> {
                if (names.contains(session.arn())) {
                    yield PrincipalMatch.ITSELF;
                }
                yield names.contains(session.roleArn()) || names.contains(session.roleId())
                        ? PrincipalMatch.ROLE
                        : account(session);
            }
            case Principal.FederatedUser session -> {
                if (names.contains(session.arn())) {
                    yield PrincipalMatch.ITSELF;
                }
                yield names.contains(session.userArn()) || names.contains(session.userId())
                        ? PrincipalMatch.SESSION_MAKER
                        : account(session);
            }
            case Principal.Federated federated ->
                providers.contains(federated.provider())
                        ? PrincipalMatch.ITSELF
                        : PrincipalMatch.NONE;
            case Principal.Service service ->
                services.contains(service.name()) ? PrincipalMatch.ITSELF : PrincipalMatch.NONE;
        };
    }

    private PrincipalMatch account(Principal caller) {
        return accounts.contains(caller.account().value())
                ? PrincipalMatch.ACCOUNT
                : PrincipalMatch.NONE;
    }

    /** Collects principals; used by one thread. */
    public static final class Builder {

        private boolean anyone;
        private final Set<String> accounts = new HashSet<>();
        private final Set<String> names = new HashSet<>();
        private final Set<String> services = new HashSet<>();
        private final Set<String> providers = new HashSet<>();

        private Builder() {}

        public Builder anyone() {
            anyone = true;
            return this;
        }

        /** Adds an account, a user, role or session ARN, a unique id, or {@code *}. */
        public Builder aws(String text) {
            if (text.equals("*")) {
                return anyone();
            }
            accountOf(text)
                    .ifPresentOrElse(
                            account -> accounts.add(account.value()), () -> names.add(text));
            return this;
        }

        /** Adds a service, for example {@code s3.amazonaws.com}. */
        public Builder service(String name) {
            services.add(name);
            return this;
        }

        /** Adds an identity provider. */
        public Builder provider(String name) {
            providers.add(name);
            return this;
        }

        public PrincipalSet build() {
            return new PrincipalSet(this);
        }
    }
}
