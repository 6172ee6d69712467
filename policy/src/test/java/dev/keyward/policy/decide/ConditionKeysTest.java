package dev.keyward.policy.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.Comparison;
import dev.keyward.policy.match.Condition;
import dev.keyward.policy.match.ConditionOperator;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.ProblemReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The cases show every condition key of {@code condition-keys.table} as it is meant to be used. */
final class ConditionKeysTest {

    private static final Path SERVER = Path.of("../server/src/main/resources/dev/keyward/server");
    private static final Path KMS = SERVER.resolve("kms/kms-operations.table");
    private static final Path STS = SERVER.resolve("sts/sts-operations.table");
    private static final int STANDARD_KEYS = 8;

    /** What must be shown of a key. */
    private enum Shown {
        MATCH,
        MISMATCH,
        ABSENCE
    }

    /** A line of the table; {@code name} ends with {@code *} if any end will do. */
    private record Key(String name, String type, boolean many) {

        boolean covers(String other) {
            var mine = name.toLowerCase(Locale.ROOT);
            var theirs = other.toLowerCase(Locale.ROOT);
            return mine.endsWith("*")
                    ? theirs.startsWith(mine.substring(0, mine.length() - 1))
                    : mine.equals(theirs);
        }

        /** Whether one would compare this key so. */
        boolean isComparedBy(ConditionOperator operator) {
            var comparison = operator.comparison();
            var set = operator.quantifier() != ConditionOperator.Quantifier.ONE;
            return set == many
                    && !operator.ifExists()
                    && !comparison.negated()
                    && comparison != Comparison.NULL
                    && operators().stream().anyMatch(comparison.written()::startsWith);
        }

        private List<String> operators() {
            return switch (type) {
                case "string" -> List.of("String");
                case "bool" -> List.of("Bool");
                case "numeric" -> List.of("Numeric");
                case "date" -> List.of("Date", "Numeric");
                case "arn" -> List.of("Arn");
                case "ip" -> List.of("IpAddress");
                default -> throw new IllegalArgumentException(name + " is no " + type);
            };
        }
    }

    @Test
    void everyKeyHasAMatchAMismatchAndAnAbsence() throws IOException {
        var rows = rows();
        var lacking = new ArrayList<String>();
        for (var key : keys()) {
            var shown = EnumSet.noneOf(Shown.class);
            rows.forEach(row -> addShown(key, row, shown));
            EnumSet.complementOf(shown).forEach(lack -> lacking.add(key.name() + " " + lack));
        }
        assertEquals(List.of(), lacking);
    }

    private static void addShown(Key key, PolicyCase row, Set<Shown> shown) {
        var condition = condition(row);
        if (!key.covers(condition.key()) || !key.isComparedBy(condition.operator())) {
            return;
        }
        var holds = row.expected().getFirst().startsWith("allow");
        if (row.request().context().find(condition.key()).isPresent()) {
            shown.add(holds ? Shown.MATCH : Shown.MISMATCH);
        } else if (!holds) {
            shown.add(Shown.ABSENCE);
        }
    }

    /** Every case that is about one condition alone. */
    private static List<PolicyCase> rows() throws IOException {
        var rows = new ArrayList<PolicyCase>();
        for (var file : CaseFile.all()) {
            CaseFile.read(file).stream()
                    .filter(one -> one.policies().identity().size() == 1)
                    .filter(one -> one.policies()
                                    .identity()
                                    .getFirst()
                                    .document()
                                    .statements()
                                    .getFirst()
                                    .conditions()
                                    .size()
                            == 1)
                    .forEach(rows::add);
        }
        return rows;
    }

    private static Condition condition(PolicyCase row) {
        return row.policies()
                .identity()
                .getFirst()
                .document()
                .statements()
                .getFirst()
                .conditions()
                .getFirst();
    }

    @Test
    void theKeysOfKmsAndStsAreThoseOfTheirOperations() throws IOException {
        var ofOperations = new TreeSet<String>();
        for (var fields : lines(KMS)) {
            ofOperations.addAll(standardKeys(fields.get(STANDARD_KEYS)));
            ofOperations.addAll(furtherKeys(fields));
        }
        for (var fields : lines(STS)) {
            ofOperations.addAll(furtherKeys(fields));
        }
        var families =
                ofOperations.stream().map(key -> new Key(key, "string", false)).toList();
        var known = keys();
        for (var family : families) {
            assertTrue(
                    known.stream().anyMatch(one -> family.covers(one.name())),
                    "not in condition-keys.table: " + family.name());
        }
        for (var key : known) {
            assertTrue(
                    !key.name().startsWith("kms:")
                            || families.stream().anyMatch(family -> family.covers(key.name())),
                    "no operation brings " + key.name());
        }
    }

    /** The last column of a page of operations. */
    private static List<String> furtherKeys(List<String> fields) {
        return Arrays.stream(fields.getLast().split(" ", -1))
                .filter(key -> !key.equals("-"))
                .toList();
    }

    @Test
    void theParserKnowsWhichOfThemHaveManyValues() throws Exception {
        for (var key : keys()) {
            var document = PolicyDocument.parse(
                    StatementText.document(
                            List.of("allow * on * if StringEquals " + key.name() + " = a")),
                    PolicyKind.IDENTITY);
            assertEquals(
                    // The names of providers and their claims are anybody's.
                    key.many() && !key.name().contains(":amr") && !key.name().contains(":edu"),
                    document.warnings().stream()
                            .anyMatch(problem ->
                                    problem.reason() == ProblemReason.SET_OPERATOR_MISSING),
                    key.name());
        }
    }

    private static List<String> standardKeys(String letters) {
        return letters.chars()
                .filter(letter -> letter != '-')
                .mapToObj(Character::toString)
                .flatMap(letter -> switch (letter) {
                    case "R" ->
                        Stream.of(
                                "aws:ResourceTag/*",
                                "kms:KeyOrigin",
                                "kms:KeySpec",
                                "kms:KeyUsage",
                                "kms:MultiRegion",
                                "kms:MultiRegionKeyType",
                                "kms:ResourceAliases");
                    case "C" -> Stream.of("kms:CallerAccount");
                    case "V" -> Stream.of("kms:ViaService");
                    default -> throw new IllegalArgumentException("standard keys " + letters);
                })
                .toList();
    }

    private static List<Key> keys() throws IOException {
        return lines(CaseFile.FOLDER.resolve("condition-keys.table")).stream()
                .map(fields ->
                        new Key(fields.get(0), fields.get(1), fields.get(2).equals("many")))
                .toList();
    }

    private static List<List<String>> lines(Path table) throws IOException {
        return Files.readAllLines(table).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split(" {2,}", -1)))
                .toList();
    }
}
