package dev.keyward.server.main;

/** The text of docs/reference/settings.md. */
final class SettingsPage {

    private SettingsPage() {}

    static String text() {
        var page = new StringBuilder("""
                # Settings of `keyward serve`

                A setting is given by a flag, an environment variable or a line of the file that `--config FILE`
                or `KEYWARD_CONFIG` names; the first of them in this order wins. A file has lines of the form
                `name = value`; `#` begins a comment. An unknown name or a bad value ends the start, with exit
                code 2 and a sentence. Secrets have no flag, since any user of a machine can read the arguments of
                its processes.

                This page is written by `SettingsTest` from the settings themselves.
                """);
        for (var setting : Setting.values()) {
            page.append("\n## ").append(setting.key()).append("\n\n");
            page.append(setting.doc()).append("\n\n");
            page.append("- Must be ").append(setting.form()).append('.').append('\n');
            page.append(setting.defaultText()
                    .map(text -> "- Default: `" + text + "`.\n")
                    .orElse("- No default.\n"));
            page.append("- ");
            if (!setting.isSecret()) {
                page.append('`').append(setting.flag()).append("`, ");
            }
            page.append('`')
                    .append(setting.variable())
                    .append("`, `")
                    .append(setting.key())
                    .append(" = ...`\n");
        }
        return page.toString();
    }
}
