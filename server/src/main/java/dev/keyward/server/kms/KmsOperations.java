package dev.keyward.server.kms;

import dev.keyward.crypto.asymmetric.EcdhAgreement;
import dev.keyward.crypto.asymmetric.RsaEncryption;
import dev.keyward.crypto.asymmetric.Signing;
import dev.keyward.crypto.symmetric.AesGcmEnvelope;
import dev.keyward.crypto.symmetric.HmacKey;
import dev.keyward.server.kms.alias.CreateAlias;
import dev.keyward.server.kms.alias.DeleteAlias;
import dev.keyward.server.kms.alias.ListAliases;
import dev.keyward.server.kms.alias.UpdateAlias;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.Paging;
import dev.keyward.server.kms.common.Recipients;
import dev.keyward.server.kms.data.DataKeyPairs;
import dev.keyward.server.kms.data.DataKeys;
import dev.keyward.server.kms.data.Decrypt;
import dev.keyward.server.kms.data.Encrypt;
import dev.keyward.server.kms.data.GenerateDataKey;
import dev.keyward.server.kms.data.GenerateDataKeyPair;
import dev.keyward.server.kms.data.GenerateDataKeyPairWithoutPlaintext;
import dev.keyward.server.kms.data.GenerateDataKeyWithoutPlaintext;
import dev.keyward.server.kms.data.GenerateRandom;
import dev.keyward.server.kms.data.KeyCipher;
import dev.keyward.server.kms.data.ReEncrypt;
import dev.keyward.server.kms.grant.CreateGrant;
import dev.keyward.server.kms.grant.ListGrants;
import dev.keyward.server.kms.grant.ListRetirableGrants;
import dev.keyward.server.kms.grant.RetireGrant;
import dev.keyward.server.kms.grant.RevokeGrant;
import dev.keyward.server.kms.importing.DeleteImportedKeyMaterial;
import dev.keyward.server.kms.importing.GetParametersForImport;
import dev.keyward.server.kms.importing.ImportKeyMaterial;
import dev.keyward.server.kms.key.AwsManagedKeys;
import dev.keyward.server.kms.key.CancelKeyDeletion;
import dev.keyward.server.kms.key.CreateKey;
import dev.keyward.server.kms.key.DescribeKey;
import dev.keyward.server.kms.key.DisableKey;
import dev.keyward.server.kms.key.EnableKey;
import dev.keyward.server.kms.key.ListKeys;
import dev.keyward.server.kms.key.ScheduleKeyDeletion;
import dev.keyward.server.kms.key.UpdateKeyDescription;
import dev.keyward.server.kms.keypolicy.GetKeyPolicy;
import dev.keyward.server.kms.keypolicy.KeyPolicies;
import dev.keyward.server.kms.keypolicy.ListKeyPolicies;
import dev.keyward.server.kms.keypolicy.PutKeyPolicy;
import dev.keyward.server.kms.keystore.DescribeCustomKeyStores;
import dev.keyward.server.kms.multiregion.ReplicateKey;
import dev.keyward.server.kms.multiregion.UpdatePrimaryRegion;
import dev.keyward.server.kms.rotation.DisableKeyRotation;
import dev.keyward.server.kms.rotation.EnableKeyRotation;
import dev.keyward.server.kms.rotation.GetKeyRotationStatus;
import dev.keyward.server.kms.rotation.ListKeyRotations;
import dev.keyward.server.kms.rotation.RotateKeyOnDemand;
import dev.keyward.server.kms.rotation.Rotations;
import dev.keyward.server.kms.sign.DeriveSharedSecret;
import dev.keyward.server.kms.sign.GenerateMac;
import dev.keyward.server.kms.sign.GetPublicKey;
import dev.keyward.server.kms.sign.Macs;
import dev.keyward.server.kms.sign.Sign;
import dev.keyward.server.kms.sign.Signatures;
import dev.keyward.server.kms.sign.Verify;
import dev.keyward.server.kms.sign.VerifyMac;
import dev.keyward.server.kms.tag.ListResourceTags;
import dev.keyward.server.kms.tag.TagResource;
import dev.keyward.server.kms.tag.UntagResource;
import dev.keyward.server.kms.usage.GetKeyLastUsage;
import dev.keyward.server.service.Agreement;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.Service;
import dev.keyward.wire.model.ApiModel;

import java.util.ArrayList;
import java.util.List;

/** The operations of KMS that are served. The others of its API answer that they are not, yet. */
public final class KmsOperations {

    private KmsOperations() {}

    /**
     * KMS, ready to be called.
     *
     * @throws IllegalStateException if the operations, their table and the API model do not agree
     */
    public static Service service(KmsParts parts) {
        var model = ApiModel.load("kms");
        var table = KmsOperationsTable.load();
        var operations = all(table, parts);
        Agreement.require(model, operations, table.served());
        return Service.of("kms", model, operations).checking(parts.grantTokens()::check);
    }

