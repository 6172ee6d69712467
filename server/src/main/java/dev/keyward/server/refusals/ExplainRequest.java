package dev.keyward.server.refusals;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.explain.ChangesText;
import dev.keyward.policy.explain.ExplanationText;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Explains why a call was not authorized, to those who administer the account of its caller or of its
 * resource. All others get the answer that they would get if there had been no such call.
 *
 * <p>Whoever was refused learns nothing by it but what a permission of its own lets it: the action is
 * {@code keyward:ExplainRequest}, on {@code *}, and identity policies decide.
 */
final class ExplainRequest implements Operation.Reading<ExplainRequest.Request> {

    private final RecentRefusals refusals;

    ExplainRequest(RecentRefusals refusals) {
        this.refusals = refusals;
    }

    record Request(String requestId) {}

    @Override
    public String name() {
        return "ExplainRequest";
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.requiredText("RequestId"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(
                new Target("keyward:ExplainRequest", new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        return refusals.find(request.requestId())
                .flatMap(refused ->
                        refused.seenBy(call.account()).map(view -> answer(refused, view)))
                .orElseThrow(() -> KeywardError.NOT_FOUND.because("no call of the id "
                        + request.requestId() + " was refused to this account, or for a resource of"
                        + " it, not long ago"));
    }

    private static Struct answer(RefusedCall refused, View view) {
        var shown = Shown.of(refused, view);
        var request = refused.question().request();
        var answer = Struct.builder()
                .put("RequestId", refused.requestId())
                .put("RequestTime", refused.time())
                .put("Operation", refused.operation())
                .put("View", view.name())
                .put("Principal", request.principal().arn())
                .put("Action", request.action())
                .put("Resource", request.resource())
                .putList("Layers", shown.layers().stream().map(LayerShapes::of).toList())
                .put("Text", text(refused, shown));
        if (view != View.RESOURCE) {
            answer.put("Message", refused.message()); // which may tell of the caller's policies
        }
        shown.refusal().ifPresent(refusal -> putRefusal(answer, refusal));
        return answer.build();
    }

    private static String text(RefusedCall refused, Shown shown) {
        return refused.operation() + " at " + refused.time().truncatedTo(ChronoUnit.SECONDS)
                + ", request " + refused.requestId() + "\n"
                + ExplanationText.of(refused.question().request(), shown.refusal(), shown.layers())
                + ChangesText.of(shown.changes());
    }

    private static void putRefusal(Struct.Builder answer, Decision.Denial refusal) {
        switch (refusal) {
            case Decision.ExplicitDeny deny ->
                answer.put("DeniedBy", LayerShapes.of(deny.source()));
            case Decision.ImplicitDeny deny ->
                answer.put("Missing", deny.missing().name());
        }
    }
}
