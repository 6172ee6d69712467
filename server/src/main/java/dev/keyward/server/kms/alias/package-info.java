/** Aliases: CreateAlias, UpdateAlias, DeleteAlias, ListAliases. */
@NullMarked
package dev.keyward.server.kms.alias;

import org.jspecify.annotations.NullMarked;
