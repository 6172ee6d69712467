package dev.keyward.policy.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code Resource} or {@code NotResource} of a statement. ARNs are compared part by part and with
 * case; {@code *} alone is everything, also the {@code *} of an action that has no resource.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Resource".
 */
public sealed interface ResourceClause {

    boolean matches(RequestContext context);

    /** The ARNs that are the only ones to match, if the clause is a list of such. */
    default Optional<Set<String>> exactly() {
        return this instanceof Listed(var exact, var patterns) && patterns.isEmpty()
                ? Optional.of(exact)
                : Optional.empty();
    }

    /** Whether variables, and so the condition keys of the request, have a say in what matches. */
    default boolean varies() {
        return switch (this) {
            case Anything _ -> false;
            case Listed(var exact, var patterns) -> patterns.stream().anyMatch(ArnPattern::varies);
            case AllBut(var listed) -> listed.varies();
        };
    }

    static ResourceClause of(List<String> resources, LanguageVersion version) {
        return resources.contains("*") ? new Anything() : listed(resources, version);
    }

    static ResourceClause allBut(List<String> resources, LanguageVersion version) {
        return new AllBut(of(resources, version));
    }

    /** The clause of a policy that is attached to its one resource and so names none. */
    static ResourceClause anything() {
        return new Anything();
    }

    /** The clause of a statement that names no resource where it should, and so does nothing. */
    static ResourceClause none() {
        return listed(List.of(), LanguageVersion.V2008);
    }

    private static Listed listed(List<String> resources, LanguageVersion version) {
        var exact = new HashSet<String>();
        var patterns = new ArrayList<ArnPattern>();
        for (var resource : resources) {
            var pattern = ArnPattern.ofResource(resource, version);
            var only = pattern.flatMap(ArnPattern::exact);
            only.ifPresentOrElse(exact::add, () -> pattern.ifPresent(patterns::add));
        }
        return new Listed(exact, patterns);
    }

    record Anything() implements ResourceClause {
        @Override
        public boolean matches(RequestContext context) {
            return true;
        }
    }

    /**
     * ARNs of which one must be the request's, and patterns of which one must match; short patterns
     * that can match nothing are left out.
     */
    record Listed(Set<String> exact, List<ArnPattern> patterns) implements ResourceClause {

        public Listed {
            exact = Set.copyOf(exact);
            patterns = List.copyOf(patterns);
        }

        @Override
        public boolean matches(RequestContext context) {
            if (exact.contains(context.resource())) {
                return true;
            }
            for (var index = 0; index < patterns.size(); index++) {
                if (patterns.get(index).matches(context.resource(), context)) {
                    return true;
                }
            }
            return false;
        }
    }

    record AllBut(ResourceClause listed) implements ResourceClause {
        @Override
        public boolean matches(RequestContext context) {
            return !listed.matches(context);
        }
    }
}
