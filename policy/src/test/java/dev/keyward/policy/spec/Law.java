package dev.keyward.policy.spec;

/** Something that must be true of every scenario; {@code others} makes what a law adds to one. */
interface Law {

    int ROUNDS =
            Math.min(1_000, Integer.getInteger("keyward.differential.cases", Integer.MAX_VALUE));

    void hold(Scenario scenario, Statements others);

    /** Checks the law on many scenarios. */
    static void everywhere(long seed, Law law) {
        var scenarios = new Scenarios(seed);
        var others = new Statements(new Choice(seed));
        for (var round = 0; round < ROUNDS; round++) {
            others.begin();
            law.hold(scenarios.next(), others);
        }
    }

    static boolean isAllowed(Scenario scenario) {
        return scenario.askEngine().startsWith("allow");
    }

    /** The decision without the names of statements, which may change places. */
    static String shape(Scenario scenario) {
        return scenario.askEngine().replaceFirst("\n.*", "").replaceAll(" [^ ]+#[^ ]+", "");
    }
}
