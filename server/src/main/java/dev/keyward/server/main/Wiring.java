package dev.keyward.server.main;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.attestation.AttestationException;
import dev.keyward.crypto.attestation.AttestationRoots;
import dev.keyward.crypto.importing.ImportTokens;
import dev.keyward.crypto.random.SystemRandom;
import dev.keyward.crypto.symmetric.PasswordHash;
import dev.keyward.crypto.wrap.KeyMaterials;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.authorize.Authenticator;
import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.authorize.EncodedRefusals;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.callers.ServiceCallerParts;
import dev.keyward.server.ec2.Ec2Operations;
import dev.keyward.server.ec2.Ec2Parts;
import dev.keyward.server.federation.WebIdentities;
import dev.keyward.server.hosts.HostSessions;
import dev.keyward.server.http.FrontDoor;
import dev.keyward.server.http.Health;
import dev.keyward.server.http.Listener;
import dev.keyward.server.http.Metrics;
import dev.keyward.server.http.Pipeline;
import dev.keyward.server.iam.IamOperations;
import dev.keyward.server.iam.IamParts;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.iam.password.Passwords;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.keyward.KeywardOperations;
import dev.keyward.server.kms.KmsOperations;
import dev.keyward.server.kms.KmsParts;
import dev.keyward.server.kms.common.GrantTokens;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.importing.ExpiredMaterials;
import dev.keyward.server.kms.importing.Wrapping;
import dev.keyward.server.kms.key.KeyDeletion;
import dev.keyward.server.kms.material.NewMaterials;
import dev.keyward.server.kms.material.OpenedMaterials;
import dev.keyward.server.kms.material.SlowThreads;
import dev.keyward.server.kms.quota.KmsQuotas;
import dev.keyward.server.kms.rotation.DueRotations;
import dev.keyward.server.kms.rotation.Rotations;
import dev.keyward.server.kms.usage.UsageTracking;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.server.organizations.OrganizationsOperations;
import dev.keyward.server.organizations.OrganizationsParts;
import dev.keyward.server.refusals.RecentRefusals;
import dev.keyward.server.service.Markers;
import dev.keyward.server.service.RequestQuotas;
import dev.keyward.server.service.Service;
import dev.keyward.server.service.ServiceCalls;
import dev.keyward.server.store.Store;
import dev.keyward.server.store.sql.CacheSizes;
import dev.keyward.server.store.sql.EmbeddedEngine;
import dev.keyward.server.store.sql.SqlStore;
import dev.keyward.server.sts.RedeemedAssertions;
import dev.keyward.server.sts.StsOperations;
import dev.keyward.server.sts.StsParts;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Constructs every part, from the bottom up. Nothing else does. */
final class Wiring {

    private final Settings settings;
    private final Store store;
    private final Optional<AttestationRoots> attestationRoots;
    private final WebIdentities webIdentities;
    private final InstantSource clock = InstantSource.system();
    private final Providers providers = Providers.best();
    private final SystemRandom random = new SystemRandom(providers);

    private Wiring(
            Settings settings,
            Store store,
            Optional<AttestationRoots> attestationRoots,
            WebIdentities webIdentities) {
        this.settings = settings;
        this.store = store;
        this.attestationRoots = attestationRoots;
        this.webIdentities = webIdentities;
    }

    /**
     * Starts a server.
     *
     * @throws SettingsException if the settings and the data directory do not go together, or a file of
     *     theirs is not what it must be
     * @throws dev.keyward.server.store.StoreException if the store cannot be opened
     * @throws IOException if the address cannot be had, or the certificate cannot be used
     */
    static Running start(Settings settings) throws IOException {
        var attestationRoots = attestationRoots(settings);
        var webIdentities = OidcFiles.read(settings.oidc());
        var store = SqlStore.open(EmbeddedEngine.inDirectory(settings.data()), CacheSizes.STANDARD);
        var started = false;
        try {
            var running = new Wiring(settings, store, attestationRoots, webIdentities).wire();
            started = true;
            return running;
        } finally {
            if (!started) {
                store.close();
            }
        }
    }

    private static Optional<AttestationRoots> attestationRoots(Settings settings)
            throws IOException {
        if (settings.attestationRoot().isEmpty()) {
            return Optional.empty();
        }
        var file = settings.attestationRoot().get();
        try {
            return Optional.of(AttestationRoots.of(Files.readAllBytes(file)));
        } catch (AttestationException e) {
            throw new SettingsException(
                    "the file " + file + " of attestation-root " + e.getMessage());
        }
    }

