package dev.keyward.policy.decide;

import dev.keyward.policy.PolicyKind;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every policy that has a say in a request. A layer without policies limits nothing, and one whose
 * policies have no matching statement allows nothing: the two are not the same.
 *
 * <p>Each layer remembers what it says about the actions that it was asked about, and shares that with the
 * values made from it by the {@code with} methods: whoever asks again should keep what does not change.
 * Immutable; safe for use by many threads.
 *
 * <p>Source: IAM User Guide, "Policy evaluation logic".
 */
public final class Policies {

    /** Stands for the kind of the resource's own policy, which may as well be a trust policy. */
    static final PolicyKind RESOURCE = PolicyKind.KEY_POLICY;

    private static final Policies NONE = new Policies(new EnumMap<>(PolicyKind.class));

    /** The levels of each kind; only service and resource control have several. */
    private final Map<PolicyKind, List<Layer>> levels;

    private final Findings findings;

    private Policies(Map<PolicyKind, List<Layer>> levels) {
        this.levels = levels;
        this.findings = new Findings(levels);
    }

    /** No policy at all, to be added to. */
    public static Policies none() {
        return NONE;
    }

    /** These with the caller's own and its groups' policies; what they do not allow is not allowed by them. */
    public Policies withIdentity(List<NamedPolicy> policies) {
        return with(PolicyKind.IDENTITY, policies);
    }

    /** These with the resource's own policy: a key policy, a role's trust policy. */
    public Policies withResource(NamedPolicy policy) {
        return withLayers(RESOURCE, List.of(policy.ofResource()));
    }

    /** These with the caller's permissions boundary; an empty list if it has none. */
    public Policies withBoundary(List<NamedPolicy> policies) {
        return with(PolicyKind.PERMISSIONS_BOUNDARY, policies);
    }

    /** These with the session's policies; an empty list if it was made without any. */
    public Policies withSession(List<NamedPolicy> policies) {
        return with(PolicyKind.SESSION, policies);
    }

    /** These with the policy of the endpoint that the request came through. */
    public Policies withVpcEndpoint(NamedPolicy policy) {
        return with(PolicyKind.VPC_ENDPOINT, List.of(policy));
    }

    /**
     * These with one list per level of the organization, from its root to the caller's account; none for an
     * account without organization, a management account or a service-linked role.
     */
    public Policies withServiceControl(List<List<NamedPolicy>> levels) {
        return withLevels(PolicyKind.SERVICE_CONTROL, levels);
    }

    /**
     * These with one list per level, for the account of the resource; none where they do not apply, as for
     * AWS managed keys.
     */
    public Policies withResourceControl(List<List<NamedPolicy>> levels) {
        return withLevels(PolicyKind.RESOURCE_CONTROL, levels);
    }

    /**
     * These with all of {@code others}, in the place of those of the same kinds; what the others remember is
     * shared with them.
     */
    public Policies and(Policies others) {
        if (others.levels.isEmpty()) {
            return this;
        }
        var all = new EnumMap<PolicyKind, List<Layer>>(PolicyKind.class);
        all.putAll(levels);
        all.putAll(others.levels);
        return new Policies(all);
    }

    private Policies with(PolicyKind kind, List<NamedPolicy> policies) {
        return withLevels(kind, policies.isEmpty() ? List.of() : List.of(policies));
    }

    private Policies withLevels(PolicyKind kind, List<List<NamedPolicy>> levels) {
        return withLayers(
                kind, levels.stream().map(level -> new Layer(kind, level)).toList());
    }

    private Policies withLayers(PolicyKind kind, List<Layer> layers) {
        if (layers.isEmpty() && layers(kind).isEmpty()) {
            return this;
        }
        var all = new EnumMap<PolicyKind, List<Layer>>(PolicyKind.class);
        all.putAll(levels);
        all.put(kind, layers);
        return new Policies(all);
    }

    /** These without what the owner of the resource says: its own policy, resource control policies. */
    Policies ofCaller() {
        var all = new EnumMap<PolicyKind, List<Layer>>(PolicyKind.class);
        all.putAll(levels);
        all.remove(RESOURCE);
        all.remove(PolicyKind.RESOURCE_CONTROL);
        return new Policies(all);
    }

    public List<NamedPolicy> identity() {
        return policies(PolicyKind.IDENTITY);
    }

    public Optional<NamedPolicy> resource() {
        return policies(RESOURCE).stream().findFirst();
    }

    public List<NamedPolicy> boundary() {
        return policies(PolicyKind.PERMISSIONS_BOUNDARY);
    }

    public List<NamedPolicy> session() {
        return policies(PolicyKind.SESSION);
    }

    public Optional<NamedPolicy> vpcEndpoint() {
        return policies(PolicyKind.VPC_ENDPOINT).stream().findFirst();
    }

    public List<List<NamedPolicy>> serviceControl() {
        return layers(PolicyKind.SERVICE_CONTROL).stream().map(Layer::policies).toList();
    }

    public List<List<NamedPolicy>> resourceControl() {
        return layers(PolicyKind.RESOURCE_CONTROL).stream().map(Layer::policies).toList();
    }

    private List<NamedPolicy> policies(PolicyKind kind) {
        var layers = layers(kind);
        return layers.isEmpty() ? List.of() : layers.getFirst().policies();
    }

    private List<Layer> layers(PolicyKind kind) {
        return levels.getOrDefault(kind, List.of());
    }

    /** What these policies say of requests. */
    Findings findings() {
        return findings;
    }
}
