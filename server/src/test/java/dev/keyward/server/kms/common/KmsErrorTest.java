package dev.keyward.server.kms.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.model.ApiModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class KmsErrorTest {

    private static final ApiModel MODEL = ApiModel.load("kms");

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOT_AUTHORIZED")
    void isAnErrorOfTheApi(KmsError error) {
        assertTrue(MODEL.error(error.code(ProtocolName.AWS_JSON_1_1)).isPresent(), error::toString);
    }

    @ParameterizedTest
    @EnumSource
    void isABadRequestAlsoWhenNotFound(KmsError error) {
        assertEquals(400, error.httpStatus(ProtocolName.AWS_JSON_1_1));
    }
}
