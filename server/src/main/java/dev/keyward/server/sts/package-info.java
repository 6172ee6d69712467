/**
 * The operations of STS: who calls, and temporary credentials. {@link
 * dev.keyward.server.sts.StsOperations} lists them; the sealed tokens that they hand out are made and
 * opened in {@code dev.keyward.server.authorize}.
 */
@NullMarked
package dev.keyward.server.sts;

import org.jspecify.annotations.NullMarked;
