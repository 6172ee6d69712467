package dev.keyward.policy.explain;

/** What a layer has to do with the decision, given the rule and the other layers. */
public enum Bearing {
    /** There is no policy of the kind, and so no limit by it. */
    NONE,
    /** A ceiling: what it does not allow, nothing allows. */
    CEILING,
    /** It limits what the caller's own permissions are. */
    CAP,
    /** It would limit the caller's own permissions, but the caller needs none. */
    SPARED,
    /** What the caller's own permissions come from. */
    GIVES,
    /** It could allow, but others do so already. */
    NOT_NEEDED,
    /** The resource's own policy, without which nobody is let in unless by a grant. */
    GUARDS,
    /** It can stand in for the resource's own policy. */
    STANDS_IN,
    /** The caller is a root user, whose permissions nobody has to give. */
    ROOT,
    /** No policy can give the action to other accounts. */
    OUT_OF_REACH,
    /** It has no say in this kind of request. */
    NOT_HEARD
}
