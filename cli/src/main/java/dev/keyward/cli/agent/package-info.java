/**
 * The command {@code keyward agent}: gives the programs of a host credentials in the two forms in which every
 * AWS SDK looks for them, the instance metadata service (IMDSv2) and the container credentials endpoint. The
 * host shows who it is by its certificate, as in IAM Roles Anywhere. Credentials are in memory only.
 */
@NullMarked
package dev.keyward.cli.agent;

import org.jspecify.annotations.NullMarked;
