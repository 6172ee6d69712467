package dev.keyward.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What may stand on what. The text of these rules is their documentation; ARCHITECTURE.md draws them. */
final class FloorsTest {

    private static final JavaClasses KEYWARD = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Those of another module come as a jar once it is packaged.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.keyward");

    private static final String JDK = "java..";
    private static final String NULLNESS = "org.jspecify..";
    private static final String JSON = "com.fasterxml.jackson.core..";

    @Test
    void policyStandsOnTheJdkAndJacksonCore() {
        classes()
                .that()
                .resideInAPackage("dev.keyward.policy..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.keyward.policy..", JDK, NULLNESS, JSON)
                .check(KEYWARD);
    }

    @Test
    void wireStandsOnTheJdkAndJacksonCore() {
        classes()
                .that()
                .resideInAPackage("dev.keyward.wire..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.keyward.wire..", JDK, "javax.crypto..", NULLNESS, JSON)
                .check(KEYWARD);
    }

    @Test
    void cryptoStandsOnTheJdkAndItsProviders() {
        classes()
                .that()
                .resideInAPackage("dev.keyward.crypto..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.keyward.crypto..",
                        JDK,
                        "javax.crypto..",
                        "javax.xml..",
                        "org.w3c.dom..",
                        "org.xml.sax..",
                        NULLNESS,
                        "com.amazon.corretto..",
                        "org.bouncycastle..")
                .check(KEYWARD);
    }

    @Test
    void servicesDoNotKnowEachOther() {
        slices().matching(
                        "dev.keyward.server.(kms|iam|sts|ec2|organizations|refusals|callers|hosts)..")
                .should()
                .notDependOnEachOther()
                .check(KEYWARD);
    }

    @Test
    void theModelIsRecordsOnly() {
        classes()
                .that()
                .resideInAPackage("dev.keyward.server.model")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.keyward.server.model",
                        "dev.keyward.policy",
                        "dev.keyward.crypto",
                        JDK,
                        NULLNESS)
                .check(KEYWARD);
    }

    @Test
    void storageKnowsNothingAboveIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyward.server.store..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.keyward.server.authorize..",
                        "dev.keyward.server.service..",
                        "dev.keyward.server.kms..",
                        "dev.keyward.server.iam..",
                        "dev.keyward.server.sts..",
                        "dev.keyward.server.organizations..",
                        "dev.keyward.server.ec2..",
                        "dev.keyward.server.refusals..",
                        "dev.keyward.server.callers..",
                        "dev.keyward.server.hosts..",
                        "dev.keyward.server.keyward..",
                        "dev.keyward.server.federation..",
                        "dev.keyward.server.http..",
                        "dev.keyward.server.main.."))
                .check(KEYWARD);
    }

    @Test
    void authorizationKnowsNoServiceAndNoHttp() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyward.server.authorize..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.keyward.server.service..",
                        "dev.keyward.server.kms..",
                        "dev.keyward.server.iam..",
                        "dev.keyward.server.sts..",
                        "dev.keyward.server.organizations..",
                        "dev.keyward.server.ec2..",
                        "dev.keyward.server.refusals..",
                        "dev.keyward.server.callers..",
                        "dev.keyward.server.hosts..",
                        "dev.keyward.server.keyward..",
                        "dev.keyward.server.federation..",
                        "dev.keyward.server.http..",
                        "dev.keyward.server.main.."))
                .check(KEYWARD);
    }

    @Test
    void httpKnowsServicesOnlyAsOperations() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyward.server.http..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.keyward.server.kms..",
                        "dev.keyward.server.iam..",
                        "dev.keyward.server.sts..",
                        "dev.keyward.server.organizations..",
                        "dev.keyward.server.ec2..",
                        "dev.keyward.server.refusals..",
                        "dev.keyward.server.callers..",
                        "dev.keyward.server.hosts..",
                        "dev.keyward.server.keyward.."))
                .check(KEYWARD);
    }

    @Test
    void onlyHttpKnowsTheHttpLibrary() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyward.server..")
                .and()
                .resideOutsideOfPackage("dev.keyward.server.http..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.vertx..", "io.netty..", "com.sun.net.."))
                .check(KEYWARD);
    }

    @Test
    void onlyFederationConnectsToAnybodyAndKnowsTheTokensOfProviders() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyward.server..")
                .and()
                .resideOutsideOfPackage("dev.keyward.server.federation..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http..", "org.jose4j.."))
                .check(KEYWARD);
    }

    @Test
    void federationKnowsNoOperationAndNoStore() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyward.server.federation..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.keyward.server.store..",
                        "dev.keyward.server.service..",
                        "dev.keyward.server.kms..",
                        "dev.keyward.server.iam..",
                        "dev.keyward.server.sts..",
                        "dev.keyward.server.http..",
                        "dev.keyward.server.main.."))
                .check(KEYWARD);
    }

    @Test
    void onlySqlStorageKnowsSql() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyward..")
                .and()
                .resideOutsideOfPackage("dev.keyward.server.store.sql..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.sql..", "javax.sql..", "org.sqlite..", "org.flywaydb.."))
                .check(KEYWARD);
    }

    @Test
    void cryptographyLivesInCryptoAndSigningInWire() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyward..")
                .and()
                .resideOutsideOfPackages(
                        "dev.keyward.crypto..", "dev.keyward.wire.sigv4..", "dev.keyward.bench..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "javax.crypto..", "org.bouncycastle..", "com.amazon.corretto.."))
                .check(KEYWARD);
    }

    @Test
    void nothingBelowMainHasAClockOrRandomnessOfItsOwn() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyward..")
                .and()
                .resideOutsideOfPackages(
                        "dev.keyward.server.main..",
                        "dev.keyward.bench..",
                        "dev.keyward.crypto.random..",
                        "dev.keyward.cli..")
                .should(callMethod(Instant.class, "now"))
                .orShould(callMethod(System.class, "currentTimeMillis"))
                .orShould(callMethod(Clock.class, "systemUTC"))
                .orShould(callMethod(UUID.class, "randomUUID"))
                .orShould()
                .callConstructor(SecureRandom.class)
                .check(KEYWARD);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.keyward.server.(**)").should().beFreeOfCycles().check(KEYWARD);
        slices().matching("dev.keyward.(policy|crypto|wire|cli|bench)..")
                .should()
                .beFreeOfCycles()
                .check(KEYWARD);
    }
}
