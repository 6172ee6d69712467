package dev.keyward.server.main;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was written, setting by setting, with the place where it was: a flag wins over the
 * environment, and the environment over the file. Any name that is no setting's is refused.
 */
final class GivenSettings {

    /** Flag and environment variable that name the file; a file cannot name another. */
    static final String FILE_FLAG = "--config";

    static final String FILE_VARIABLE = "KEYWARD_CONFIG";

    private final Map<Setting, Given> given;

    private GivenSettings(Map<Setting, Given> given) {
        this.given = given;
    }

    /** The text of a setting and the place where it was written, in words. */
    record Given(Setting setting, String text, String place) {

        /** The refusal of this value; a secret's is not repeated. */
        SettingsException refused() {
            var value =
                    setting.isSecret() ? "has a value that cannot be used" : "is `" + text + "`";
            return new SettingsException(place + " " + value + ", but must be " + setting.form());
        }

        @Override
        public String toString() {
            return place;
        }
    }

    /**
     * Merges the three places.
     *
     * @param flags by flag, for example {@code --port}
     * @throws SettingsException if a name is no setting's, or the file cannot be read
     */
    static GivenSettings of(Map<String, String> flags, Map<String, String> environment) {
        var variables = new HashMap<>(environment);
        variables.keySet().removeIf(name -> !name.startsWith(Setting.ENVIRONMENT_PREFIX));
        var file = Optional.ofNullable(flags.get(FILE_FLAG))
                .or(() -> Optional.ofNullable(variables.get(FILE_VARIABLE)));

        var given = new EnumMap<Setting, Given>(Setting.class);
        file.ifPresent(path -> take(given, readFile(path), Setting::key, List.of(), path + ": "));
        take(given, variables, Setting::variable, List.of(FILE_VARIABLE), "");
        take(given, flags, Setting::flag, List.of(FILE_FLAG), "");
        return new GivenSettings(given);
    }

    private static void take(
            Map<Setting, Given> given,
            Map<String, String> written,
            Function<Setting, String> nameOf,
            Collection<String> others,
            String where) {
        var settings = new LinkedHashMap<String, Setting>();
        Arrays.stream(Setting.values())
                .forEach(setting -> settings.put(nameOf.apply(setting), setting));
        written.forEach((name, text) -> {
            var setting = settings.get(name);
            if (setting != null) {
                given.put(setting, new Given(setting, text, where + name));
            } else if (!others.contains(name)) {
                throw unknown(where, name, settings.keySet());
            }
        });
    }

    /** The refusal of a flag that is no setting's. */
    static SettingsException unknownFlag(String name) {
        var flags = Arrays.stream(Setting.values())
                .filter(setting -> !setting.isSecret())
                .map(Setting::flag)
                .toList();
        return unknown("", name, flags);
    }

    private static SettingsException unknown(String where, String name, Collection<String> names) {
        var hint = Nearest.to(name, names)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; the settings are " + String.join(", ", names));
        return new SettingsException(where + name + " is not a setting" + hint);
    }

    private static Map<String, String> readFile(String path) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(path));
        } catch (java.io.IOException | InvalidPathException e) {
            throw new SettingsException("cannot read the settings file " + path + ": " + e);
        }
        var settings = new LinkedHashMap<String, String>();
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var where = path + ", line " + (index + 1);
            var equals = line.indexOf('=');
            if (equals < 1) {
                throw new SettingsException(where + " is not of the form name = value");
            }
            var name = line.substring(0, equals).strip();
            if (settings.put(name, line.substring(equals + 1).strip()) != null) {
                throw new SettingsException(where + " gives " + name + " a second time");
            }
        }
        return settings;
    }

    /**
     * Lets two settings pass that are both given, or both not.
     *
     * @throws SettingsException if one is given without the other
     */
    void requireBothOrNeither(Setting one, Setting other) {
        if (find(one).isPresent() != find(other).isPresent()) {
            var present = find(one).or(() -> find(other)).orElseThrow();
            var missing = present.setting() == one ? other : one;
            throw new SettingsException(
                    present + " is given without " + missing.key() + "; give both or neither");
        }
    }

    /** Whether anything was written for {@code setting}. */
    boolean isGiven(Setting setting) {
        return given.containsKey(setting);
    }

    /** What was written for {@code setting}, or its default. */
    Optional<Given> find(Setting setting) {
        return Optional.ofNullable(given.get(setting))
                .or(() -> setting.defaultText()
                        .map(text -> new Given(setting, text, "the default of " + setting.key())));
    }

    /** The value of a setting that has a default. */
    <T> T get(Setting setting, Function<String, Optional<T>> parse) {
        return find(setting, parse)
                .orElseThrow(() -> new IllegalStateException(setting + " has no default"));
    }

    /**
     * The value of {@code setting}, if it was given or has a default.
     *
     * @param parse answers nothing for a text that is not of the setting's form
     * @throws SettingsException if it is not of that form
     */
    <T> Optional<T> find(Setting setting, Function<String, Optional<T>> parse) {
        return find(setting).map(found -> parse.apply(found.text()).orElseThrow(found::refused));
    }
}
