package dev.keyward.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AlignedTableTest {

    @Test
    void readsLinesInOrderAndLeavesRemarksOut() {
        var table = AlignedTable.parse("# remark\n\nB  one two  -\nA     three    four\n", 3);
        assertEquals(List.of("B", "A"), List.copyOf(table.lines().keySet()));
        assertEquals(List.of("B", "one two", "-"), table.lines().get("B"));
        assertEquals(List.of("one", "two"), AlignedTable.words("one two"));
        assertEquals(List.of(), AlignedTable.words("-"));
    }

    @Test
    void refusesADamagedPage() {
        assertThrows(IllegalStateException.class, () -> AlignedTable.parse("A  one", 3));
        assertThrows(IllegalStateException.class, () -> AlignedTable.parse("A  1\nA  2", 2));
        assertThrows(
                IllegalStateException.class,
                () -> AlignedTable.load(AlignedTableTest.class, "none.table", 2));
    }

    @Test
    void findsConditionKeysWithoutRegardToCaseAndByPrefix() {
        var listed = List.of("kms:RequestAlias", "kms:EncryptionContext:*");
        assertTrue(AlignedTable.lists(listed, "KMS:requestalias"));
        assertTrue(AlignedTable.lists(listed, "kms:encryptioncontext:AppName"));
        assertFalse(AlignedTable.lists(listed, "kms:RequestAliases"));
        assertFalse(AlignedTable.lists(listed, "kms:EncryptionContext"));
    }
}
