package dev.keyward.cli;

import dev.keyward.cli.OwnOperation.Asked;
import dev.keyward.cli.OwnOperation.Form;
import dev.keyward.cli.OwnOperation.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** The commands {@code keyward trust-anchor ...} and {@code keyward host-profile ...}: which hosts get credentials. */
final class HostCommands {

    private static final Member NAME =
            Member.required("Name", "--name", Form.TEXT, "What people call it.");
    private static final Member ANCHOR = Member.word("TrustAnchorId", "ID", "Which trust anchor.");
    private static final Member PROFILE = Member.word("HostProfileId", "ID", "Which profile.");
    private static final Member CERTIFICATES = Member.required(
            "Certificates",
            "--certificates",
            Form.FILE,
            "A PEM file with one or two certificates of authorities.");
    private static final Member NEW_CERTIFICATES = Member.optional(
            "Certificates", "--certificates", Form.FILE, "The same, to take their place.");
    private static final Member REVOCATIONS = Member.optional(
            "Revocations",
            "--revocations",
            Form.FILE,
            "A PEM file with certificate revocation lists.");
    private static final Member ENABLED =
            Member.optional("Enabled", "--enabled", Form.TRUTH, "true or false.");

    private static final List<Asked> OF_ANCHORS = List.of(
            new Asked(
                    "create",
                    "CreateTrustAnchor",
                    "Take the certificates of an authority as showing who a host is.",
                    List.of(NAME, CERTIFICATES, REVOCATIONS)),
            new Asked(
                    "update",
                    "UpdateTrustAnchor",
                    "Switch an anchor off or on, or replace its certificates or revocation lists.",
                    List.of(ANCHOR, ENABLED, NEW_CERTIFICATES, REVOCATIONS)),
            new Asked("list", "ListTrustAnchors", "List the anchors of the Region.", List.of()),
            new Asked("delete", "DeleteTrustAnchor", "Forget an anchor.", List.of(ANCHOR)));

    private static final List<Asked> OF_PROFILES = List.of(
            new Asked(
                    "create",
                    "CreateHostProfile",
                    "Say which roles hosts may have. It needs iam:PassRole for each of them, too.",
                    with(NAME, roles(Member.Use.REQUIRED), limits())),
            new Asked(
                    "update",
                    "UpdateHostProfile",
                    "Change what a profile allows; what is not given stays as it is.",
                    with(PROFILE, roles(Member.Use.OPTIONAL), withEnabled(limits()))),
            new Asked("list", "ListHostProfiles", "List the profiles of the Region.", List.of()),
            new Asked("delete", "DeleteHostProfile", "Forget a profile.", List.of(PROFILE)));

    private HostCommands() {}

    private static Member roles(Member.Use use) {
        return new Member(
                "RoleArns", "--role-arns", Form.LIST, use, "Their ARNs, with commas between.");
    }

    private static List<Member> limits() {
        return List.of(
                Member.optional(
                        "ManagedPolicyArns",
                        "--managed-policy-arns",
                        Form.LIST,
                        "Managed policies that limit every session, with commas between."),
                Member.optional(
                        "SessionPolicy",
                        "--session-policy",
                        Form.FILE,
                        "A file with a policy that limits every session."),
                Member.optional(
                        "DurationSeconds",
                        "--duration-seconds",
                        Form.NUMBER,
                        "How long a session lasts at most; 3600 if nothing says."),
                Member.optional(
                        "AcceptRoleSessionName",
                        "--accept-role-session-name",
                        Form.TRUTH,
                        "true if hosts may name their sessions, or false."));
    }

    private static List<Member> withEnabled(List<Member> members) {
        var all = new ArrayList<>(members);
        all.add(ENABLED);
        return all;
    }

    private static List<Member> with(Member first, Member second, List<Member> more) {
        var all = new ArrayList<>(List.of(first, second));
        all.addAll(more);
        return all;
    }

    static CommandSpec anchors(Streams streams, Environment environment) {
        return group(
                "trust-anchor",
                "Say whose certificates show who a host is.",
                OF_ANCHORS,
                asked -> OwnOperation.command(asked, streams, environment));
    }

    static CommandSpec profiles(Streams streams, Environment environment) {
        return group(
                "host-profile",
                "Say which roles hosts may have, and what limits their sessions.",
                OF_PROFILES,
                asked -> OwnOperation.command(asked, streams, environment));
    }

    private static CommandSpec group(
            String name,
            String description,
            List<Asked> commands,
            Function<Asked, CommandSpec> making) {
        var group = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
        group.usageMessage().description(description);
        for (var asked : commands) {
            group.addSubcommand(asked.name(), making.apply(asked));
        }
        return group;
    }
}
