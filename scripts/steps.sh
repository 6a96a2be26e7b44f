# Sourced by scripts/test and scripts/check: named steps, the time each took, and a summary at the end.
# The first step that fails ends the run. What could not be done is noted aloud and repeated in the summary.

steps_done=()
steps_notes=$(mktemp "${TMPDIR:-/tmp}/guanxi-notes.XXXXXX")
steps_exports=$(mktemp "${TMPDIR:-/tmp}/guanxi-exports.XXXXXX")
steps_code=1

# step NAME COMMAND… — runs it in a subshell that stops at the first error.
step() {
  local name=$1 began=$SECONDS code
  shift
  printf '\n── %s\n' "$name"
  (
    set -eu
    "$@"
  )
  code=$?
  if [ $code != 0 ]; then
    steps_done+=("$(printf '✗ %-44s %5s s' "$name" $((SECONDS - began)))")
    steps_code=$code
    exit "$code"
  fi
  steps_done+=("$(printf '✓ %-44s %5s s' "$name" $((SECONDS - began)))")
  echo "${steps_done[${#steps_done[@]} - 1]}"
  # shellcheck disable=SC1090
  . "$steps_exports"
}

# note TEXT — something the reader must know although nothing failed.
note() {
  echo "NOTE: $1"
  echo "$1" >>"$steps_notes"
}

# keep COMMAND… — runs a command that prints `export …` lines; they hold for the steps that follow.
keep() {
  local lines
  lines=$("$@") || return 1
  echo "$lines" >>"$steps_exports"
}

all_steps_done() {
  steps_code=0
}

summary() {
  printf '\n══ summary, %s s\n' "$SECONDS"
  printf '%s\n' ${steps_done[@]+"${steps_done[@]}"}
  while read -r line; do echo "NOTE: $line"; done <"$steps_notes"
  rm -f "$steps_notes" "$steps_exports"
  if [ "$steps_code" = 0 ]; then echo "all steps passed"; else echo "FAILED"; fi
}
