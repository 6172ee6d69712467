package dev.keyward.cli;

/** What a server says of a request that it refused, in a line for people. */
final class ServerRefusal {

    private ServerRefusal() {}

    static String text(ServerClient.Answer answer) throws ServerException {
        try {
            return text(Fields.of(Json.parse(answer.body()), ""), answer);
        } catch (CaseException failure) {
            throw new ServerException(
                    "no answer of Keyward, status " + answer.status() + ": " + failure.getMessage(),
                    failure);
        }
    }

    static String text(Fields fields, ServerClient.Answer answer) throws CaseException {
        var code = fields.findText("__type").orElse("status " + answer.status());
        var message = fields.findText("message");
        if (message.isEmpty()) {
            message = fields.findText("Message"); // AWS spells it so where permission is missing
        }
        return message.map(text -> code + ": " + text).orElse(code);
    }
}
