package dev.keyward.server.kms.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.authorize.Target;
import dev.keyward.wire.model.ApiModel;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KmsOperationsTableTest {

    private static final KmsOperationsTable TABLE = KmsOperationsTable.load();

    @Test
    void hasExactlyTheOperationsOfTheApi() {
        assertEquals(ApiModel.load("kms").operations().keySet(), new HashSet<>(TABLE.operations()));
    }

    @Test
    void readsARowWithEveryKindOfField() {
        var row = TABLE.row("ReEncrypt");
        assertEquals(List.of("kms:ReEncryptFrom", "kms:ReEncryptTo"), row.actions());
        assertEquals(List.of("key", "key"), row.resources());
        assertEquals("key-policy", row.allowedBy());
        assertEquals(Target.Reach.OTHER_ACCOUNTS, row.reach());
        assertEquals(EnumSet.allOf(KeyIdForm.class), row.keyIdForms());
        assertEquals("RCV", row.standardKeys());
    }

    @Test
    void readsARowWithAsFewAsThereCanBe() {
        var row = TABLE.row("ListKeys");
        assertEquals("kms:ListKeys", row.action());
        assertEquals(Set.of(), row.keyIdForms());
        assertEquals("", row.standardKeys());
        assertEquals(List.of(), row.conditionKeys());
    }

    @Test
    void hasOneActionLessThanIamKnowsBecauseOneHasNoOperation() {
        var actions = new HashSet<String>();
        TABLE.rows().forEach(row -> actions.addAll(row.actions()));
        // kms:SynchronizeMultiRegionKey is the 56th.
        assertEquals(55, actions.size());
    }

    @Test
    void matchesConditionKeysWithoutRegardToCaseAndByPrefix() {
        var row = TABLE.row("Encrypt");
        assertTrue(row.brings("kms:encryptioncontext:AppName"));
        assertTrue(row.brings("KMS:RequestAlias"));
        assertTrue(row.brings("kms:CallerAccount"));
        assertFalse(row.brings("kms:EncryptionContex"));
        assertFalse(TABLE.row("GenerateRandom").brings("kms:CallerAccount"));
    }

    @Test
    void acceptsOnlyWhatTheApiNames() {
        for (var row : TABLE.rows()) {
            for (var key : row.conditionKeys()) {
                assertTrue(key.matches("(kms|aws):[A-Za-z0-9]+(/\\*|:\\*)?"), key);
            }
            assertTrue(row.standardKeys().matches("R?C?V?"), row.operation());
            assertTrue(
                    Set.of("iam", "key-policy", "iam+key-policy", "key-policy+iam", "grant+iam")
                            .contains(row.allowedBy()),
                    row.operation());
        }
    }

    @Test
    void refusesADamagedTable() {
        assertThrows(
                IllegalStateException.class,
                () -> KmsOperationsTable.parse("A  yes  =  write  key"));
        var row = "A  yes  =  write  key  iam  no  id  RCV  -\n";
        assertThrows(IllegalStateException.class, () -> KmsOperationsTable.parse(row + row));
        assertThrows(
                IllegalStateException.class,
                () -> KmsOperationsTable.parse(row.replace("  id  ", "  name  ")));
        assertThrows(
                IllegalStateException.class,
                () -> KmsOperationsTable.parse(row.replace("  no  ", "  maybe  ")));
        assertThrows(IllegalStateException.class, () -> TABLE.row("NoSuchOperation"));
    }
}
