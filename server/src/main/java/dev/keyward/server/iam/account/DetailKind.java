package dev.keyward.server.iam.account;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What GetAccountAuthorizationDetails tells of, in the order in which it does. */
enum DetailKind {
    USER("User", "UserDetailList"),
    GROUP("Group", "GroupDetailList"),
    ROLE("Role", "RoleDetailList"),
    LOCAL_POLICY("LocalManagedPolicy", "Policies"),
    AWS_POLICY("AWSManagedPolicy", "Policies");

    private final String filter;
    private final String member;

    DetailKind(String filter, String member) {
        this.filter = filter;
        this.member = member;
    }

    /** The member of the answer that it stands in. */
    String member() {
        return member;
    }

    /** Those that a request's filter names; all if it names none. */
    static Set<DetailKind> named(List<String> filter) {
        var all = EnumSet.allOf(DetailKind.class);
        if (!filter.isEmpty()) {
            all.removeIf(kind -> !filter.contains(kind.filter));
        }
        return all;
    }

    /** The members of an answer, each once. */
    static List<String> members() {
        return Arrays.stream(values()).map(DetailKind::member).distinct().toList();
    }
}
