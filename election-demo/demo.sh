#!/usr/bin/env bash
# The demo: five voters elect a leader while Entropy drops what they receive, with the election as
# the steady state. Leaves nothing behind. Takes the arguments of `entropy run` to replace the
# default ones, e.g. ./dev demo -f 1s -p .3 --for 30s send_drop percent=50
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
root=$(dirname "$here")
project=entropy-demo-$$

compose() {
  local command=(docker-compose)
  command -v docker-compose >/dev/null || command=(docker compose)
  "${command[@]}" -p "$project" -f "$root/election.yml" "$@"
}

# shellcheck disable=SC2317  # called by the trap
cleanup() {
  trap '' INT TERM
  compose down -v --remove-orphans >/dev/null 2>&1 || true
}
trap cleanup EXIT

# Free ports on loopback, so that the demo runs beside anything else.
read -r -a ports <<<"$(python3 - 2>/dev/null <<'PY' || echo 8081 8082 8083 8084 8085
import socket
held = [socket.socket() for _ in range(5)]
for s in held: s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in held])
PY
)"
for i in 1 2 3 4 5; do export "VOTER${i}_PORT=${ports[i - 1]}"; done

status() { curl -fsS --max-time 2 "http://127.0.0.1:$1/status" 2>/dev/null || true; }
leader_of() { sed -n 's/.*"leader":"\([^"]*\)".*/\1/p'; }
term_of() { sed -n 's/.*"term":\([0-9]*\).*/\1/p'; }

echo ">> five voters"
compose up -d
leader=''
for _ in $(seq 1 100); do
  leader=$(status "${ports[0]}" | leader_of)
  [[ -n $leader ]] && break
  sleep 0.2
done
[[ -n $leader ]] || { echo "the voters elected no leader within 20 s:" >&2; compose logs >&2; exit 1; }
before=$(status "${ports[0]}")
echo ">> they elected $leader: $before"

run=(-f 1s -p .1 --for 60s recv_drop)
(($# == 0)) || run=("$@")
steady=()
for port in "${ports[@]}"; do steady+=(--steady-state "http://127.0.0.1:$port/healthz"); done
echo ">> entropy run --project $project -t servicename=voter ${steady[*]} ${run[*]}"
code=0
"$root/cli/target/dist/bin/entropy" run --project "$project" -t servicename=voter "${steady[@]}" "${run[@]}" || code=$?

echo
echo ">> leaders, as the voters tell it (each line is one voter's view of a new leader)"
compose logs --no-color 2>/dev/null | grep -i leader | tail -n 40 || true
after=$(status "${ports[0]}")
echo ">> before: $before"
echo ">> after:  $after"
terms=$(($(term_of <<<"${after:-$before}") - $(term_of <<<"$before")))
echo ">> the term grew by $terms; entropy ended with $code (0: the steady state held or was regained)"
exit "$code"
