package dev.keyward.wire.protocol;

import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Writes a document as a client of a query service does. */
final class FormText {

    private final List<String> parameters = new ArrayList<>();

    private FormText() {}

    static String of(Struct input) {
        var text = new FormText();
        input.members().forEach(text::add);
        return String.join("&", text.parameters);
    }

    private void add(String name, Document value) {
        switch (value) {
            case Struct struct -> {
                // A structure without members cannot be sent; an empty value stands for it.
                if (struct.members().isEmpty()) {
                    put(name, "");
                }
                struct.members().forEach((member, each) -> add(name + "." + member, each));
            }
            case Document.Items items -> {
                if (items.values().isEmpty()) {
                    put(name, "");
                }
                for (int i = 0; i < items.values().size(); i++) {
                    add(name + ".member." + (i + 1), items.values().get(i));
                }
            }
            case Document.Text text -> put(name, text.value());
            case Document.Numeric number -> put(name, number.value().toPlainString());
            case Document.Bool flag -> put(name, String.valueOf(flag.value()));
            case Document.Blob blob -> put(name, Base64.getEncoder().encodeToString(blob.value()));
            case Document.Time time -> put(name, time.value().toString());
        }
    }

    private void put(String name, String value) {
        parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
