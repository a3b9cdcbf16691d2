#!/usr/bin/env bash
# Builds everything once and runs every test. See ./test.sh --help.
set -u -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
./test.sh [--long] [NAME ...] [-- OPTION ...]

  --long   the long mode: more crashes, longer runs, bigger data (hours)
  NAME     only test projects whose name contains one of these, for example Tidy or Store.Sqlite
  OPTION   passed to every test program, for example --filter-class '*Claim*'

The last line is "N passed, N failed, N skipped". Exit code 0: all that ran have passed, and something ran.
Needs the .NET SDK that global.json names. Servers that tests need are installed when run as root on Debian;
otherwise their packages are named, and the tests that need them are skipped.
TEXT
}

names=() options=() long=0
while [ $# -gt 0 ]; do
  case $1 in
    --long) long=1 ;;
    -h | --help) usage; exit 0 ;;
    --) shift; options=("$@"); break ;;
    -*) printf 'Unknown option %s. Options for the test programs stand behind --.\n\n' "$1" >&2; usage >&2; exit 2 ;;
    *) names+=("$1") ;;
  esac
  shift
done

# A bare environment (cron, containers, CI) may lack what the SDK needs.
export PATH="${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
export HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false LC_ALL=C.UTF-8
limit=20m
if [ $long = 1 ]; then export VIADUCT_LONG=1; limit=12h; fi

install_servers() {
  local missing=()
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
  compgen -G '/usr/lib/*/libsqlite3.so.0' >/dev/null || missing+=(libsqlite3-0)
  [ ${#missing[@]} = 0 ] || install "${missing[@]}"
  # Fewer tests need these, and not every system has them.
  PATH="$PATH:/usr/sbin" command -v pgbouncer >/dev/null || install pgbouncer
  [ $long = 0 ] || command -v patroni >/dev/null || install patroni
  [ $long = 0 ] || command -v etcd >/dev/null || install etcd-server
}

install() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "== installing $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1 ||
      { apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends "$@" >/dev/null; } ||
      echo "Could not install $*: the tests that need it are skipped."
  else
    echo "Not installed: $* (Debian's names). The tests that need it are skipped."
  fi
}

restore() {
  local output
  output=$(dotnet restore Viaduct.slnx --locked-mode 2>&1) && return 0
  if [ -z "${CI:-}" ] && grep -q NU1004 <<<"$output"; then
    echo "The lock files do not fit the projects: restoring writes them anew. Commit them."
    dotnet restore Viaduct.slnx && return 0
  fi
  printf '%s\n' "$output" >&2
  return 1
}

command -v dotnet >/dev/null || {
  echo "The .NET SDK is missing: install the version that global.json names, https://dotnet.microsoft.com/download" >&2
  exit 1
}
install_servers
echo "== restoring and building"
restore || exit 1
dotnet build Viaduct.slnx -c Debug --no-restore -v q || exit 1

wanted() {
  [ ${#names[@]} -gt 0 ] || return 0
  local name
  for name in "${names[@]}"; do [[ $1 == *"$name"* ]] && return 0; done
  return 1
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0 skipped=0

# The number behind a word in the summary that a test program writes at its end.
count() { awk -v word="$1:" '$1 == word { number = $2 } END { print number + 0 }' "$log"; }

run_project() {
  local name=$1 program=$2 code bad started=$SECONDS
  echo "== $name"
  "$program" --no-progress --no-ansi --ignore-exit-code 8 --timeout "$limit" ${options[@]+"${options[@]}"} \
    2>&1 </dev/null | tee "$log"
  code=${PIPESTATUS[0]}
  bad=$(count failed)
  if [ "$code" != 0 ] && [ "$bad" = 0 ]; then
    echo "$name ended with code $code before all its tests had run."
    bad=1
  fi
  passed=$((passed + $(count succeeded))) failed=$((failed + bad)) skipped=$((skipped + $(count skipped)))
  echo "== $name: $((SECONDS - started)) s"
}

# Tidy first: it is quick, and says most about a change.
for project in test/Tidy/*.csproj $(ls test/*/*.csproj | grep -v '^test/Tidy/'); do
  name=$(basename "$project" .csproj)
  program=$(dirname "$project")/bin/Debug/net10.0/$name
  if grep -q '"xunit.v3"' "$project" && wanted "$name"; then run_project "$name" "$program"; fi
done

if [ $((passed + failed)) = 0 ]; then echo "No test ran: is there a project and a test of that name?"; fi
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ] && [ $passed -gt 0 ]
