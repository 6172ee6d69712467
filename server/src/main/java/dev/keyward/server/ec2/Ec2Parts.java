package dev.keyward.server.ec2;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.service.Markers;

/** What the EC2 operations are built from. */
public record Ec2Parts(Markers markers, RandomSource random, Entrances entrances) {}
