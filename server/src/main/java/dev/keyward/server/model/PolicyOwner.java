package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

/** Whatever identity-based policies can be attached to: a user, a group or a role. */
public sealed interface PolicyOwner permits IamPrincipal, Group {

    AccountId account();

    /** Begins and ends with a slash; {@code /} alone when no path was given. */
    String path();

    String name();

    /** The unique id ({@code AIDA...}, {@code AGPA...}, {@code AROA...}), never given to another. */
    String id();

    Arn arn();

    /** The same entity, with its id and all that hangs on it, under another path and name. */
    PolicyOwner renamed(String newPath, String newName);
}
