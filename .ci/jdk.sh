# Sourced: sets JAVA_HOME to a JDK of version 25 or newer, or ends with a sentence.

is_new_jdk() {
    [ -x "$1/bin/javac" ] || return 1
    local version
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
    [ "${version:-0}" -ge 25 ]
}

# The home of the `java` on the path, through its symbolic links.
jdk_on_path() {
    local java
    java=$(command -v java) || return 0
    while [ -L "$java" ]; do
        local link
        link=$(readlink "$java")
        case $link in
            /*) java=$link ;;
            *) java=$(dirname "$java")/$link ;;
        esac
    done
    (cd "$(dirname "$java")/.." && pwd -P)
}

find_jdk() {
    local candidate
    for candidate in "${JAVA_HOME:-}" "$(jdk_on_path)" \
        /usr/lib/jvm/* /opt/*jdk* /opt/*/*jdk* /opt/java/* /usr/java/* \
        "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$candidate" ] && is_new_jdk "$candidate"; then
            JAVA_HOME=$candidate
            export JAVA_HOME
            return
        fi
    done
    echo "keyward: no JDK 25 or newer was found; install one (for example Eclipse Temurin 25) or set JAVA_HOME to it" >&2
    exit 1
}

find_jdk
