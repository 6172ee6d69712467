package dev.keyward.server.iam.password;

import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Store;

import java.util.List;

/** The operations of this family. */
public final class PasswordOperations {

    private PasswordOperations() {}

    public static List<Operation<?>> all(Store store, Passwords passwords) {
        var change = new PasswordChange(store, passwords);
        return List.of(
                new CreateLoginProfile(passwords),
                new GetLoginProfile(),
                new UpdateLoginProfile(passwords, change),
                new DeleteLoginProfile(),
                new ChangePassword(passwords, change),
                new GetAccountPasswordPolicy(),
                new UpdateAccountPasswordPolicy(),
                new DeleteAccountPasswordPolicy());
    }
}
