# shellcheck shell=sh
# The JVM's AOT cache of loaded and linked classes, which halves the start-up time of commands. Launchers set $root and
# source this file after jdk.sh and maven.sh.
: "${root:?}" "${JAVA_HOME:?}"

# train_aot_cache CACHE BUILT ARGUMENT... creates the file CACHE by running java with these arguments, unless it is
# newer than the file BUILT. Commands work without the cache, but start more slowly.
train_aot_cache() {
  cache=$1 built=$2
  shift 2
  if [ -e "$cache" ] && [ -z "$(find "$built" -newer "$cache")" ]; then return; fi
  # Written under another name, because other processes may read the old cache or create one too.
  if "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$cache.$$" "$@" >/dev/null 2>&1; then
    mv -f "$cache.$$" "$cache"
  else
    rm -f "$cache.$$"
  fi
}
