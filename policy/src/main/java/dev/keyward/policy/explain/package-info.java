/**
 * Why a request was decided as it was: a second, plain evaluation of the same policies, with every layer,
 * statement and condition that was about it, and the smallest changes that would allow it. Begin at {@link
 * dev.keyward.policy.explain.Explanation}; {@code LayerWalk} makes its layers, and {@code PlainRules} reads
 * the decision off them without the rules of {@code dev.keyward.policy.decide}, to which a test holds it.
 * {@link dev.keyward.policy.explain.SmallestChanges} changes policies until the engine allows.
 *
 * <p>An explanation shows policies, and is only for those who may see them: {@link
 * dev.keyward.policy.explain.Explanation#of(dev.keyward.policy.explain.Side)} is one account's part of it.
 * Nothing here is made for speed, but texts are made only when something is rendered.
 */
@NullMarked
package dev.keyward.policy.explain;

import org.jspecify.annotations.NullMarked;
