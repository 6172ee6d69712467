package dev.keyward.server.ec2;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.policy.parse.SizeLimit;
import dev.keyward.wire.ServiceException;

/**
 * What is asked of the policy of an endpoint before it is kept.
 *
 * <p>Source: VPC guide to AWS PrivateLink, "Control access to VPC endpoints using endpoint policies".
 */
final class EndpointPolicies {

    /** The policy of an endpoint that is given none: everybody may do everything through it. */
    static final String FULL_ACCESS = """
            {
              "Statement": [
                {
                  "Action": "*",
                  "Effect": "Allow",
                  "Principal": "*",
                  "Resource": "*"
                }
              ]
            }""";

    private EndpointPolicies() {}

    /**
     * Lets a text pass that can be the policy of an endpoint.
     *
     * @throws ServiceException {@code InvalidPolicyDocument}
     */
    static String require(String text) {
        var limit = SizeLimit.of(PolicyKind.VPC_ENDPOINT);
        if (limit.measure().of(text) > limit.most()) {
            throw invalid("it has more than " + limit.most() + " characters");
        }
        try {
            PolicyDocument.parse(text, PolicyKind.VPC_ENDPOINT);
        } catch (PolicyException problems) {
            throw invalid(problems.first().toString());
        }
        return text;
    }

    private static ServiceException invalid(String reason) {
        return Ec2Error.INVALID_POLICY_DOCUMENT.because(
                "The policy document is not valid: " + reason);
    }
}
