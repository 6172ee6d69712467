package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;

/**
 * An IAM group. It is no principal: no policy can name it.
 */
public record Group(AccountId account, String path, String name, String id, Instant created)
        implements PolicyOwner {

    @Override
    public Group renamed(String newPath, String newName) {
        return new Group(account, newPath, newName, id, created);
    }

    @Override
    public Arn arn() {
        return new Arn("aws", "iam", "", account.value(), "group" + path + name);
    }
}
