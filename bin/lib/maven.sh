# shellcheck shell=sh
# Builds with Maven, which comes by the wrapper. Sourced by the launchers, after jdk.sh; they set $root.
: "${root:?}"

finished='Maven has finished without a failure.'

# run_maven LOG SHOW ARGUMENT... runs Maven in the root, JDK 25 under it. The whole output goes to the file LOG, and
# line by line to the function SHOW. Succeeds when Maven does.
run_maven() {
  log=$1 show=$2
  shift 2
  mkdir -p "${log%/*}"
  # The status of a pipe is that of its end: so success is what the log ends with.
  {
    (cd "$root" && ./mvnw --batch-mode -Dstyle.color=never "$@" 2>&1) && echo "$finished"
  } | tee "$log" | while IFS= read -r line; do "$show" "$line"; done
  [ "$(tail -n 1 "$log")" = "$finished" ]
}

downloads=0

# Shows the sign of life that a line of Maven's output gives: downloads are counted, modules are named.
show_progress() {
  case $1 in
    'Downloaded from '* | '[INFO] Downloaded from '*)
      downloads=$((downloads + 1))
      [ $((downloads % 100)) -ne 0 ] || echo "  $downloads files downloaded" >&2
      ;;
    '[INFO] --- compiler:'*':compile '*)
      module=${1##* @ }
      echo "  compiling ${module% ---}" >&2
      ;;
  esac
}

# Shows a line of Maven's output as it is, but downloads, of which the first build has a thousand.
show_output() {
  case $1 in
    'Downloading from '* | '[INFO] Downloading from '* | 'Progress '*) ;;
    'Downloaded from '* | '[INFO] Downloaded from '*) show_progress "$1" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# explain_unreachable LOG says on stderr that the Maven run of that log could not download, and what helps; fails when it
# was something else.
explain_unreachable() {
  cause=$(sed -n \
    -e 's/.*Could not transfer artifact .* from\/to [^ ]* (\([^)]*\)): \(.*\)/\1: \2/p' \
    -e 's/^wget: Failed to fetch //p' \
    -e 's/^curl: Failed to fetch //p' \
    -e 's/^Exception in thread "main" java\.[a-z.]*//p' "$1" |
    sed -e 's/ @ .*//' -e 's/ -> \[Help.*//' | head -n 1)
  [ -n "$cause" ] || return 1
  echo "Maven Central cannot be reached ($cause): name your proxy or mirror in ~/.m2/settings.xml, or by" \
    "MAVEN_ARGS='--settings FILE'; the address that Maven itself comes from, in MVNW_REPOURL." >&2
}

# explain_failure LOG says on stderr why the Maven run of that log failed: the cause alone.
explain_failure() {
  if explain_unreachable "$1"; then return; fi
  if grep -q '^\[ERROR\] COMPILATION ERROR' "$1"; then
    # A warning is an error here, but stands in a paragraph of its own.
    sed -n -e '/^\[WARNING\] .*\.java:\[/p' \
      -e '/^\[ERROR\] COMPILATION ERROR/,/^\[INFO\] [0-9]* error/p' "$1" |
      sed -e '/^\[INFO\]/d' -e 's/^\[[A-Z]*\] //' -e "s|^$root/||" >&2
  elif grep -q '^\[ERROR\]' "$1"; then
    sed -n 's/^\[ERROR\] //p' "$1" | head -n 5 >&2
  else
    tail -n 5 "$1" >&2
  fi
  echo "The whole output is in $1." >&2
}

lock=$root/target/build.lock

# One build at a time: waits until no other is under way. The lock is a link that names its owner.
lock_build() {
  mkdir -p "${lock%/*}"
  trap unlock_build EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  waiting=
  until ln -s "$$" "$lock" 2>/dev/null; do
    owner=$(readlink "$lock") || continue
    if ! kill -0 "$owner" 2>/dev/null; then
      rm -f "$lock"
      continue
    fi
    [ -n "$waiting" ] || echo "Waiting for another build, process $owner ($lock)." >&2
    waiting=yes
    sleep 1
  done
}

unlock_build() {
  if [ "$(readlink "$lock")" = "$$" ]; then rm -f "$lock"; fi
  trap - EXIT HUP INT TERM
}

# built_of MODULE names the file that is as old as the last build of the module, local or commands.
built_of() { echo "$root/tools/$1/target/built"; }

# build_is_current MODULE succeeds when nothing of it, or of what it stands on, has changed since its build finished.
build_is_current() {
  [ -e "$(built_of "$1")" ] && [ -z "$(cd "$root" && find pom.xml functions/pom.xml functions/src/main \
    tools/toolkit/pom.xml tools/toolkit/src/main "tools/$1/pom.xml" "tools/$1/src/main" .mvn -newer "$(built_of "$1")")" ]
}

# What changes while a build runs is newer than its beginning, and so not in it.
begin_build() { touch "$root/target/build.started"; }

# finish_build MODULE... : these have been built.
finish_build() {
  for module; do touch -r "$root/target/build.started" "$(built_of "$module")"; done
}

# build_if_needed [MODULE] builds what the launchers run of it, local unless told, unless it is there; or ends with
# status 1.
build_if_needed() {
  wanted=${1:-local}
  if build_is_current "$wanted"; then return; fi
  lock_build
  if ! build_is_current "$wanted"; then
    if [ -e "$(built_of "$wanted")" ]; then
      echo "Building, since sources have changed." >&2
    else
      echo "Building. The first time, Maven and libraries are downloaded: a few minutes." >&2
    fi
    begin_build
    if ! run_maven "$root/target/build.log" show_progress package -Dmaven.test.skip=true \
      --projects "tools/$wanted" --also-make; then
      explain_failure "$root/target/build.log"
      exit 1
    fi
    finish_build "$wanted"
  fi
  unlock_build
}
