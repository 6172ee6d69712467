package dev.keyward.server.kms.common;

import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.OperationsTable;
import dev.keyward.server.service.Served;

import java.util.List;
import java.util.Set;

/**
 * What one operation needs, as its row of the operations table says.
 *
 * @param actions the IAM actions, for example {@code kms:Decrypt}; more than one only if the
 *     operation needs different ones
 * @param resources what is checked, in the table's words: {@code key}, {@code alias}, {@code *}
 * @param keyIdForms empty if the operation takes no KeyId
 * @param standardKeys some of the letters R, C and V
 * @param conditionKeys names; a {@code *} at the end stands for any end
 */
public record OperationRow(
        String operation,
        Served served,
        List<String> actions,
        String level,
        List<String> resources,
        String allowedBy,
        Target.Reach reach,
        Set<KeyIdForm> keyIdForms,
        String standardKeys,
        List<String> conditionKeys)
        implements OperationsTable.Row {

    static final String CALLER_ACCOUNT = "kms:CallerAccount";
    static final String VIA_SERVICE = "kms:ViaService";

    public OperationRow {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        keyIdForms = Set.copyOf(keyIdForms);
        conditionKeys = List.copyOf(conditionKeys);
    }

    /** The action of an operation that needs one only. */
    public String action() {
        if (actions.size() != 1) {
            throw new IllegalStateException(operation + " needs " + actions);
        }
        return actions.getFirst();
    }

    boolean bringsCallerAccount() {
        return standardKeys.contains("C");
    }

    boolean bringsViaService() {
        return standardKeys.contains("V");
    }

    @Override
    public boolean brings(String name) {
        return (bringsCallerAccount() && name.equalsIgnoreCase(CALLER_ACCOUNT))
                || (bringsViaService() && name.equalsIgnoreCase(VIA_SERVICE))
                || OperationsTable.Row.super.brings(name);
    }
}
