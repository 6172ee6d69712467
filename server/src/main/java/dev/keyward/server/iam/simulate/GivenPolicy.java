package dev.keyward.server.iam.simulate;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;

/** Policies by the names that a simulation's answer calls them by. */
final class GivenPolicy {

    private GivenPolicy() {}

    /**
     * The policies of a list in the request, which are called by the list and their place in it, from 1.
     *
     * @throws ServiceException {@code InvalidInput} if one is no policy
     */
    static List<NamedPolicy> list(Struct input, String member, PolicyKind kind) {
        var policies = new ArrayList<NamedPolicy>();
        for (var text : input.texts(member)) {
            policies.add(given(member + "." + (policies.size() + 1), text, kind));
        }
        return policies;
    }

    /**
     * A policy of the request.
     *
     * @throws ServiceException {@code InvalidInput} if it is none
     */
    static NamedPolicy given(String name, String text, PolicyKind kind) {
        try {
            return new NamedPolicy(name, PolicyDocument.parseTolerantly(text, kind));
        } catch (PolicyException problems) {
            throw IamError.INVALID_INPUT.because(
                    "the policy " + name + " is malformed: " + problems.first());
        }
    }

    /**
     * A policy that is kept.
     *
     * @throws ServiceException {@code PolicyEvaluation} if it is damaged, so that nothing can be said
     */
    static NamedPolicy stored(String name, String text, PolicyKind kind) {
        try {
            return new NamedPolicy(name, PolicyDocument.parse(text, kind));
        } catch (PolicyException damaged) {
            throw IamError.POLICY_EVALUATION.because("the policy " + name + " cannot be read");
        }
    }
}
