package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.server.model.VpcEndpoint;
import dev.keyward.server.store.Snapshot;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The VPC endpoint that a request came through. One that is not there any more lets nothing pass.
 *
 * <p>Source: IAM User Guide, "AWS global condition context keys", properties of the network.
 *
 * @param overOwner what is set over the endpoint's account
 */
record Passage(String id, Optional<VpcEndpoint> endpoint, Ceiling overOwner) {

    /** The endpoint of a request, if it came through one. */
    static Optional<Passage> of(
            Origin origin, Snapshot snapshot, Function<AccountId, Ceiling> ceilings) {
        return origin.vpcEndpoint().map(id -> {
            var endpoint = snapshot.vpcEndpoints().find(id);
            var ceiling = endpoint.map(VpcEndpoint::account).map(ceilings).orElse(Ceiling.NONE);
            return new Passage(id, endpoint, ceiling);
        });
    }

    NamedPolicy policy(CompiledPolicies compiled) {
        return endpoint.map(found ->
                        compiled.compile(PolicyKind.VPC_ENDPOINT, found.policy(), found.id()))
                .orElseGet(
                        () -> new NamedPolicy(id, PolicyDocument.empty(PolicyKind.VPC_ENDPOINT)));
    }

    /** Adds what tells of the network; {@code aws:SourceIp} is not among it. */
    void addTo(ContextKeys.Builder keys, String sourceIp) {
        keys.single("aws:SourceVpce", id)
                .single("aws:VpcSourceIp", sourceIp)
                .single("aws:VpceOrgID", overOwner.organizationId());
        overOwner.path().ifPresent(path -> keys.multiple("aws:VpceOrgPaths", List.of(path)));
        endpoint.ifPresent(found -> keys.single("aws:SourceVpc", found.network().vpcId())
                .single("aws:SourceVpcArn", found.vpcArn().toString())
                .single("aws:VpceAccount", found.account().value()));
    }
}
