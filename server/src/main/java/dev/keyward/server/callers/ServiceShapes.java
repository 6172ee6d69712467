package dev.keyward.server.callers;

import dev.keyward.server.model.Region;
import dev.keyward.server.model.RegisteredService;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.server.model.ServiceKey;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/** Services as requests name them and as answers show them. */
final class ServiceShapes {

    private ServiceShapes() {}

    /**
     * The name of a service in a request.
     *
     * @throws ServiceException {@code ValidationException} if it has not the form of one
     */
    static String principal(Struct input) {
        var name = input.requiredText("ServicePrincipal");
        if (!RegisteredService.isPrincipal(name)) {
            throw CommonError.VALIDATION.because(
                    name + " is not the name of a service, such as s3.amazonaws.com");
        }
        return name;
    }

    /**
     * The Regions of a request; empty if it names none.
     *
     * @throws ServiceException {@code ValidationException} if one is not served
     */
    static SortedSet<Region> regions(Struct input, ServedRegions served) {
        var regions = new TreeSet<>(Comparator.comparing(Region::code));
        for (var code : input.texts("Regions")) {
            if (!served.has(code)) {
                throw CommonError.VALIDATION.because("the Region " + code + " is not served");
            }
            regions.add(new Region(code));
        }
        return regions;
    }

    /**
     * The service of that name.
     *
     * @throws ServiceException {@code NotFoundException}
     */
    static RegisteredService require(String principal, Snapshot snapshot) {
        return snapshot.registeredServices()
                .find(principal)
                .orElseThrow(() -> CallerError.NOT_FOUND.because(
                        "no service " + principal + " is registered"));
    }

    static Struct service(RegisteredService service, Snapshot snapshot) {
        return Struct.builder()
                .put("ServicePrincipal", service.principal())
                .put("SigningName", service.signingName())
                .putTexts(
                        "Regions", service.regions().stream().map(Region::code).toList())
                .put("Status", service.status().name())
                .put("CreateDate", service.created())
                .putTexts(
                        "AccessKeyIds",
                        snapshot.registeredServices().keysOf(service.principal()).stream()
                                .map(ServiceKey::id)
                                .toList())
                .build();
    }
}
