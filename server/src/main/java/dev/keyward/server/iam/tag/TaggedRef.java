package dev.keyward.server.iam.tag;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.InstanceProfileRef;
import dev.keyward.server.iam.common.MfaDeviceRef;
import dev.keyward.server.iam.common.OidcProviderRef;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.iam.common.SamlProviderRef;
import dev.keyward.server.iam.common.ServerCertificateRef;
import dev.keyward.server.model.IamPrincipal;
import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Something with tags, as a request names it. */
sealed interface TaggedRef {

    Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot);

    /**
     * What tells it from others, its unique id or its ARN, and its tags.
     *
     * @throws dev.keyward.wire.ServiceException {@code NoSuchEntity}
     */
    Found get(Call call, Snapshot snapshot);

    /**
     * Replaces its tags.
     *
     * @throws dev.keyward.wire.ServiceException {@code NoSuchEntity}; {@code AccessDenied} if it is
     *     AWS's
     */
    void update(String operation, Map<String, String> tags, Call call, Transaction transaction);

    record Found(String id, SortedMap<String, String> tags) {}

    record Principal(OwnerRef ref) implements TaggedRef {

        @Override
        public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
            return ref.target(operation, keys, call, snapshot);
        }

        @Override
        public Found get(Call call, Snapshot snapshot) {
            var principal = principal(call, snapshot);
            return new Found(principal.id(), principal.tags());
        }

        @Override
        public void update(
                String operation, Map<String, String> tags, Call call, Transaction transaction) {
            OwnerKind.update(transaction, principal(call, transaction).withTags(tags));
        }

        private IamPrincipal principal(Call call, Snapshot snapshot) {
            return (IamPrincipal) ref.get(call, snapshot);
        }
    }

    record Policy(PolicyRef ref) implements TaggedRef {

        @Override
        public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
            return ref.target(operation, keys, call, snapshot);
        }

        @Override
        public Found get(Call call, Snapshot snapshot) {
            var policy = ref.get(call, snapshot);
            return new Found(policy.id(), policy.tags());
        }

        @Override
        public void update(
                String operation, Map<String, String> tags, Call call, Transaction transaction) {
            var policy = ref.getOwn(operation, call, transaction);
            transaction
                    .managedPolicies()
                    .update(new ManagedPolicy(
                            policy.arn(),
                            policy.path(),
                            policy.name(),
                            policy.id(),
                            policy.description(),
                            policy.defaultVersionId(),
                            policy.latestVersion(),
                            policy.created(),
                            policy.updated(),
                            new TreeMap<>(tags)));
        }
    }

    record Oidc(OidcProviderRef ref) implements TaggedRef {

        @Override
        public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
            return ref.target(operation, keys, call, snapshot);
        }

        @Override
        public Found get(Call call, Snapshot snapshot) {
            var provider = ref.get(call, snapshot);
            return new Found(provider.arn().toString(), provider.tags());
        }

        @Override
        public void update(
                String operation, Map<String, String> tags, Call call, Transaction transaction) {
            transaction.oidcProviders().update(ref.get(call, transaction).withTags(tags));
        }
    }

    record Saml(SamlProviderRef ref) implements TaggedRef {

        @Override
        public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
            return ref.target(operation, keys, call, snapshot);
        }

        @Override
        public Found get(Call call, Snapshot snapshot) {
            var provider = ref.get(call, snapshot);
            return new Found(provider.id(), provider.tags());
        }

        @Override
        public void update(
                String operation, Map<String, String> tags, Call call, Transaction transaction) {
            var provider = ref.get(call, transaction);
            transaction.samlProviders().update(provider.withTags(new TreeMap<>(tags)));
        }
    }

    record Certificate(ServerCertificateRef ref) implements TaggedRef {

        @Override
        public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
            return ref.target(operation, keys, call, snapshot);
        }

        @Override
        public Found get(Call call, Snapshot snapshot) {
            var certificate = ref.get(call, snapshot);
            return new Found(certificate.id(), certificate.tags());
        }

        @Override
        public void update(
                String operation, Map<String, String> tags, Call call, Transaction transaction) {
            transaction.serverCertificates().update(ref.get(call, transaction).withTags(tags));
        }
    }

    record Device(MfaDeviceRef ref) implements TaggedRef {

        @Override
        public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
            return ref.target(operation, keys, call, snapshot);
        }

        @Override
        public Found get(Call call, Snapshot snapshot) {
            var device = ref.get(call, snapshot);
            return new Found(device.id(), device.tags());
        }

        @Override
        public void update(
                String operation, Map<String, String> tags, Call call, Transaction transaction) {
            transaction.mfaDevices().update(ref.get(call, transaction).withTags(tags));
        }
    }

    record Profile(InstanceProfileRef ref) implements TaggedRef {

        @Override
        public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
            return ref.target(operation, keys, call, snapshot);
        }

        @Override
        public Found get(Call call, Snapshot snapshot) {
            var profile = ref.get(call, snapshot);
            return new Found(profile.id(), profile.tags());
        }

        @Override
        public void update(
                String operation, Map<String, String> tags, Call call, Transaction transaction) {
            transaction.instanceProfiles().update(ref.get(call, transaction).withTags(tags));
        }
    }
}
