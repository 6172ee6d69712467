package dev.keyward.policy.decide;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.match.RequestContext;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each layer says of a request by itself, whichever rule decides. Slower than a decision, since no
 * statement is left out.
 *
 * @param words for each layer; the resource's own policy is {@link PolicyKind#KEY_POLICY}
 * @param matched every statement that applies, and the grant that does, layer by layer
 * @param missingKeys condition keys, as written, that a statement about the action asks for and the
 *     request does not have
 */
public record LayerReport(
        Map<PolicyKind, Word> words, List<Source> matched, List<String> missingKeys) {

    /** What a layer says. */
    public enum Word {
        NOT_PRESENT,
        NO_MATCH,
        ALLOW,
        DENY,
        /** The resource's policy leaves the choice to the caller's account. */
        DELEGATES,
        /** The resource's policy names the caller, its role or everybody. */
        DIRECT
    }

    public LayerReport {
        words = Map.copyOf(words);
        matched = List.copyOf(matched);
        missingKeys = List.copyOf(missingKeys);
    }

    public static LayerReport of(AuthorizationRequest request, Policies policies, KeyTerms terms) {
        var context = policies.boundary().isEmpty()
                ? RequestContext.of(request)
                : RequestContext.ofBounded(request);
        var reader = new Reader(request, context);
        reader.level(PolicyKind.IDENTITY, policies.identity());
        reader.level(PolicyKind.PERMISSIONS_BOUNDARY, policies.boundary());
        reader.level(PolicyKind.SESSION, policies.session());
        reader.level(PolicyKind.KEY_POLICY, policies.resource().stream().toList());
        reader.levels(PolicyKind.SERVICE_CONTROL, policies.serviceControl());
        reader.levels(PolicyKind.RESOURCE_CONTROL, policies.resourceControl());
        reader.level(PolicyKind.VPC_ENDPOINT, policies.vpcEndpoint().stream().toList());
        reader.grants(terms);
        return new LayerReport(reader.words, reader.matched, List.copyOf(reader.missingKeys));
    }

    /** Goes through the layers; used by one thread. */
    private static final class Reader {

        private final AuthorizationRequest request;
        private final RequestContext context;
        private final Map<PolicyKind, Word> words = new EnumMap<>(PolicyKind.class);
        private final List<Source> matched = new ArrayList<>();
        private final Set<String> missingKeys = new LinkedHashSet<>();

        Reader(AuthorizationRequest request, RequestContext context) {
            this.request = request;
            this.context = context;
        }

        void level(PolicyKind kind, List<NamedPolicy> policies) {
            words.put(kind, policies.isEmpty() ? Word.NOT_PRESENT : word(kind, policies));
        }

        /** A ceiling of several levels allows only what each of them allows. */
        void levels(PolicyKind kind, List<List<NamedPolicy>> levels) {
            var said = EnumSet.noneOf(Word.class);
            for (var level : levels) {
                said.add(word(kind, level));
            }
            if (said.isEmpty()) {
                words.put(kind, Word.NOT_PRESENT);
            } else if (said.contains(Word.DENY)) {
                words.put(kind, Word.DENY);
            } else {
                words.put(kind, said.contains(Word.NO_MATCH) ? Word.NO_MATCH : Word.ALLOW);
            }
        }

        void grants(KeyTerms terms) {
            var grant = GrantFindings.direct(context, terms)
                    .or(() -> GrantFindings.capped(context, terms))
                    .or(() -> GrantFindings.delegated(context, terms));
            grant.ifPresent(allow -> matched.addAll(allow.sources()));
            if (grant.isPresent()) {
                words.put(PolicyKind.GRANT, Word.ALLOW);
            } else {
                words.put(
                        PolicyKind.GRANT,
                        terms.grants() == Grants.none() ? Word.NOT_PRESENT : Word.NO_MATCH);
            }
        }

        private Word word(PolicyKind kind, List<NamedPolicy> policies) {
            var word = Word.NO_MATCH;
            for (var policy : policies) {
                for (var statement : policy.document().statementsAbout(context)) {
                    for (var condition : statement.conditions()) {
                        if (request.context().find(condition.key()).isEmpty()) {
                            missingKeys.add(condition.key());
                        }
                    }
                    var match = statement.match(context);
                    if (match == PrincipalMatch.NONE) {
                        continue;
                    }
                    matched.add(Source.of(kind, policy, statement));
                    word = stronger(
                            word,
                            statement.effect() == Effect.DENY ? Word.DENY : allow(kind, match));
                }
            }
            return word;
        }

        private static Word allow(PolicyKind kind, PrincipalMatch match) {
            if (kind != PolicyKind.KEY_POLICY) {
                return Word.ALLOW;
            }
            return switch (match) {
                case ITSELF, ANYONE, ROLE, SESSION_MAKER -> Word.DIRECT;
                case ACCOUNT -> Word.DELEGATES;
                case ATTACHED, NONE -> Word.ALLOW;
            };
        }

        private static Word stronger(Word one, Word other) {
            return rank(one) >= rank(other) ? one : other;
        }

        private static int rank(Word word) {
            return switch (word) {
                case NOT_PRESENT -> 0;
                case NO_MATCH -> 1;
                case DELEGATES -> 2;
                case DIRECT, ALLOW -> 3;
                case DENY -> 4;
            };
        }
    }
}
