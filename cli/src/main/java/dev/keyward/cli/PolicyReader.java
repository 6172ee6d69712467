package dev.keyward.cli;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.parse.PolicyDocument;

import java.util.ArrayList;
import java.util.List;

/** Reads the policies of a case. */
final class PolicyReader {

    private static final String RCP_FULL_ACCESS = "RCPFullAWSAccess";

    private static final String FULL_ACCESS = "{\"Version\":\"2012-10-17\",\"Statement\":{"
            + "\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"";

    private final Documents documents;

    PolicyReader(Documents documents) {
        this.documents = documents;
    }

    /** What becomes of the levels of an organization. */
    record Levels(boolean scpFull, boolean rcpFull, boolean exempt) {}

    Policies read(Fields fields, Case.Rule rule, Levels levels) throws CaseException {
        var policies = Policies.none()
                .withIdentity(all(fields, "identity", PolicyKind.IDENTITY))
                .withBoundary(all(fields, "boundary", PolicyKind.PERMISSIONS_BOUNDARY))
                .withSession(all(fields, "session", PolicyKind.SESSION));
        var own = rule instanceof Case.Rule.Trust ? PolicyKind.TRUST : PolicyKind.KEY_POLICY;
        var resource = fields.findObject("resource");
        if (resource.isPresent()) {
            policies = policies.withResource(policy(resource.get(), "resource", own));
        }
        var endpoint = fields.findObject("vpcEndpoint");
        if (endpoint.isPresent()) {
            policies = policies.withVpcEndpoint(
                    policy(endpoint.get(), "vpcEndpoint", PolicyKind.VPC_ENDPOINT));
        }
        var scp = levels(fields, PolicyKind.SERVICE_CONTROL, levels.scpFull());
        var rcp = levels(fields, PolicyKind.RESOURCE_CONTROL, levels.rcpFull());
        fields.done();
        return policies.withServiceControl(levels.exempt() ? List.of() : scp)
                .withResourceControl(rcp);
    }

    private List<NamedPolicy> all(Fields fields, String name, PolicyKind kind)
            throws CaseException {
        var policies = new ArrayList<NamedPolicy>();
        for (var policy : fields.objects(name)) {
            policies.add(policy(policy, name + policies.size(), kind));
        }
        return policies;
    }

    private List<List<NamedPolicy>> levels(Fields fields, PolicyKind kind, boolean full)
            throws CaseException {
        var levels = new ArrayList<List<NamedPolicy>>();
        var name = kind == PolicyKind.SERVICE_CONTROL ? "scp" : "rcp";
        for (var level : fields.objects(name)) {
            level.findText("target");
            var policies = new ArrayList<>(all(level, "policies", kind));
            level.done();
            if (full) {
                policies.add(fullAccess(kind));
            }
            levels.add(policies);
        }
        return levels;
    }

    private NamedPolicy policy(Fields fields, String unnamed, PolicyKind kind)
            throws CaseException {
        var name = fields.findText("name").orElse(unnamed);
        // Whether it is managed or inline changes nothing; a managed one is named by its ARN.
        fields.findText("kind");
        var document = fields.find("document");
        var path = fields.path("document");
        fields.done();
        if (document.isEmpty()) {
            return new NamedPolicy(name, PolicyDocument.empty(kind));
        }
        return new NamedPolicy(name, documents.get(document.get(), readAs(kind, name), path));
    }

    /** AWS's own resource control policy is the only one that may allow. */
    private static PolicyKind readAs(PolicyKind kind, String name) {
        return kind == PolicyKind.RESOURCE_CONTROL && name.equals(RCP_FULL_ACCESS)
                ? PolicyKind.VPC_ENDPOINT
                : kind;
    }

    private NamedPolicy fullAccess(PolicyKind kind) throws CaseException {
        var ofCallers = kind == PolicyKind.SERVICE_CONTROL;
        var name = ofCallers ? "FullAWSAccess" : RCP_FULL_ACCESS;
        var text = FULL_ACCESS + (ofCallers ? "}}" : ",\"Principal\":\"*\"}}");
        return new NamedPolicy(
                name, documents.get(Json.parse(text), readAs(kind, name), "options"));
    }
}