    private Running wire() throws IOException {
        var firstStart = new FirstStart(settings, providers, random, clock);
        var rootKey = firstStart.rootKey(store);
        var secrets = new AccessKeySecrets(rootKey);
        var tokens = new SessionTokens(rootKey);
        var markers = new Markers(rootKey);
        var ready = firstStart.account(store, secrets);

        var keyWork = keyWork(rootKey);
        var authorizer = new Authorizer();
        var regions = new ServedRegions(settings.regions());
        var tracking = new AccessTracking(store);
        var kms = kms(rootKey, keyWork, authorizer, regions);
        var iam = IamOperations.service(
                iamParts(rootKey, secrets, tracking, markers, keyWork.slowThreads()));
        var sts = StsOperations.service(stsParts(rootKey, tokens));
        var organizations = OrganizationsOperations.service(organizationsParts(markers));

        var entrances = new EndpointEntrances(settings.endpoints(), store);
        var ec2 = Ec2Operations.service(new Ec2Parts(markers, random, entrances));

        var refusals = RecentRefusals.none();
        var keyward = KeywardOperations.service(
                refusals, new ServiceCallerParts(secrets, regions, random));

        var metrics = new Metrics();
        var observers = metrics.and(refusals).and(keyWork.usage()).and(tracking).and(entrances);
        var calls = new ServiceCalls(store, authorizer, observers).within(quotas());
        var gate = new Pipeline.Gate(
                List.of(kms, iam, sts, organizations, ec2, keyward),
                new Authenticator(store, secrets, tokens, regions),
                calls,
                id -> store.read(snapshot -> snapshot.vpcEndpoints().find(id)));
        var sessions =
                new HostSessions(new HostSessions.Parts(store, calls, regions, tokens, random));
        var health = new Health(HealthChecks.of(store, settings.data()), clock);
        var door = new FrontDoor(
                new Pipeline(gate, random, clock, metrics), health, metrics, sessions);
        var listener = Listener.start(settings.endpoint(), door, clock);
        metrics.connections(listener::connections);
        begin(entrances, listener, door);
        var housekeeping = Housekeeping.begin(
                duties(keyWork.opened(), keyWork.fresh()),
                saving(keyWork.usage(), tracking),
                clock);
        var ports = new Greeting.Ports(listener.port(), entrances.loadBalancerPort());
        var greeting = new Greeting(settings, ready, ports, providers.description());
        return new Running(
                new Running.Listeners(listener, entrances),
                health,
                housekeeping,
                keyWork.slowThreads(),
                store,
                greeting.text());
    }

    /** What makes, opens and remembers keys. */
    private record KeyWork(
            KeyMaterials sealing,
            OpenedMaterials opened,
            NewMaterials fresh,
            SlowThreads slowThreads,
            UsageTracking usage) {}

    private KeyWork keyWork(RootKey rootKey) {
        var sealing = new KeyMaterials(rootKey, providers, random);
        var slowThreads = new SlowThreads();
        return new KeyWork(
                sealing,
                new OpenedMaterials(sealing),
                new NewMaterials(sealing, slowThreads),
                slowThreads,
                UsageTracking.begin(store, clock.instant()));
    }

    private Service kms(
            RootKey rootKey, KeyWork work, Authorizer authorizer, ServedRegions regions) {
        var tokens = new ImportTokens(rootKey, providers);
        return KmsOperations.service(new KmsParts(
                providers,
                random,
                work.sealing(),
                work.fresh(),
                work.opened(),
                work.usage(),
                new Wrapping(tokens, providers, work.fresh(), work.slowThreads()),
                new Markers(rootKey),
                new GrantTokens(rootKey),
                authorizer,
                regions,
                attestationRoots));
    }

    private void begin(EndpointEntrances entrances, Listener front, FrontDoor door)
            throws IOException {
        var begun = false;
        try {
            entrances.begin(front, settings.endpoint(), door, clock);
            begun = true;
        } finally {
            if (!begun) {
                front.close();
            }
        }
    }

    private OrganizationsParts organizationsParts(Markers markers) {
        var ids = new UniqueIds(random);
        return new OrganizationsParts(markers, random, () -> ids.fresh(OwnerKind.ROLE.idPrefix()));
    }

    private List<Housekeeping.Duty> duties(OpenedMaterials opened, NewMaterials fresh) {
        var deletion = new KeyDeletion(store, opened);
        var expired = new ExpiredMaterials(store, opened);
        var rotations = new DueRotations(store, new Rotations(fresh));
        return List.of(
                new Housekeeping.Duty(
                        "deletion of keys",
                        "deleted {} keys whose waiting period was over",
                        deletion::deleteDueKeys),
                new Housekeeping.Duty(
                        "destruction of expired material",
                        "destroyed {} imported materials that had expired",
                        expired::eraseExpired),
                new Housekeeping.Duty(
                        "rotation of keys",
                        "rotated {} keys whose time had come",
                        rotations::rotateDueKeys));
    }

    /** Says nothing of what it wrote, since that happens all the time. */
    private static Housekeeping.Duty saving(UsageTracking usage, AccessTracking tracking) {
        return new Housekeeping.Duty("writing what was last used when", "", _ -> {
            usage.save();
            tracking.save();
            return 0;
        });
    }

    private IamParts iamParts(
            RootKey rootKey,
            AccessKeySecrets secrets,
            AccessTracking tracking,
            Markers markers,
            SlowThreads slowThreads) {
        return new IamParts(
                secrets,
                new MfaCodes(rootKey, providers),
                tracking,
                store,
                new Passwords(rootKey, new PasswordHash(providers, random), slowThreads::run),
                markers,
                random);
    }

    private StsParts stsParts(RootKey rootKey, SessionTokens tokens) {
        return new StsParts(
                tokens,
                new MfaCodes(rootKey, providers),
                new EncodedRefusals(rootKey),
                store,
                RedeemedAssertions.since(clock.instant()),
                webIdentities,
                random);
    }

    private RequestQuotas quotas() {
        // Read even where they are off, so that no build has a table that cannot be used.
        var quotas = KmsQuotas.of(KmsOperationsTable.load());
        return settings.requestQuotas() ? quotas : RequestQuotas.NONE;
    }
}
