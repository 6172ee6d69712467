package dev.keyward.cli;

import picocli.CommandLine.Model.OptionSpec;

/** An option of a command, in one of the two forms that there are: with a value, and without. */
final class CommandOptions {

    private CommandOptions() {}

    static OptionSpec.Builder text(String name, String description) {
        return OptionSpec.builder(name).type(String.class).arity("1").description(description);
    }

    static OptionSpec.Builder flag(String name, String description) {
        return OptionSpec.builder(name).type(boolean.class).arity("0").description(description);
    }
}
