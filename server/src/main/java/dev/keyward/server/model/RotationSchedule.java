package dev.keyward.server.model;

import java.time.Instant;

/**
 * When a key's material is rotated without anybody's asking.
 *
 * @param periodDays from one rotation to the next, 90 to 2,560
 * @param next when it is rotated next
 */
public record RotationSchedule(int periodDays, Instant next) {}
