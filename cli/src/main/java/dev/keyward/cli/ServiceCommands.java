package dev.keyward.cli;

import dev.keyward.cli.OwnOperation.Asked;
import dev.keyward.cli.OwnOperation.Form;
import dev.keyward.cli.OwnOperation.Member;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The commands {@code keyward service ...}: which services may call as services of AWS would. */
final class ServiceCommands {

    private static final Member PRINCIPAL =
            Member.word("ServicePrincipal", "SERVICE", "Its name, such as s3.amazonaws.com.");
    private static final Member REGIONS = Member.optional(
            "Regions", "--regions", Form.LIST, "Where it may call, with commas between.");

    private static final Asked REGISTER = new Asked(
            "register",
            "RegisterService",
            "Register a service, and print its first access key. The secret is shown once.",
            List.of(
                    PRINCIPAL,
                    REGIONS,
                    Member.optional(
                            "SigningName",
                            "--signing-name",
                            Form.TEXT,
                            "What requests to it are signed for, if not the beginning of its name.")));

    private static final Asked UPDATE = new Asked(
            "update",
            "UpdateService",
            "Let a service call or not, and say where. It holds for the next request.",
            List.of(
                    PRINCIPAL,
                    REGIONS,
                    Member.optional("Status", "--status", Form.TEXT, "ENABLED or DISABLED.")));

    private static final Asked LIST =
            new Asked("list", "ListServices", "List the registered services.", List.of());

    private static final Asked CREATE_KEY = new Asked(
            "create-key",
            "CreateServiceKey",
            "Make another access key of a service, to take the place of the one that it has.",
            List.of(PRINCIPAL));

    private static final Asked DELETE_KEY = new Asked(
            "delete-key",
            "DeleteServiceKey",
            "Delete an access key of a service.",
            List.of(
                    PRINCIPAL,
                    Member.required("AccessKeyId", "--access-key-id", Form.TEXT, "Which key.")));

    private static final Asked DEREGISTER = new Asked(
            "deregister",
            "DeregisterService",
            "Forget a service with its access keys.",
            List.of(PRINCIPAL));

    private ServiceCommands() {}

    static CommandSpec group(Streams streams, Environment environment) {
        var group = CommandSpec.create().name("service").mixinStandardHelpOptions(true);
        group.usageMessage()
                .description(
                        "Register services that may call for themselves and for their users, and"
                                + " say where. Only the account that the server began with may.");
        for (var asked : List.of(REGISTER, UPDATE, LIST, CREATE_KEY, DELETE_KEY, DEREGISTER)) {
            group.addSubcommand(asked.name(), OwnOperation.command(asked, streams, environment));
        }
        return group;
    }
}
