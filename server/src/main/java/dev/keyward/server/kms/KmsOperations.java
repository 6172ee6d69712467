package dev.keyward.server.kms;

import dev.keyward.crypto.symmetric.AesGcmEnvelope;
import dev.keyward.server.kms.alias.CreateAlias;
import dev.keyward.server.kms.alias.DeleteAlias;
import dev.keyward.server.kms.alias.ListAliases;
import dev.keyward.server.kms.alias.UpdateAlias;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.Paging;
import dev.keyward.server.kms.data.DataKeys;
import dev.keyward.server.kms.data.Decrypt;
import dev.keyward.server.kms.data.Encrypt;
import dev.keyward.server.kms.data.GenerateDataKey;
import dev.keyward.server.kms.data.GenerateDataKeyWithoutPlaintext;
import dev.keyward.server.kms.data.GenerateRandom;
import dev.keyward.server.kms.data.KeyCipher;
import dev.keyward.server.kms.data.ReEncrypt;
import dev.keyward.server.kms.key.CancelKeyDeletion;
import dev.keyward.server.kms.key.CreateKey;
import dev.keyward.server.kms.key.DescribeKey;
import dev.keyward.server.kms.key.DisableKey;
import dev.keyward.server.kms.key.EnableKey;
import dev.keyward.server.kms.key.GetKeyRotationStatus;
import dev.keyward.server.kms.key.ListKeys;
import dev.keyward.server.kms.key.ScheduleKeyDeletion;
import dev.keyward.server.kms.key.UpdateKeyDescription;
import dev.keyward.server.kms.keypolicy.GetKeyPolicy;
import dev.keyward.server.kms.keypolicy.KeyPolicies;
import dev.keyward.server.kms.keypolicy.ListKeyPolicies;
import dev.keyward.server.kms.keypolicy.PutKeyPolicy;
import dev.keyward.server.kms.tag.ListResourceTags;
import dev.keyward.server.kms.tag.TagResource;
import dev.keyward.server.kms.tag.UntagResource;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.Service;
import dev.keyward.wire.model.ApiModel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The operations of KMS that are served. The others of its API answer that they are not, yet. */
public final class KmsOperations {

    private KmsOperations() {}

    /**
     * KMS, ready to be called.
     *
     * @throws IllegalStateException if the operations table does not have exactly the operations of
     *     the API: a broken build
     */
    public static Service service(KmsParts parts) {
        var model = ApiModel.load("kms");
        var table = KmsOperationsTable.load();
        requireSame(Set.copyOf(table.operations()), model.operations().keySet());
        return Service.of("kms", model, all(table, parts));
    }

    private static void requireSame(Set<String> inTable, Set<String> inModel) {
        if (!inTable.equals(inModel)) {
            var onlyInTable = new HashSet<>(inTable);
            onlyInTable.removeAll(inModel);
            var onlyInModel = new HashSet<>(inModel);
            onlyInModel.removeAll(inTable);
            throw new IllegalStateException("only in the operations table: " + onlyInTable
                    + "; only in the API model: " + onlyInModel);
        }
    }

    private static List<Operation<?>> all(KmsOperationsTable table, KmsParts parts) {
        var paging = new Paging(parts.markers());
        var policies = new KeyPolicies(parts.authorizer());
        var cipher = new KeyCipher(
                new AesGcmEnvelope(parts.providers(), parts.random()), parts.opened());
        var dataKeys = new DataKeys(parts.random(), cipher);
        return List.of(
                CancelKeyDeletion.of(table),
                new CreateAlias(table),
                new CreateKey(table, policies, parts.sealing(), parts.random()),
                new Decrypt(table, cipher),
                new DeleteAlias(table),
                DescribeKey.of(table),
                DisableKey.of(table),
                EnableKey.of(table),
                new Encrypt(table, cipher),
                GenerateDataKey.of(table, dataKeys),
                GenerateDataKeyWithoutPlaintext.of(table, dataKeys),
                new GenerateRandom(table, parts.random()),
                GetKeyPolicy.of(table),
                GetKeyRotationStatus.of(table),
                new ListAliases(table, paging),
                ListKeyPolicies.of(table),
                new ListKeys(table, paging),
                new ListResourceTags(table, paging),
                new PutKeyPolicy(table, policies),
                new ReEncrypt(table, cipher),
                new ScheduleKeyDeletion(table),
                new TagResource(table),
                new UntagResource(table),
                new UpdateAlias(table),
                new UpdateKeyDescription(table));
    }
}
