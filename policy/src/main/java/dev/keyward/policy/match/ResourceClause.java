package dev.keyward.policy.match;

import java.util.ArrayList;
import java.util.List;

/**
 * The {@code Resource} or {@code NotResource} of a statement. ARNs are compared part by part and with
 * case; {@code *} alone is everything, also the {@code *} of an action that has no resource.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Resource".
 */
public sealed interface ResourceClause {

    boolean matches(RequestContext context);

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
        var patterns = new ArrayList<ArnPattern>();
        for (var resource : resources) {
            ArnPattern.ofResource(resource, version).ifPresent(patterns::add);
        }
        return new Listed(patterns);
    }

    record Anything() implements ResourceClause {
        @Override
        public boolean matches(RequestContext context) {
            return true;
        }
    }

    /** Patterns of which one must match; short patterns that can match nothing are left out. */
    record Listed(List<ArnPattern> patterns) implements ResourceClause {

        public Listed {
            patterns = List.copyOf(patterns);
        }

        @Override
        public boolean matches(RequestContext context) {
            var parts = context.resourceParts();
            if (parts.isEmpty()) {
                return false;
            }
            for (var pattern : patterns) {
                if (pattern.matches(parts.get(), context)) {
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
