/**
 * The decisions: pure functions from a request and the policies that have a say in it to a {@link
 * dev.keyward.policy.decide.Decision} that names what it rests on. Begin with the three rules, {@link
 * dev.keyward.policy.decide.AccountRule}, {@link dev.keyward.policy.decide.KeyRule} and {@link
 * dev.keyward.policy.decide.TrustRule}; {@code Findings} are the facts that they judge, and {@link
 * dev.keyward.policy.decide.DenialMessage} says no in AWS's words.
 */
@NullMarked
package dev.keyward.policy.decide;

import org.jspecify.annotations.NullMarked;
