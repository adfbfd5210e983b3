# shellcheck shell=sh
# Finds the JDK that builds and runs everything here. Sourced by the launchers.

# Succeeds when the folder $1 holds a JDK of exactly version 25: what is deployed runs on that.
is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[".+-]' "$1/release" 2>/dev/null
}

# Prints the home of the java on PATH, which may be a link or a version manager's shim: only java itself knows.
home_of_java_on_path() {
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

# Sets and exports JAVA_HOME, or ends with status 2.
require_jdk_25() {
  if is_jdk_25 "${JAVA_HOME:-}"; then
    export JAVA_HOME
    return
  fi
  for home in "$(home_of_java_on_path)" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/* /opt/java/* /opt/jdk/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
    "${ASDF_DATA_DIR:-${HOME:-}/.asdf}"/installs/java/* \
    "${MISE_DATA_DIR:-${HOME:-}/.local/share/mise}"/installs/java/* \
    "${HOME:-}"/.jdks/* "${HOME:-}"/.jdks/*/Contents/Home \
    "${HOME:-}"/.gradle/jdks/* "${HOME:-}"/.gradle/jdks/*/Contents/Home; do
    if is_jdk_25 "$home"; then
      JAVA_HOME=$home
      export JAVA_HOME
      return
    fi
  done
  echo "No JDK 25 found, neither by JAVA_HOME nor on PATH nor in the usual folders: install one" \
    "(for example from https://adoptium.net), or set JAVA_HOME to its folder." >&2
  exit 2
}
