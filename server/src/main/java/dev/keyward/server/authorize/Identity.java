package dev.keyward.server.authorize;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.decide.Policies;

/**
 * What a principal may do by the policies of its own account, ready to be judged.
 *
 * @param policies its identity policies and its permissions boundary
 * @param keys the condition keys that tell of the principal, with its own tags
 */
record Identity(Policies policies, ContextKeys keys) {}
