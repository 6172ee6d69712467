package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.RegisteredService;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An authenticated principal with the credentials it used.
 *
 * @param accessKeyId empty for callers without AWS credentials
 * @param session present for temporary credentials, and for callers without AWS credentials
 * @param via which services the call comes through
 */
public record Caller(Principal principal, String accessKeyId, Optional<Session> session, Via via) {

    private static final String NO_ACCESS_KEY = "";

    /**
     * Somebody who has no AWS credentials, and whom an identity provider vouches for.
     *
     * @param session what it said of them, and until when
     */
    public static Caller vouchedFor(Principal.Federated principal, Session session) {
        return new Caller(principal, NO_ACCESS_KEY, Optional.of(session));
    }

    /** Somebody whose call comes straight from where it is made. */
    public Caller(Principal principal, String accessKeyId, Optional<Session> session) {
        this(principal, accessKeyId, session, Via.NOTHING);
    }

    /** The same, whose call comes through services. */
    Caller via(Via newVia) {
        return new Caller(principal, accessKeyId, session, newVia);
    }

    public AccountId account() {
        return principal.account();
    }

    /** Whether the credentials are temporary and their time is over. */
    public boolean hasExpired(Instant now) {
        return session.isPresent() && !now.isBefore(session.get().expires());
    }

    /**
     * The unique id that AWS prints for the caller: {@code AIDA...} for a user, {@code
     * AROA...:session} for a session of a role, the account's number for its root user.
     *
     * <p>Source: IAM User Guide, "AWS global condition context keys", {@code aws:userid}.
     */
    public String userId() {
        return switch (principal) {
            case Principal.Root root -> root.account().value();
            case Principal.User user -> user.id();
            case Principal.AssumedRole role -> role.roleId() + ":" + role.sessionName();
            case Principal.FederatedUser user ->
                user.account() + ":" + user.arn().substring(user.arn().indexOf('/') + 1);
            case Principal.Federated federated -> federated.provider();
            case Principal.Service service -> service.name();
        };
    }

    /**
     * Which registered services stand between the caller and this server, and what the last one says of
     * the resource that it calls for. It is believed, since services are registered by the operator.
     *
     * <p>Source: IAM User Guide, "AWS global condition context keys", {@code aws:CalledVia} and {@code
     * aws:SourceArn}.
     *
     * @param services by name, in the order in which they were called; none if the caller calls itself
     * @param sourceArn the resource on whose behalf a service calls
     * @param sourceAccount the account of that resource
     */
    public record Via(
            List<String> services, Optional<String> sourceArn, Optional<String> sourceAccount) {

        public static final Via NOTHING = new Via(List.of(), Optional.empty(), Optional.empty());

        public Via {
            services = List.copyOf(services);
        }

        /** Whether a service calls for somebody else. */
        public boolean isService() {
            return !services.isEmpty();
        }

        /** What {@code kms:ViaService} is for a call in {@code region}. */
        public Optional<String> viaService(Region region) {
            return isService()
                    ? Optional.of(RegisteredService.viaService(services.getLast(), region))
                    : Optional.empty();
        }
    }

    /** What temporary credentials carry beside the principal. */
    public record Session(
            Instant issued,
            Instant expires,
            SessionPolicies policies,
            SessionTags tags,
            Optional<String> sourceIdentity,
            SignIn signIn) {

        /** A session that nothing limits and nothing is told of. */
        public static Session between(Instant issued, Instant expires) {
            return new Session(
                    issued,
                    expires,
                    SessionPolicies.NONE,
                    SessionTags.NONE,
                    Optional.empty(),
                    SignIn.NONE);
        }
    }

    /**
     * How the holder of a session showed who it is, beyond an access key.
     *
     * @param multiFactor when a code of an MFA device was checked, if one was
     * @param federation who vouched for it, if an identity provider did
     */
    public record SignIn(Optional<Instant> multiFactor, Optional<Federation> federation) {

        public static final SignIn NONE = new SignIn(Optional.empty(), Optional.empty());

        public static SignIn withMultiFactor(Instant at) {
            return new SignIn(Optional.of(at), Optional.empty());
        }

        public static SignIn by(Federation federation) {
            return new SignIn(Optional.empty(), Optional.of(federation));
        }
    }

    /**
     * What an identity provider said of the holder, as condition keys with their prefix: {@code
     * accounts.example.com:sub}, {@code saml:aud}. They stay for the whole session.
     *
     * <p>Source: IAM User Guide, "IAM and AWS STS condition context keys", keys of OIDC and SAML
     * federation.
     *
     * @param provider the ARN of the provider, {@code aws:FederatedProvider}
     * @param single those that have one value
     * @param multiple those that may have several
     */
    public record Federation(
            String provider,
            SortedMap<String, String> single,
            SortedMap<String, List<String>> multiple) {

        public Federation {
            single = Collections.unmodifiableSortedMap(new TreeMap<>(single));
            multiple = Collections.unmodifiableSortedMap(new TreeMap<>(multiple));
        }

        /** The value of a key that has one, if the provider said so. */
        public Optional<String> find(String key) {
            return Optional.ofNullable(single.get(key));
        }
    }

    /**
     * What limits a session beyond its principal's own policies. Managed policies are read when they
     * are needed, so that a change to one counts for sessions that have begun; one that is gone
     * allows nothing.
     */
    public record SessionPolicies(Optional<String> inline, List<Arn> managed) {

        public static final SessionPolicies NONE = new SessionPolicies(Optional.empty(), List.of());

        public SessionPolicies {
            managed = List.copyOf(managed);
        }

        /** Whether nothing is limited. */
        public boolean areAbsent() {
            return inline.isEmpty() && managed.isEmpty();
        }
    }

    /**
     * The tags of a session. Keys are compared without regard to case and kept as given.
     *
     * @param transitive those of the keys that sessions begun from this one inherit
     */
    public record SessionTags(SortedMap<String, String> values, Set<String> transitive) {

        public static final SessionTags NONE =
                new SessionTags(Collections.emptySortedMap(), Set.of());

        public SessionTags {
            var sorted = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            sorted.putAll(values);
            values = Collections.unmodifiableSortedMap(sorted);
            transitive = Set.copyOf(transitive);
        }
    }
}
