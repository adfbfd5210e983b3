# shellcheck shell=sh
# The JVM's cache of loaded and linked classes, from which commands start in half the time. Sourced by launchers, after
# jdk.sh and maven.sh; they set $root.
: "${root:?}" "${JAVA_HOME:?}"

# train_aot_cache CACHE BUILT ARGUMENT... makes the file CACHE by running java with these arguments, unless it is newer
# than the build whose file BUILT is. Without it commands are slower, and work.
train_aot_cache() {
  cache=$1 built=$2
  shift 2
  if [ -e "$cache" ] && [ -z "$(find "$built" -newer "$cache")" ]; then return; fi
  # Made aside, since others may be starting from the old one or making theirs.
  if "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$cache.$$" "$@" >/dev/null 2>&1; then
    mv -f "$cache.$$" "$cache"
  else
    rm -f "$cache.$$"
  fi
}
