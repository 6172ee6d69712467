/**
 * Key material that comes from elsewhere: how it is wrapped on its way ({@link
 * dev.keyward.server.kms.importing.Wrapping}), which of it a key takes, and what becomes of a key whose
 * material is gone ({@link dev.keyward.server.kms.importing.ImportedMaterials}).
 */
@NullMarked
package dev.keyward.server.kms.importing;

import org.jspecify.annotations.NullMarked;
