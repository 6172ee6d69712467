package dev.keyward.server.iam.tag;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** ListUserTags, ListRoleTags and their kin, one for each kind. */
final class ListEntityTags implements Operation.Reading<ListEntityTags.Request> {

    private final TaggedKind kind;
    private final Paging paging;

    ListEntityTags(TaggedKind kind, Paging paging) {
        this.kind = kind;
        this.paging = paging;
    }

    record Request(TaggedRef entity, Paging.Asked asked) {}

    @Override
    public String name() {
        return "List" + kind.word() + "Tags";
    }

    @Override
    public Request read(Struct input) {
        return new Request(kind.read(input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.entity().target(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var entity = request.entity().get(call, snapshot);
        var window = paging.open(name(), call, request.asked(), entity.id());
        var page = window.slice(Tags.describe(entity.tags()), this::sortKey);
        return window.answer("Tags", page, tag -> tag).build();
    }

    /** IAM lists the tags of a policy by length first, the others by the alphabet. */
    private String sortKey(Struct tag) {
        var key = tag.requiredText("Key");
        return switch (kind) {
            case USER,
                    ROLE,
                    SAML_PROVIDER,
                    OIDC_PROVIDER,
                    SERVER_CERTIFICATE,
                    MFA_DEVICE,
                    INSTANCE_PROFILE -> key;
            case POLICY -> "%03d".formatted(key.length()) + key;
        };
    }
}
