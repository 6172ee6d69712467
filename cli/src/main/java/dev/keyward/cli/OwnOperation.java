package dev.keyward.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command that calls one operation of Keyward's own service, and prints what it answers as JSON. */
final class OwnOperation implements Callable<Integer> {

    private static final int MOST_FILE_BYTES = 1 << 20;

    private final Asked asked;
    private final Streams streams;
    private final Environment environment;
    private CommandSpec command = CommandSpec.create();

    private OwnOperation(Asked asked, Streams streams, Environment environment) {
        this.asked = asked;
        this.streams = streams;
        this.environment = environment;
    }

    /** How a member of the input is written on the command line. */
    enum Form {
        /** The one word without a name. */
        WORD,
        TEXT,
        NUMBER,
        /** Commas between. */
        LIST,
        /** The text of a file. */
        FILE,
        /** True or false, in a word. */
        TRUTH
    }

    /**
     * A member of the operation's input.
     *
     * @param option what it is called on the command line, for example {@code --regions}
     */
    record Member(String name, String option, Form form, Use use, String description) {

        /** Whether it may be left out. */
        enum Use {
            REQUIRED,
            OPTIONAL
        }

        static Member word(String name, String label, String description) {
            return new Member(name, label, Form.WORD, Use.REQUIRED, description);
        }

        static Member required(String name, String option, Form form, String description) {
            return new Member(name, option, form, Use.REQUIRED, description);
        }

        static Member optional(String name, String option, Form form, String description) {
            return new Member(name, option, form, Use.OPTIONAL, description);
        }
    }

    /** Which operation, and what it takes. */
    record Asked(String name, String operation, String description, List<Member> members) {

        Asked {
            members = List.copyOf(members);
        }
    }

    static CommandSpec command(Asked asked, Streams streams, Environment environment) {
        var running = new OwnOperation(asked, streams, environment);
        var command = CommandSpec.wrapWithoutInspection(running)
                .name(asked.name())
                .mixinStandardHelpOptions(true);
        command.usageMessage()
                .description(
                        asked.description(),
                        "It needs keyward:" + asked.operation()
                                + ". Exits with 0, 1 if the server refuses, 2 if it cannot be asked.");
        for (var member : asked.members()) {
            add(command, member);
        }
        ServerOptions.add(command);
        running.command = command;
        return command;
    }

    private static void add(CommandSpec command, Member member) {
        switch (member.form()) {
            case WORD ->
                command.addPositional(PositionalParamSpec.builder()
                        .paramLabel(member.option())
                        .index("0")
                        .required(true)
                        .type(String.class)
                        .description(member.description())
                        .build());
            case TEXT, NUMBER, LIST, FILE, TRUTH ->
                command.addOption(CommandOptions.text(member.option(), member.description())
                        .required(member.use() == Member.Use.REQUIRED)
                        .build());
        }
    }

    @Override
    public Integer call() {
        var err = command.commandLine().getErr();
        try {
            var answer =
                    ServerOptions.client(command, environment).call(asked.operation(), input());
            if (!answer.isGood()) {
                err.println("keyward: " + Failure.printable(ServerRefusal.text(answer)));
                return ExplainRequest.REFUSED;
            }
            command.commandLine().getOut().println(answer.body());
            return ExplainRequest.EXPLAINED;
        } catch (ServerException failure) {
            err.println("keyward: " + Failure.printable(String.valueOf(failure.getMessage())));
        } catch (InvalidPathException failure) {
            err.println("keyward: " + Failure.of(failure));
        }
        return ExplainRequest.NOT_ASKED;
    }

    private String input() throws ServerException {
        asked.members().forEach(this::check);
        var texts = new HashMap<String, String>();
        for (var member : asked.members()) {
            var value = value(member);
            if (value.isPresent()) {
                texts.put(
                        member.name(),
                        member.form() == Form.FILE ? read(value.get()) : value.get());
            }
        }
        return Json.written(json -> {
            json.writeStartObject();
            for (var member : asked.members()) {
                var text = texts.get(member.name());
                if (text != null) {
                    json.writeFieldName(member.name());
                    write(member.form(), text, json);
                }
            }
            json.writeEndObject();
        });
    }

    private void check(Member member) {
        var what = switch (member.form()) {
            case NUMBER -> Optional.of(new Wanted("[0-9]{1,9}", "a whole number"));
            case TRUTH -> Optional.of(new Wanted("true|false", "true or false"));
            case WORD, TEXT, LIST, FILE -> Optional.<Wanted>empty();
        };
        if (what.isPresent()
                && value(member)
                        .filter(text -> !text.matches(what.get().form()))
                        .isPresent()) {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    member.option() + " is not " + what.get().words());
        }
    }

    private record Wanted(String form, String words) {}

    private Optional<String> value(Member member) {
        return switch (member.form()) {
            case WORD ->
                Optional.ofNullable(command.positionalParameters().getFirst().getValue());
            case TEXT, NUMBER, LIST, FILE, TRUTH -> ServerOptions.value(command, member.option());
        };
    }

    private String read(String file) throws ServerException {
        try {
            return streams.read(file, MOST_FILE_BYTES);
        } catch (IOException failure) {
            throw new ServerException(file + ": " + Failure.of(failure), failure);
        }
    }

    private static void write(Form form, String text, JsonGenerator json) throws IOException {
        switch (form) {
            case WORD, TEXT, FILE -> json.writeString(text);
            case NUMBER -> json.writeNumber(Integer.parseInt(text));
            case TRUTH -> json.writeBoolean(Boolean.parseBoolean(text));
            case LIST -> {
                json.writeStartArray();
                for (var part : text.split(",", -1)) {
                    json.writeString(part.strip());
                }
                json.writeEndArray();
            }
        }
    }
}
