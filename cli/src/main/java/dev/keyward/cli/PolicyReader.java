package dev.keyward.cli;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.policy.parse.ProblemReason;

import java.util.ArrayList;
import java.util.List;

/** Reads the policies of cases. */
final class PolicyReader {

    private static final String RCP_FULL_ACCESS = "RCPFullAWSAccess";

    private static final String FULL_ACCESS = "{\"Version\":\"2012-10-17\",\"Statement\":{"
            + "\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"";

    private final Documents documents;
    private final NamedPolicy fullServiceControl;
    private final NamedPolicy fullResourceControl;

    PolicyReader(Documents documents) {
        this.documents = documents;
        this.fullServiceControl =
                fullAccess("FullAWSAccess", FULL_ACCESS + "}}", PolicyKind.SERVICE_CONTROL);
        this.fullResourceControl = fullAccess(
                RCP_FULL_ACCESS,
                FULL_ACCESS + ",\"Principal\":\"*\"}}",
                PolicyKind.RESOURCE_CONTROL);
    }

    private static NamedPolicy fullAccess(String name, String text, PolicyKind kind) {
        try {
            return new NamedPolicy(name, PolicyDocument.parse(text, kind));
        } catch (PolicyException impossible) {
            throw new IllegalStateException("a constant is a policy", impossible);
        }
    }

    /** What becomes of the levels of an organization: whether each has full access, whether they count. */
    record Levels(
            boolean scpFull, boolean rcpFull, boolean serviceControl, boolean resourceControl) {}

    /** The policies of a case, and what is odd about them though it is clear what they mean. */
    record Read(Policies policies, List<String> warnings) {}

    Read read(Fields fields, Case.Rule rule, Levels levels) throws CaseException {
        var warnings = new ArrayList<String>();
        var policies = Policies.none()
                .withIdentity(all(fields, "identity", PolicyKind.IDENTITY, warnings))
                .withBoundary(all(fields, "boundary", PolicyKind.PERMISSIONS_BOUNDARY, warnings))
                .withSession(all(fields, "session", PolicyKind.SESSION, warnings));
        var own = rule instanceof Case.Rule.Trust ? PolicyKind.TRUST : PolicyKind.KEY_POLICY;
        var resource = fields.findObject("resource");
        if (resource.isPresent()) {
            policies = policies.withResource(policy(resource.get(), "resource", own, warnings));
        }
        var endpoint = all(fields, "vpcEndpoint", PolicyKind.VPC_ENDPOINT, warnings);
        if (endpoint.size() > 1) {
            throw new CaseException(
                    fields.path("vpcEndpoint") + ": an endpoint has one policy, not several");
        }
        if (!endpoint.isEmpty()) {
            policies = policies.withVpcEndpoint(endpoint.getFirst());
        }
        var scp = levels(fields, PolicyKind.SERVICE_CONTROL, levels.scpFull(), warnings);
        var rcp = levels(fields, PolicyKind.RESOURCE_CONTROL, levels.rcpFull(), warnings);
        fields.done();
        var read = policies.withServiceControl(levels.serviceControl() ? scp : List.of())
                .withResourceControl(levels.resourceControl() ? rcp : List.of());
        return new Read(read, List.copyOf(warnings));
    }

    private List<NamedPolicy> all(
            Fields fields, String name, PolicyKind kind, List<String> warnings)
            throws CaseException {
        var policies = new ArrayList<NamedPolicy>();
        for (var policy : fields.objects(name)) {
            policies.add(policy(policy, name + policies.size(), kind, warnings));
        }
        return policies;
    }

    private List<List<NamedPolicy>> levels(
            Fields fields, PolicyKind kind, boolean full, List<String> warnings)
            throws CaseException {
        var ofCallers = kind == PolicyKind.SERVICE_CONTROL;
        var levels = new ArrayList<List<NamedPolicy>>();
        for (var level : fields.objects(ofCallers ? "scp" : "rcp")) {
            level.findText("target");
            var policies = all(level, "policies", kind, warnings);
            level.done();
            if (full) {
                policies.add(ofCallers ? fullServiceControl : fullResourceControl);
            }
            levels.add(policies);
        }
        return levels;
    }

    private NamedPolicy policy(
            Fields fields, String unnamed, PolicyKind kind, List<String> warnings)
            throws CaseException {
        var name = fields.findText("name").orElse(unnamed);
        // Whether it is managed or inline changes nothing; a managed one is named by its ARN.
        fields.findText("kind");
        var given = fields.find("document");
        var path = fields.path("document");
        fields.done();
        var document = given.isEmpty()
                ? PolicyDocument.empty(kind)
                : documents.get(given.get(), kind, path);
        for (var problem : document.warnings()) {
            if (problem.reason().severity() == ProblemReason.Severity.ERROR) {
                warnings.add(path + ":" + problem);
            }
        }
        return new NamedPolicy(name, document);
    }
}
