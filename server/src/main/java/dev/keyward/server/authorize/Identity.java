package dev.keyward.server.authorize;

import dev.keyward.policy.ContextKeys;

/**
 * What a principal may do by the policies of its own account, ready to be judged.
 *
 * @param keys the condition keys that tell of the principal, with its own tags
 */
record Identity(ContextKeys keys) {}
