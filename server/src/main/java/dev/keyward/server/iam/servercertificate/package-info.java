/**
 * Certificates of servers. A private key is held to its certificate when both are uploaded and then forgotten:
 * AWS keeps it for its load balancers, and there are none here.
 */
@NullMarked
package dev.keyward.server.iam.servercertificate;

import org.jspecify.annotations.NullMarked;
