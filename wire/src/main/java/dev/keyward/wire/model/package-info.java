/**
 * The shapes of the AWS APIs as data, and the check of a request against them.
 *
 * <p>Begin with {@link dev.keyward.wire.model.ApiModel}: it reads one service's model from the
 * resources beside this package, once, at start. A model names the service's operations, what each
 * takes and gives as {@link dev.keyward.wire.model.Shape}s, and its errors. {@link
 * dev.keyward.wire.model.InputCheck} holds a request to every constraint of its shape and words the
 * refusal as AWS does, so that no operation has checks of this kind of its own.
 *
 * <p>The resources are the client libraries' models without their documentation. What we added to
 * them is told in their own {@code metadata.keyward}: {@code amendments} says in prose what a model
 * has that the libraries' has not yet, {@code wording} names the {@link
 * dev.keyward.wire.model.Wording} of the service. Everything here is immutable once loaded.
 */
@NullMarked
package dev.keyward.wire.model;

import org.jspecify.annotations.NullMarked;
