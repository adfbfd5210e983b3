# shellcheck shell=sh
# Builds with the Maven wrapper. Launchers set $root and source this file after jdk.sh.
: "${root:?}"

finished='Maven has finished without a failure.'

# run_maven LOG SHOW ARGUMENT... runs Maven in the root folder. Writes the whole output to the file LOG and passes each
# line to the function SHOW. Succeeds if Maven does.
run_maven() {
  log=$1 show=$2
  shift 2
  mkdir -p "${log%/*}"
  # The exit status of a pipe is that of its last command, so the last line of the log marks success.
  {
    (cd "$root" && ./mvnw --batch-mode -Dstyle.color=never "$@" 2>&1) && echo "$finished"
  } | tee "$log" | while IFS= read -r line; do "$show" "$line"; done
  [ "$(tail -n 1 "$log")" = "$finished" ]
}

downloads=0

# Shows the progress in a line of Maven's output: the number of downloads and the compiled module.
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

# Shows a line of Maven's output, but only the number of downloads: the first build has about a thousand.
show_output() {
  case $1 in
    'Downloading from '* | '[INFO] Downloading from '* | 'Progress '*) ;;
    'Downloaded from '* | '[INFO] Downloaded from '*) show_progress "$1" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# explain_unreachable LOG prints on stderr why a Maven run could not download, and what to do. Fails if the run failed
# for another reason.
explain_unreachable() {
  cause=$(sed -n \
    -e 's/.*Could not transfer artifact .* from\/to [^ ]* (\([^)]*\)): \(.*\)/\1: \2/p' \
    -e 's/^wget: Failed to fetch //p' \
    -e 's/^curl: Failed to fetch //p' \
    -e 's/^Exception in thread "main" java\.[a-z.]*//p' "$1" |
    sed -e 's/ @ .*//' -e 's/ -> \[Help.*//' | head -n 1)
  [ -n "$cause" ] || return 1
  echo "Maven Central cannot be reached ($cause). Set your proxy or mirror in ~/.m2/settings.xml or with" \
    "MAVEN_ARGS='--settings FILE', and the URL to download Maven from in MVNW_REPOURL." >&2
}

# explain_failure LOG prints on stderr why a Maven run failed.
explain_failure() {
  if explain_unreachable "$1"; then return; fi
  if grep -q '^\[ERROR\] COMPILATION ERROR' "$1"; then
    # Warnings fail the build (-Werror), but Maven lists them separately.
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

# Waits until no other build runs. The lock is a symbolic link whose target is the process id of its owner.
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

# Its time is that of the last build of the local system and the commands.
built=$root/tools/commands/target/built

# build_is_current succeeds if no source has changed since the last build.
build_is_current() {
  [ -e "$built" ] && [ -d "$root/tools/local/target/lib" ] && [ -z "$(cd "$root" && find pom.xml .mvn \
    functions/pom.xml functions/src/main tools/*/pom.xml tools/*/src/main -newer "$built")" ]
}

# begin_build notes the time: what changes during a build is not part of it.
begin_build() { touch "$root/target/build.started"; }

# finish_build marks the local system and the commands as built.
finish_build() { touch -r "$root/target/build.started" "$built"; }

# build_if_needed builds the local system and the commands if their build is not current. Exits with code 1 on failure.
build_if_needed() {
  if build_is_current; then return; fi
  lock_build
  if ! build_is_current; then
    if [ -e "$built" ]; then
      echo "Building: sources have changed." >&2
    else
      echo "Building. The first build downloads Maven and libraries, which takes a few minutes." >&2
    fi
    begin_build
    if ! run_maven "$root/target/build.log" show_progress package -Dmaven.test.skip=true \
      --projects tools/local,tools/commands --also-make; then
      explain_failure "$root/target/build.log"
      exit 1
    fi
    finish_build
  fi
  unlock_build
}
