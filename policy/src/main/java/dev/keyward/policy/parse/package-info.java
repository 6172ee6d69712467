/**
 * From a policy's text to a {@link dev.keyward.policy.parse.PolicyDocument}, with the line, the column
 * and the reason of everything that is wrong with it. Begin at {@code PolicyDocument.parse}: {@code
 * JsonReader} reads the JSON within its limits, {@code DocumentReader} and {@code StatementReader} hold it
 * to the language, and {@code KindRules} is the table of what each kind of policy must and must not have.
 *
 * <p>What a document says is judged elsewhere. Whether the principals it names exist, and how long it may
 * be, its service knows; the document lists the former and can be printed with others in their place.
 */
@NullMarked
package dev.keyward.policy.parse;

import org.jspecify.annotations.NullMarked;
