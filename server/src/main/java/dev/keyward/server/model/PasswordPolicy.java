package dev.keyward.server.model;

import java.util.Optional;

/**
 * What an account asks of the passwords of its users.
 *
 * @param minimumLength 6 to 128
 * @param mostDays after how many days a password expires, 1 to 1,095; never if there is none
 * @param reusePrevention how many of a user's last passwords cannot be had again, 1 to 24
 * @param hardExpiry whether an administrator must reset a password that has expired
 */
public record PasswordPolicy(
        int minimumLength,
        boolean requireUpper,
        boolean requireLower,
        boolean requireNumbers,
        boolean requireSymbols,
        boolean usersMayChange,
        Optional<Integer> mostDays,
        Optional<Integer> reusePrevention,
        boolean hardExpiry) {}
