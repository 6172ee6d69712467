package dev.keyward.server.kms;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.attestation.AttestationRoots;
import dev.keyward.crypto.wrap.KeyMaterials;
import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.kms.common.GrantTokens;
import dev.keyward.server.kms.importing.Wrapping;
import dev.keyward.server.kms.material.NewMaterials;
import dev.keyward.server.kms.material.OpenedMaterials;
import dev.keyward.server.kms.usage.UsageTracking;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.server.service.Markers;

import java.util.Optional;

/**
 * What the KMS operations are built from.
 *
 * @param sealing seals key material for storage
 * @param opened shared with {@link dev.keyward.server.kms.key.KeyDeletion}, which drops what it deletes
 * @param usage told of every call by {@link dev.keyward.server.service.ServiceCalls}
 * @param attestationRoots whose word on attested environments is believed, if there are any
 */
public record KmsParts(
        Providers providers,
        RandomSource random,
        KeyMaterials sealing,
        NewMaterials newMaterials,
        OpenedMaterials opened,
        UsageTracking usage,
        Wrapping wrapping,
        Markers markers,
        GrantTokens grantTokens,
        Authorizer authorizer,
        ServedRegions regions,
        Optional<AttestationRoots> attestationRoots) {}
