/**
 * The part of EC2 that is about VPC endpoints: the operations that make, change, list and delete them,
 * and their tags. Keyward keeps no VPCs: what an endpoint says of a network is recorded and told again.
 * How requests come through one is told in {@code docs/endpoints.md}. Begin at {@link
 * dev.keyward.server.ec2.Ec2Operations}.
 */
@NullMarked
package dev.keyward.server.ec2;

import org.jspecify.annotations.NullMarked;
