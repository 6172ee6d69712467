package dev.keyward.server.model;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** An IAM entity that policies can name as a principal, and that tags and a boundary describe. */
public sealed interface IamPrincipal extends PolicyOwner permits User, Role {

    SortedMap<String, String> tags();

    /** The ARN of the managed policy that bounds it. */
    Optional<String> permissionsBoundary();

    @Override
    IamPrincipal renamed(String newPath, String newName);

    IamPrincipal withTags(Map<String, String> newTags);

    IamPrincipal withPermissionsBoundary(Optional<String> newBoundary);
}
