package dev.keyward.server.kms.common;

import dev.keyward.server.authorize.PrincipalNames;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.Grant.ContextConstraint;
import dev.keyward.server.model.Grant.Party;
import dev.keyward.wire.Struct;

/**
 * A grant as lists tell of it, without its tokens.
 *
 * <p>Source: KMS API Reference, "GrantListEntry".
 */
public final class GrantEntry {

    private GrantEntry() {}

    /** What a list tells, with the names that users and roles have now. */
    public static Struct of(Grant grant, PrincipalNames names) {
        var entry = Struct.builder()
                .put("KeyId", grant.keyArn().toString())
                .put("GrantId", grant.id())
                .put("Name", grant.name())
                .put("CreationDate", grant.created());
        putParty(entry, "Grantee", grant.grantee(), names);
        grant.retiring().ifPresent(retiring -> putParty(entry, "Retiring", retiring, names));
        entry.put("IssuingAccount", PrincipalNames.root(grant.issuingAccount()))
                .putTexts("Operations", grant.operations());
        if (grant.context().isPresent() || grant.sourceArn().isPresent()) {
            entry.put("Constraints", constraints(grant));
        }
        return entry.build();
    }

    private static void putParty(
            Struct.Builder entry, String role, Party party, PrincipalNames names) {
        switch (party.kind()) {
            case PRINCIPAL -> entry.put(role + "Principal", names.shown(party.name()));
            case SERVICE -> entry.put(role + "ServicePrincipal", party.name());
        }
    }

    /** The constraints as CreateGrant was asked for them. */
    static Struct constraints(Grant grant) {
        var constraints = Struct.builder();
        grant.context().ifPresent(context -> constraints.put(member(context), pairs(context)));
        return constraints.putText("SourceArn", grant.sourceArn()).build();
    }

    private static String member(ContextConstraint context) {
        return switch (context.rule()) {
            case EQUALS -> "EncryptionContextEquals";
            case SUBSET -> "EncryptionContextSubset";
        };
    }

    private static Struct pairs(ContextConstraint context) {
        var pairs = Struct.builder();
        context.pairs().forEach(pairs::put);
        return pairs.build();
    }
}
