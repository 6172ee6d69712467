/**
 * What policies would decide, asked of IAM without doing it: SimulatePrincipalPolicy, SimulateCustomPolicy
 * and the condition keys that they need. The decision is made by the same rules as of real requests; what
 * the request would bring is what the simulation is told.
 */
@NullMarked
package dev.keyward.server.iam.simulate;

import org.jspecify.annotations.NullMarked;
