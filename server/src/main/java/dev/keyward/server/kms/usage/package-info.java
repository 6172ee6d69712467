/**
 * When keys were last used: {@link dev.keyward.server.kms.usage.UsageTracking} sees every call that
 * succeeded, GetKeyLastUsage tells what it saw.
 */
@NullMarked
package dev.keyward.server.kms.usage;

import org.jspecify.annotations.NullMarked;
