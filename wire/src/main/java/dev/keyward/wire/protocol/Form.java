package dev.keyward.wire.protocol;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.HttpRequest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a query request: those of the query string, then those of a form in the body. Of
 * two with the same name the first counts, as in AWS.
 *
 * <p>Limits: {@value #MAX_PARAMETERS} parameters.
 */
final class Form {

    private static final int MAX_PARAMETERS = 16_384;

    private final Map<String, String> parameters = new LinkedHashMap<>();

    private Form() {}

    /**
     * Reads the parameters of {@code request}. A body counts only if its content type says that it is
     * a form.
     *
     * @throws dev.keyward.wire.ServiceException {@code MalformedQueryString} if a percent escape is
     *     broken, the bytes are not UTF-8 or there are too many parameters
     */
    static Form of(HttpRequest request) {
        var form = new Form();
        form.addAll(request.query().getBytes(StandardCharsets.ISO_8859_1));
        if (hasForm(request)) {
            form.addAll(request.body());
        }
        return form;
    }

    private static boolean hasForm(HttpRequest request) {
        return request.headers()
                .first("content-type")
                .map(Form::mediaType)
                .filter("application/x-www-form-urlencoded"::equals)
                .isPresent();
    }

    /** Without parameters: a character set plays no part, since a form is UTF-8 whatever it says. */
    private static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    Optional<String> first(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    Iterator<Map.Entry<String, String>> all() {
        return parameters.entrySet().iterator();
    }

    private void addAll(byte[] text) {
        int start = 0;
        while (start < text.length) {
            int end = indexOf(text, '&', start, text.length);
            if (end > start) {
                int equals = indexOf(text, '=', start, end);
                parameters.putIfAbsent(
                        decode(text, start, equals), decode(text, Math.min(equals + 1, end), end));
                if (parameters.size() > MAX_PARAMETERS) {
                    throw malformed("more than " + MAX_PARAMETERS + " parameters");
                }
            }
            start = end + 1;
        }
    }

    private static int indexOf(byte[] text, char wanted, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] == wanted) {
                return i;
            }
        }
        return end;
    }

    private static String decode(byte[] text, int start, int end) {
        var bytes = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            byte each = text[i];
            if (each == '+') {
                bytes[length++] = ' ';
            } else if (each != '%') {
                bytes[length++] = each;
            } else {
                if (i + 2 >= end) {
                    throw malformed("Incomplete trailing escape % sequence");
                }
                bytes[length++] = (byte) (hex(text[i + 1]) << 4 | hex(text[i + 2]));
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("the parameters are not UTF-8");
        }
    }

    private static int hex(byte digit) {
        int value = Character.digit(digit, 16);
        if (value < 0) {
            throw malformed("Illegal hex character in escape % pattern");
        }
        return value;
    }

    private static RuntimeException malformed(String message) {
        return CommonError.MALFORMED_QUERY_STRING.because(message);
    }
}
