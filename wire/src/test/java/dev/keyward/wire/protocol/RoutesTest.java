package dev.keyward.wire.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.model.ApiModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RoutesTest {

    private static final Routes ROUTES =
            Routes.to(Stream.of("kms", "iam", "sts", "ec2").map(ApiModel::load).toList());

    @Test
    void findsJsonServicesByTheirTarget() {
        assertEquals("kms", service(json("TrentService.Decrypt")));
    }

    @Test
    void findsQueryServicesByTheirVersion() {
        assertEquals("iam", service(form("Action=GetUser&Version=2010-05-08")));
        assertEquals("sts", service(form("Action=GetCallerIdentity&Version=2011-06-15")));
        assertEquals("ec2", service(form("Action=DescribeVpcEndpoints&Version=2016-11-15")));
    }

    @Test
    void answersWhatIsForNobodyInItsOwnProtocol() {
        for (HttpRequest request : List.of(json("Other.Thing"), form("Action=X"), form("a=%"))) {
            Protocol protocol = ROUTES.protocol(request);
            assertEquals("", protocol.api().service().signingName());
            assertThrows(ServiceException.class, () -> protocol.operation(request));
        }
        assertEquals(
                ProtocolName.AWS_JSON_1_1, ROUTES.protocol(json("Other.Thing")).name());
        assertEquals(ProtocolName.AWS_QUERY, ROUTES.protocol(form("Action=X")).name());
    }

    @Test
    void refusesServicesThatCannotBeToldApart() {
        ApiModel kms = ApiModel.load("kms");

        assertThrows(IllegalStateException.class, () -> Routes.to(List.of(kms, kms)));
    }

    private static String service(HttpRequest request) {
        return ROUTES.protocol(request).api().service().signingName();
    }

    private static HttpRequest json(String target) {
        return new HttpRequest(
                "POST", "/", "", Headers.of(Map.of("X-Amz-Target", target)), new byte[0]);
    }

    private static HttpRequest form(String body) {
        return new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(Map.of("Content-Type", "application/x-www-form-urlencoded")),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
