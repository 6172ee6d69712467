package dev.keyward.server.sts;

import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Begins a session of a role: the role's trust policy must allow the caller, and what the session is
 * given (tags, a source identity) must be allowed beside. A role that does not exist is refused with
 * the words of one that does not trust the caller.
 *
 * <p>Source: STS API Reference, "AssumeRole"; IAM User Guide, "Pass session tags in AWS STS" and
 * "Monitor and control actions taken with assumed roles".
 */
final class AssumeRole implements Operation.Reading<AssumeRole.Request> {

    private final RoleSessions sessions;
    private final MfaCodes codes;

    AssumeRole(RoleSessions sessions, MfaCodes codes) {
        this.sessions = sessions;
        this.codes = codes;
    }

    record Request(
            AskedRole role,
            Optional<String> externalId,
            Optional<String> sourceIdentity,
            Optional<MultiFactor> multiFactor) {}

    @Override
    public String name() {
        return "AssumeRole";
    }

    @Override
    public Request read(Struct input) {
        if (input.has("ProvidedContexts")) {
            throw CommonError.UNSUPPORTED_OPERATION.because(
                    "Keyward does not serve ProvidedContexts yet");
        }
        return new Request(
                AskedRole.read(input, arn -> arn + " is invalid"),
                input.text("ExternalId"),
                input.text("SourceIdentity"),
                MultiFactor.read(input));
    }

    @Override
    public Optional<Consumer<Transaction>> missing(Request request, Call call, Snapshot snapshot) {
        return MultiFactor.use(request.multiFactor(), codes, call, snapshot);
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        if (call.caller().principal() instanceof Principal.Root) {
            throw CommonError.ACCESS_DENIED.because("Roles may not be assumed by root accounts.");
        }
        var begun = BegunSession.of(request, call);
        var keys = begun.keys(request.role()).single("sts:ExternalId", request.externalId());
        return begun.targets(
                "sts:AssumeRole",
                request.role().resource(snapshot),
                keys.build().with(MultiFactor.keys(request.multiFactor())));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var role = AskedRole.role(targets);
        request.role().requireWithin(role, call, snapshot);
        return sessions.begin(role, request.role(), BegunSession.of(request, call), call.now())
                .build();
    }
}
