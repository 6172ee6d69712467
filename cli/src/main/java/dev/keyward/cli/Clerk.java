package dev.keyward.cli;

import java.util.Optional;

/** Answers lines of a batch in writing. Safe for use by many threads. */
final class Clerk {

    private final Batch.Options options;
    private final CaseReader reader;

    Clerk(Batch.Options options, Documents documents) {
        this.options = options;
        this.reader = new CaseReader(documents);
    }

    /** An answer in writing; {@code problem} says why it is none, and is empty if it is one. */
    record Written(String text, boolean passes, String problem) {}

    /** The answer to a line, be it a case or not. */
    Written answer(Lines.Line line) {
        var id = Optional.<String>empty();
        try {
            if (!line.problem().isEmpty()) {
                throw new CaseException(line.problem());
            }
            var json = Json.parse(line.text());
            id = CaseReader.findId(json);
            var answer = Answer.to(reader.read(json), options.explain());
            return new Written(Json.written(answer::write), answer.passes(), "");
        } catch (CaseException refused) {
            return refused(line, id, refused);
        }
    }

    /** The answer to a line that is no case. */
    Written refused(Lines.Line line, Optional<String> id, CaseException refused) {
        var text = Json.written(json -> {
            json.writeStartObject();
            if (id.isPresent()) {
                json.writeStringField("id", id.get());
            }
            json.writeNumberField("line", line.number());
            json.writeStringField("error", refused.getMessage());
            json.writeBooleanField("pass", false);
            json.writeEndObject();
        });
        var problem = options.name() + ":" + line.number() + ": " + refused.getMessage();
        return new Written(text, false, Failure.printable(problem));
    }
}
