package dev.keyward.server.iam.lastaccess;

import dev.keyward.policy.Arn;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.server.authorize.ManagedVersions;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A policy that somebody has, and what it is called in answers. */
sealed interface GrantingPolicy {

    PolicyDocument document();

    /** As ListPoliciesGrantingServiceAccess shows it. */
    Struct describe();

    record Inline(PolicyOwner owner, String name, PolicyDocument document)
            implements GrantingPolicy {

        @Override
        public Struct describe() {
            return Struct.builder()
                    .put("PolicyName", name)
                    .put("PolicyType", "INLINE")
                    .put("EntityType", type(owner))
                    .put("EntityName", owner.name())
                    .build();
        }
    }

    record Managed(Arn arn, PolicyDocument document) implements GrantingPolicy {

        @Override
        public Struct describe() {
            return Struct.builder()
                    .put("PolicyName", PolicyRef.nameOf(arn))
                    .put("PolicyType", "MANAGED")
                    .put("PolicyArn", arn.toString())
                    .build();
        }
    }

    /** {@code USER}, {@code GROUP} or {@code ROLE}. */
    static String type(PolicyOwner owner) {
        return OwnerKind.of(owner).word().toUpperCase(Locale.ROOT);
    }

    /**
     * The inline policies of a user, group or role, and those attached to it.
     *
     * @throws ServiceException {@code PolicyEvaluation} if one is damaged, so that nothing can be said
     */
    static List<GrantingPolicy> of(PolicyOwner owner, Snapshot snapshot) {
        var inline = snapshot.inlinePolicies().list(owner.id()).stream()
                .<GrantingPolicy>map(policy ->
                        new Inline(owner, policy.name(), parse(policy.name(), policy.document())));
        var managed = snapshot.attachments().policiesOf(owner.id()).stream()
                .flatMap(arn -> managed(arn, snapshot));
        return Stream.concat(inline, managed).toList();
    }

    /** The managed policy of that ARN, if there is one. */
    static Stream<GrantingPolicy> managed(Arn arn, Snapshot snapshot) {
        return ManagedVersions.inForce(arn, snapshot).stream()
                .map(version -> new Managed(arn, parse(arn.toString(), version.document())));
    }

    private static PolicyDocument parse(String name, String text) {
        try {
            return PolicyDocument.parse(text, PolicyKind.IDENTITY);
        } catch (PolicyException damaged) {
            throw IamError.POLICY_EVALUATION.because("the policy " + name + " cannot be read");
        }
    }
}
