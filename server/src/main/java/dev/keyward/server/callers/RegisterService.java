package dev.keyward.server.callers;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.RegisteredService;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Registers a service, which may call from now on, and answers with its first access key. Where it is
 * given no Regions, it may call in the one that the request was sent to.
 */
final class RegisterService implements Operation.Writing<RegisterService.Request> {

    private static final int MOST_SERVICES = 100;
    private static final Pattern SIGNING_NAME = Pattern.compile("[a-z0-9-]{1,63}");

    /** Requests that are signed for one of these are ours to answer, and nobody else's to hand on. */
    private static final Set<String> OUR_OWN =
            Set.of("kms", "iam", "sts", "organizations", "ec2", "keyward", "rolesanywhere");

    private final FreshServiceKeys keys;
    private final ServedRegions served;

    RegisterService(FreshServiceKeys keys, ServedRegions served) {
        this.keys = keys;
        this.served = served;
    }

    record Request(String principal, String signingName, SortedSet<Region> regions) {}

    @Override
    public String name() {
        return "RegisterService";
    }

    @Override
    public Request read(Struct input) {
        var principal = ServiceShapes.principal(input);
        var signingName =
                input.text("SigningName").orElseGet(() -> RegisteredService.shortName(principal));
        if (!SIGNING_NAME.matcher(signingName).matches()) {
            throw CommonError.VALIDATION.because(
                    signingName + " is not what requests are signed for; give a SigningName");
        }
        if (OUR_OWN.contains(signingName)) {
            throw CommonError.VALIDATION.because(
                    "requests that are signed for " + signingName + " are Keyward's own");
        }
        return new Request(principal, signingName, ServiceShapes.regions(input, served));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return Registrar.targets(name(), call, snapshot);
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var services = transaction.registeredServices();
        if (services.find(request.principal()).isPresent()) {
            throw CallerError.ALREADY_EXISTS.because(
                    "the service " + request.principal() + " is registered already");
        }
        if (services.all().size() >= MOST_SERVICES) {
            throw CallerError.LIMIT_EXCEEDED.because(
                    MOST_SERVICES + " services are registered, which is the most");
        }
        var service = new RegisteredService(
                request.principal(),
                call.account(),
                request.signingName(),
                request.regions().isEmpty() ? only(call.region()) : request.regions(),
                RegisteredService.Status.ENABLED,
                call.now());
        services.insert(service);
        var answer = Struct.builder();
        keys.make(service, call, answer, transaction);
        return answer.put("Service", ServiceShapes.service(service, transaction))
                .build();
    }

    private static SortedSet<Region> only(Region region) {
        var regions = new TreeSet<>(Comparator.comparing(Region::code));
        regions.add(region);
        return regions;
    }
}
