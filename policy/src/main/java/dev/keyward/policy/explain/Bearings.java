package dev.keyward.policy.explain;

import dev.keyward.policy.Principal;
import dev.keyward.policy.decide.Question;

/** Says of each layer what it has to do with the decision. */
final class Bearings {

    private final Question question;
    private final PlainRules rules;

    Bearings(Question question, PlainRules rules) {
        this.question = question;
        this.rules = rules;
    }

    ExplainedLayer judge(ExplainedLayer layer) {
        return layer.isHeard() ? layer.bearing(of(layer)) : layer;
    }

    private Bearing of(ExplainedLayer layer) {
        var present = layer.word() != Word.NOT_PRESENT;
        return switch (layer.kind()) {
            case RESOURCE_CONTROL, SERVICE_CONTROL, VPC_ENDPOINT ->
                present ? Bearing.CEILING : Bearing.NONE;
            case KEY_POLICY, TRUST -> ofResource(present);
            case GRANT -> {
                if (rules.isOutOfReach()) {
                    yield Bearing.OUT_OF_REACH;
                }
                yield present ? Bearing.STANDS_IN : Bearing.NONE;
            }
            case IDENTITY -> ofIdentity();
            case PERMISSIONS_BOUNDARY -> present ? ofCap() : Bearing.NONE;
            case SESSION -> {
                // A federated user has what its session policies allow, also if there are none.
                var federated = question.request().principal() instanceof Principal.FederatedUser;
                yield present || federated ? ofCap() : Bearing.NONE;
            }
        };
    }

    private Bearing ofResource(boolean present) {
        if (rules.isOutOfReach()) {
            return Bearing.OUT_OF_REACH;
        }
        if (question.rule() instanceof Question.OfAccount && !question.request().isForeign()) {
            return present ? Bearing.STANDS_IN : Bearing.NONE;
        }
        return Bearing.GUARDS;
    }

    private Bearing ofIdentity() {
        if (rules.callerIsRoot()) {
            return Bearing.ROOT;
        }
        var foreign = question.request().isForeign();
        var notNeeded = foreign
                ? !(question.rule() instanceof Question.OfAccount)
                        && rules.grantInPersonOrAs().isPresent()
                : rules.isNamedInPerson() || rules.isNamedAsWhatItActs();
        return notNeeded ? Bearing.NOT_NEEDED : Bearing.GIVES;
    }

    private Bearing ofCap() {
        var spared = !question.request().isForeign()
                && (rules.isNamedInPerson() || rules.callerIsRoot());
        return spared ? Bearing.SPARED : Bearing.CAP;
    }
}
