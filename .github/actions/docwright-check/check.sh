#!/usr/bin/env bash
# What the action does, from variables: DOCS, and where they are set OUT, CONFIG, BASELINE, AGAINST, FAIL_ON. Fails if a step found something;
# all steps run.
set -uo pipefail

# Bash of macOS takes an empty list for a variable that is not set.
config() { "$@" ${CONFIG:+--config "$CONFIG"}; }
summary=${GITHUB_STEP_SUMMARY:-/dev/null}
worst=0
step() {
  "$@"
  local code=$?
  if [ "$code" -gt "$worst" ]; then worst=$code; fi
}

step config docwright lint --docs "$DOCS" ${BASELINE:+--baseline "$BASELINE"} --format github
if [ -n "${OUT:-}" ]; then
  step config docwright check --docs "$DOCS" --out "$OUT"
fi
if [ -n "${AGAINST:-}" ]; then
  step config docwright diff "$AGAINST:$DOCS" "$DOCS" --format markdown ${FAIL_ON:+--fail-on "$FAIL_ON"} >>"$summary"
fi
exit "$worst"
