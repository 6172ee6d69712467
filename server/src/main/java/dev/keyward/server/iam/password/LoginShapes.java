package dev.keyward.server.iam.password;

import dev.keyward.server.model.LoginProfile;
import dev.keyward.server.model.User;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Locale;

/** Login profiles in requests and answers. */
final class LoginShapes {

    private LoginShapes() {}

    static Struct answer(User user, LoginProfile profile) {
        return Struct.builder()
                .put(
                        "LoginProfile",
                        Struct.builder()
                                .put("UserName", user.name())
                                .put("CreateDate", profile.created())
                                .put("PasswordResetRequired", profile.resetRequired())
                                .build())
                .build();
    }

    /**
     * A member that only sessions of AssumeRoot, which there are none of, may leave out.
     *
     * @throws ServiceException {@code ValidationError}
     */
    static String required(Struct input, String member) {
        return input.text(member)
                .orElseThrow(() -> CommonError.VALIDATION.because("1 validation error detected:"
                        + " Value at '" + member.substring(0, 1).toLowerCase(Locale.ROOT)
                        + member.substring(1)
                        + "' failed to satisfy constraint: Member must not be null"));
    }
}
