# shellcheck shell=sh
# Finds the JDK that builds and runs the project. Launchers set $root and source this file.
. "${root:?}/bin/lib/environment.sh"

# Succeeds if the folder $1 has a JDK of version 25, the version of the deployed functions.
is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[".+-]' "$1/release" 2>/dev/null
}

# Prints the home of the java on PATH. Asks java, because the file may be a link or a version manager's shim.
home_of_java_on_path() {
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

# Sets and exports JAVA_HOME, or exits with code 2.
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
  echo "No JDK 25 found in JAVA_HOME, on PATH or in the usual folders. Install one" \
    "(for example from https://adoptium.net), or set JAVA_HOME to its folder." >&2
  exit 2
}
