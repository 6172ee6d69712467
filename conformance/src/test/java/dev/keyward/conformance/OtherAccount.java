package dev.keyward.conformance;

import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * A second account, come to as in AWS: an organization makes it, and the management account administers it by the
 * role that it comes with.
 *
 * @param admin a session of that role
 */
record OtherAccount(Scene scene, String id, AwsCredentials admin) {

    private static final String ROLE = "OrganizationAccountAccessRole";

    /** Makes an organization with one more account. */
    static OtherAccount make(Scene scene) {
        var cli = new AwsCli(scene.keyward, Path.of(System.getProperty("java.io.tmpdir")));
        cli.root("organizations", "create-organization", "--feature-set", "ALL");
        var request = cli.root(
                "organizations",
                "create-account",
                "--account-name",
                "Other",
                "--email",
                "other@example.com",
                "--query",
                "CreateAccountStatus.Id");
        var id = cli.root(
                "organizations",
                "describe-create-account-status",
                "--create-account-request-id",
                request,
                "--query",
                "CreateAccountStatus.AccountId");
        var role = "arn:aws:iam::" + id + ":role/" + ROLE;
        var person = scene.user();
        scene.userPolicy(person, Scene.allow("sts:AssumeRole", role));
        try (var sts = scene.keyward.sts(person.credentials())) {
            var session = sts.assumeRole(r -> r.roleArn(role).roleSessionName("admin"))
                    .credentials();
            return new OtherAccount(
                    scene,
                    id,
                    AwsSessionCredentials.create(
                            session.accessKeyId(),
                            session.secretAccessKey(),
                            session.sessionToken()));
        }
    }

    /** A user of this account with an access key and no permissions. */
    Scene.Person user() {
        var name = Scene.newName("foreigner");
        try (var iam = scene.keyward.iam(admin)) {
            var user = iam.createUser(r -> r.userName(name)).user();
            var key = iam.createAccessKey(r -> r.userName(name)).accessKey();
            return new Scene.Person(
                    name,
                    user.arn(),
                    AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
        }
    }

    void userPolicy(Scene.Person person, String document) {
        try (var iam = scene.keyward.iam(admin)) {
            iam.putUserPolicy(
                    r -> r.userName(person.name()).policyName("inline").policyDocument(document));
        }
    }
}
