package dev.keyward.server.iam.oidc;

import dev.keyward.server.iam.common.IamError;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * The URL of a provider that a request asks for. It is the issuer that tokens name, character for character,
 * and where the server asks for keys, so that nothing but a host, a port and a path may stand in it.
 *
 * <p>Source: IAM API Reference, "CreateOpenIDConnectProvider"; the texts are those that IAM answers with.
 */
final class ProviderUrl {

    private static final String SCHEME = "https://";
    private static final String INVALID = "Invalid Open ID Connect Provider URL";

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                    + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9/._~!$&'()+,;=@%-]*");

    private ProviderUrl() {}

    /**
     * The request's {@code Url} without {@code https://}.
     *
     * @throws ServiceException {@code ValidationError} if it is none; {@code InvalidInput} if it is not of
     *     HTTPS, or has a user, a query or a fragment
     */
    static String read(Struct input) {
        var text = input.requiredText("Url");
        if (!text.contains("://")) {
            throw CommonError.VALIDATION.because(INVALID);
        }
        if (!text.startsWith(SCHEME)) {
            throw IamError.INVALID_INPUT.because(INVALID + ". The URL must begin with https://.");
        }
        var url = parse(text);
        if (url.getRawAuthority() == null) {
            throw CommonError.VALIDATION.because(INVALID);
        }
        if (!isPlain(url)) {
            throw IamError.INVALID_INPUT.because(INVALID + ".");
        }
        return text.substring(SCHEME.length());
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            throw CommonError.VALIDATION.because(INVALID);
        }
    }

    private static boolean isPlain(URI url) {
        return url.getHost() != null
                && HOST.matcher(url.getHost()).matches()
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && PATH.matcher(url.getRawPath()).matches();
    }
}
