package dev.keyward.server.kms.alias;

import dev.keyward.wire.Struct;

import java.util.function.UnaryOperator;

/** The request to make an alias lead to a key. */
record AliasRequest(String name, String targetKeyId) {

    /** Reads it; {@code nameCheck} refuses a name or answers with it. */
    static AliasRequest read(Struct input, UnaryOperator<String> nameCheck) {
        return new AliasRequest(
                nameCheck.apply(input.requiredText("AliasName")),
                input.requiredText("TargetKeyId"));
    }
}
