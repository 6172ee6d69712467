/**
 * The credential report: {@link dev.keyward.server.iam.report.CredentialTable} makes it, one operation
 * asks for it, another gets it.
 */
@NullMarked
package dev.keyward.server.iam.report;

import org.jspecify.annotations.NullMarked;
