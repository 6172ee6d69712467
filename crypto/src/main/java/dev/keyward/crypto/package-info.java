/**
 * Keys and what they can do. A leaf: it takes key material and bytes, and knows no account, ARN or
 * policy. Algorithms come from Amazon Corretto Crypto Provider, the JDK and Bouncy Castle; nothing
 * here is a primitive of our own.
 */
@NullMarked
package dev.keyward.crypto;

import org.jspecify.annotations.NullMarked;
