package dev.keyward.server.store;

import dev.keyward.policy.Arn;
import dev.keyward.server.model.PolicyOwner;

import java.util.List;

/** Which managed policies are attached to which users, groups and roles, or bound them. */
public interface Attachments {

    /** The ARNs of the policies attached to an owner, by policy name. */
    List<Arn> policiesOf(String ownerId);

    boolean isAttached(String ownerId, Arn policyArn);

    /** Everyone that a policy is attached to, by name: users, then groups, then roles. */
    List<PolicyOwner> ownersOf(Arn policyArn);

    int countOwners(Arn policyArn);

    /** Everyone whose permissions boundary the policy is, by name: users, then roles. */
    List<PolicyOwner> boundedBy(Arn policyArn);

    int countBounded(Arn policyArn);

    /** Writes attachments. */
    interface Writer extends Attachments {

        /** Does nothing if the policy is attached already. */
        void attach(PolicyOwner owner, Arn policyArn);

        /** Does nothing if the policy is not attached. */
        void detach(PolicyOwner owner, Arn policyArn);
    }
}
