package dev.keyward.server.iam.simulate;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/**
 * The condition keys that a simulated request is to bring. An entry of a list type is a key of several
 * values, however many it has; any other has one value.
 *
 * <p>Source: IAM API Reference, "ContextEntry".
 */
final class ContextEntries {

    private static final String LIST = "List";

    private ContextEntries() {}

    /**
     * Reads {@code ContextEntries}.
     *
     * @throws ServiceException {@code InvalidInput} if an entry lacks its name or its type, or has not
     *     as many values as its type says
     */
    static ContextKeys read(Struct input) {
        var keys = ContextKeys.builder();
        for (var entry : input.structs("ContextEntries")) {
            var name = required(entry, "ContextKeyName");
            var type = required(entry, "ContextKeyType");
            var values = entry.texts("ContextKeyValues");
            if (type.endsWith(LIST)) {
                keys.multiple(name, values);
            } else if (values.size() == 1) {
                keys.single(name, values.getFirst());
            } else {
                throw IamError.INVALID_INPUT.because("the context key " + name + " of type " + type
                        + " has " + values.size() + " values, not one");
            }
        }
        return keys.build();
    }

    private static String required(Struct entry, String member) {
        return entry.text(member)
                .orElseThrow(
                        () -> IamError.INVALID_INPUT.because("a context entry has no " + member));
    }
}
