package dev.keyward.server.kms.importing;

import dev.keyward.server.model.ExpirationModel;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Until when imported material is to be kept.
 *
 * <p>Source: KMS API Reference, "ImportKeyMaterial", {@code ExpirationModel} and {@code ValidTo}.
 */
record Expiration(Optional<Instant> validTo) {

    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Reads it; material expires unless the request says that it does not.
     *
     * @throws ServiceException {@code ValidationException} if there is no date and there must be one,
     *     or the other way round
     */
    static Expiration read(Struct input) {
        var model = input.text("ExpirationModel")
                .map(ExpirationModel::valueOf)
                .orElse(ExpirationModel.KEY_MATERIAL_EXPIRES);
        var validTo = input.time("ValidTo");
        if (ExpirationModel.of(validTo) != model) {
            throw CommonError.VALIDATION.because("A validTo date must "
                    + (validTo.isPresent() ? "not be" : "be") + " set if the ExpirationModel is "
                    + model);
        }
        return new Expiration(validTo);
    }

    /**
     * Refuses a date that has passed, or is more than 365 days ahead.
     *
     * @throws ServiceException {@code ValidationException}
     */
    void requireAhead(Instant now) {
        if (validTo.filter(date -> !date.isAfter(now)).isPresent()) {
            throw CommonError.VALIDATION.because("ValidTo must be in the future");
        }
        if (validTo.filter(date -> date.isAfter(now.plus(LONGEST))).isPresent()) {
            throw CommonError.VALIDATION.because(
                    "ValidTo must be at most " + LONGEST.toDays() + " days from now");
        }
    }
}
