package dev.keyward.server.kms.alias;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.function.UnaryOperator;

/** The request to make an alias lead to a key. */
record AliasRequest(String name, String targetKeyId) {

    /**
     * Reads it; {@code nameCheck} refuses a name or answers with it.
     *
     * @throws ServiceException {@code ValidationException} if the alias is to lead to an alias
     */
    static AliasRequest read(Struct input, UnaryOperator<String> nameCheck) {
        var name = nameCheck.apply(input.requiredText("AliasName"));
        var target = input.requiredText("TargetKeyId");
        if (target.startsWith("alias/") || target.contains(":alias/")) {
            throw CommonError.VALIDATION.because("Aliases must refer to keys. Not aliases");
        }
        return new AliasRequest(name, target);
    }
}
