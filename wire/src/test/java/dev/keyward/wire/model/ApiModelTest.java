package dev.keyward.wire.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.wire.ProtocolName;
import org.junit.jupiter.api.Test;

final class ApiModelTest {

    @Test
    void holdsEveryOperationOfEveryService() {
        assertEquals(54, ApiModel.load("kms").operations().size());
        assertEquals(176, ApiModel.load("iam").operations().size());
        assertEquals(11, ApiModel.load("sts").operations().size());
        assertEquals(63, ApiModel.load("organizations").operations().size());
        assertEquals(15, ApiModel.load("keyward").operations().size());
    }

    @Test
    void saysHowAServiceIsSpokenTo() {
        ApiModel.Service kms = ApiModel.load("kms").service();
        ApiModel.Service iam = ApiModel.load("iam").service();

        assertEquals("kms", kms.signingName());
        assertEquals(ProtocolName.AWS_JSON_1_1, kms.protocol());
        assertEquals("TrentService", kms.targetPrefix().orElseThrow());
        assertEquals(ProtocolName.AWS_QUERY, iam.protocol());
        assertEquals("2010-05-08", iam.version());
        assertEquals(
                "https://iam.amazonaws.com/doc/2010-05-08/", iam.xmlNamespace().orElseThrow());
    }

    @Test
    void knowsCodeAndStatusOfErrors() {
        ErrorModel noSuchEntity = ApiModel.load("iam").error("NoSuchEntity").orElseThrow();
        ErrorModel internal = ApiModel.load("kms").error("KMSInternalException").orElseThrow();

        assertEquals("NoSuchEntity", noSuchEntity.code(ProtocolName.AWS_QUERY));
        assertEquals(404, noSuchEntity.httpStatus(ProtocolName.AWS_QUERY));
        assertEquals("KMSInternalException", internal.code(ProtocolName.AWS_JSON_1_1));
        assertEquals(500, internal.httpStatus(ProtocolName.AWS_JSON_1_1));
    }

    @Test
    void hasTheGrantsToServicesOf2026() {
        ApiModel kms = ApiModel.load("kms");
        StructureShape createGrant = kms.operation("CreateGrant").orElseThrow().input();
        var constraints =
                (StructureShape) createGrant.member("Constraints").orElseThrow().shape();

        assertTrue(createGrant.member("GranteeServicePrincipal").isPresent());
        assertTrue(createGrant.member("RetiringServicePrincipal").isPresent());
        assertTrue(constraints.member("SourceArn").isPresent());
        assertFalse(createGrant.member("GranteePrincipal").orElseThrow().required());
    }

    @Test
    void tellsThatAServiceIsUnknown() {
        assertThrows(IllegalStateException.class, () -> ApiModel.load("s3"));
    }
}
