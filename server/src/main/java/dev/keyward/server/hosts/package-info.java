/**
 * Credentials for programs on machines, by the machine's certificate, as IAM Roles Anywhere gives them:
 * trust anchors and profiles, which an administrator makes by operations of Keyward's own service, and
 * CreateSession, which speaks the wire of Roles Anywhere.
 */
@NullMarked
package dev.keyward.server.hosts;

import org.jspecify.annotations.NullMarked;