    private static List<Operation<?>> all(KmsOperationsTable table, KmsParts parts) {
        var all = new ArrayList<Operation<?>>();
        all.addAll(ofCryptography(table, parts));
        all.addAll(ofKeys(table, parts));
        all.addAll(ofMaterials(table, parts));
        all.addAll(ofNamesAndPermissions(table, parts));
        return all;
    }

    private static List<Operation<?>> ofCryptography(KmsOperationsTable table, KmsParts parts) {
        var cipher = cipher(parts);
        var awsManaged = awsManaged(parts);
        var recipients =
                new Recipients(parts.attestationRoots(), parts.providers(), parts.random());
        var dataKeys = new DataKeys(parts.random(), cipher, recipients, awsManaged);
        var dataKeyPairs = new DataKeyPairs(parts.newMaterials(), cipher, recipients);
        var signatures = new Signatures(new Signing(parts.providers()), parts.opened());
        var macs = new Macs(new HmacKey(parts.providers()), parts.opened());
        return List.of(
                new Decrypt(table, cipher, recipients),
                new DeriveSharedSecret(
                        table, new EcdhAgreement(parts.providers()), parts.opened(), recipients),
                new Encrypt(table, cipher, awsManaged),
                GenerateDataKey.of(table, dataKeys),
                GenerateDataKeyPair.of(table, dataKeyPairs),
                GenerateDataKeyPairWithoutPlaintext.of(table, dataKeyPairs),
                GenerateDataKeyWithoutPlaintext.of(table, dataKeys),
                GenerateMac.of(table, macs),
                new GenerateRandom(table, parts.random(), recipients),
                GetPublicKey.of(table, parts.opened()),
                new ReEncrypt(table, cipher),
                Sign.of(table, signatures),
                Verify.of(table, signatures),
                VerifyMac.of(table, macs));
    }

    private static List<Operation<?>> ofKeys(KmsOperationsTable table, KmsParts parts) {
        var paging = new Paging(parts.markers());
        var policies = new KeyPolicies(parts.authorizer());
        return List.of(
                CancelKeyDeletion.of(table),
                new CreateKey(table, policies, parts.newMaterials(), parts.random()),
                new DescribeCustomKeyStores(table),
                new DescribeKey(table, awsManaged(parts)),
                DisableKey.of(table, parts.usage()),
                EnableKey.of(table),
                GetKeyLastUsage.of(table, parts.usage()),
                new ListKeys(table, paging),
                new ReplicateKey(table, policies, parts.regions()),
                new ScheduleKeyDeletion(table, parts.usage()),
                new UpdateKeyDescription(table),
                new UpdatePrimaryRegion(table, parts.regions()));
    }

    private static List<Operation<?>> ofMaterials(KmsOperationsTable table, KmsParts parts) {
        var rotations = new Rotations(parts.newMaterials());
        return List.of(
                new DeleteImportedKeyMaterial(table, parts.opened()),
                DisableKeyRotation.of(table),
                new EnableKeyRotation(table),
                GetKeyRotationStatus.of(table),
                new GetParametersForImport(table, parts.wrapping()),
                new ImportKeyMaterial(table, parts.wrapping(), parts.newMaterials()),
                new ListKeyRotations(table, new Paging(parts.markers())),
                new RotateKeyOnDemand(table, rotations));
    }

    private static List<Operation<?>> ofNamesAndPermissions(
            KmsOperationsTable table, KmsParts parts) {
        var paging = new Paging(parts.markers());
        return List.of(
                new CreateAlias(table),
                new CreateGrant(table, parts.grantTokens(), parts.random()),
                new DeleteAlias(table),
                GetKeyPolicy.of(table),
                new ListAliases(table, paging, awsManaged(parts)),
                new ListGrants(table, paging),
                ListKeyPolicies.of(table),
                new ListResourceTags(table, paging),
                new ListRetirableGrants(table, paging),
                new PutKeyPolicy(table, new KeyPolicies(parts.authorizer())),
                new RetireGrant(table, parts.grantTokens()),
                new RevokeGrant(table),
                new TagResource(table),
                new UntagResource(table),
                new UpdateAlias(table));
    }

    private static AwsManagedKeys awsManaged(KmsParts parts) {
        return new AwsManagedKeys(parts.sealing(), parts.random());
    }

    private static KeyCipher cipher(KmsParts parts) {
        return new KeyCipher(
                new AesGcmEnvelope(parts.providers(), parts.random()),
                new RsaEncryption(parts.providers()),
                parts.opened());
    }
}
