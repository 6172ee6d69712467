/**
 * What users, groups and roles have alike: they are listed by path, and users and groups get other
 * names and paths.
 */
@NullMarked
package dev.keyward.server.iam.owner;

import org.jspecify.annotations.NullMarked;
