package dev.keyward.policy.decide;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision.Denial;
import dev.keyward.policy.decide.Decision.Told;

/**
 * AWS's text for a refusal.
 *
 * <p>Source: IAM User Guide, "Troubleshoot access denied error messages"; KMS's answers as published by its
 * users.
 */
public final class DenialMessage {

    private DenialMessage() {}

    public static String of(AuthorizationRequest request, Denial denial, Wording wording) {
        var message = "User: " + request.principal().arn() + " is not authorized to perform: "
                + request.action();
        return switch (wording) {
            case ACTION_ONLY -> "Not authorized to perform " + request.action();
            case WITHOUT_REASON -> message + " on resource: " + request.resource();
            case WITHOUT_RESOURCE -> message + " " + reason(request, denial.told());
            case ON_CIPHERTEXT ->
                message + " on the resource associated with this ciphertext "
                        + reason(request, denial.told());
            case ON_RESOURCE ->
                message
                        + (request.isForeign()
                                ? " on this resource "
                                : " on resource: " + request.resource() + " ")
                        + reason(request, denial.told());
        };
    }

    private static String reason(AuthorizationRequest request, Told told) {
        return switch (told) {
            case Told.Hidden() ->
                "because the resource does not exist in this Region, no resource-based policies allow"
                        + " access, or a resource-based policy explicitly denies access";
            case Told.Missing(var kind) ->
                "because no " + kind.words() + " allows the " + request.action() + " action";
            case Told.Denied(var source) ->
                "with an explicit deny in " + article(source.kind())
                        + source.kind().words() + policyArn(request, source);
        };
    }

    private static String article(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> "an ";
            case TRUST -> "the ";
            case PERMISSIONS_BOUNDARY,
                    SESSION,
                    KEY_POLICY,
                    VPC_ENDPOINT,
                    SERVICE_CONTROL,
                    RESOURCE_CONTROL,
                    GRANT -> "a ";
        };
    }

    /** Managed policies are named to callers of the account that owns the resource, inline ones never. */
    private static String policyArn(AuthorizationRequest request, Source source) {
        var named = switch (source.kind()) {
            case IDENTITY, PERMISSIONS_BOUNDARY, SESSION, SERVICE_CONTROL, RESOURCE_CONTROL ->
                source.policy().startsWith("arn:") && !request.isForeign();
            case KEY_POLICY, TRUST, VPC_ENDPOINT, GRANT -> false;
        };
        return named ? ": " + source.policy() : "";
    }
}
