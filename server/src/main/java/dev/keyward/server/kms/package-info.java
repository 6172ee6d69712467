/**
 * AWS KMS. {@link dev.keyward.server.kms.KmsOperations} is the list of what is served, {@code
 * kms-operations.table} beside it says what each operation needs. The operations stand in one package
 * for each family, one file each; what they share stands in {@code common} and {@code material}.
 */
@NullMarked
package dev.keyward.server.kms;

import org.jspecify.annotations.NullMarked;
