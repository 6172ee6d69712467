package dev.keyward.wire.protocol;

import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.Shape;
import dev.keyward.wire.model.StructureShape;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Writes a document as a client of a query service does, or a client of EC2. */
final class FormText {

    private final List<String> parameters = new ArrayList<>();

    private FormText() {}

    static String of(Struct input) {
        var text = new FormText();
        input.members().forEach(text::add);
        return String.join("&", text.parameters);
    }

    static String ofEc2(StructureShape shape, Struct input) {
        var text = new FormText();
        text.addMembers("", shape, input);
        return String.join("&", text.parameters);
    }

    private void addMembers(String prefix, StructureShape shape, Struct input) {
        input.members().forEach((name, value) -> {
            var member = shape.member(name).orElseThrow();
            addShaped(prefix + member.parameterName(), member.shape(), value);
        });
    }

    private void addShaped(String name, Shape shape, Document value) {
        switch (shape) {
            case StructureShape structure -> {
                if (((Struct) value).members().isEmpty()) {
                    put(name, "");
                }
                addMembers(name + ".", structure, (Struct) value);
            }
            case Shape.ListShape list -> {
                var values = ((Document.Items) value).values();
                if (values.isEmpty()) {
                    put(name, "");
                }
                for (int i = 0; i < values.size(); i++) {
                    addShaped(name + "." + (i + 1), list.element().shape(), values.get(i));
                }
            }
            case Shape.MapShape map -> throw new IllegalArgumentException(map.name());
            case Shape.Simple _ -> add(name, value);
        }
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
