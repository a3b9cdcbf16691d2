#!/usr/bin/env bash
# Measures. See ./bench.sh --help.
set -eu -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
./bench.sh [load] [--json] [--only NAME[,NAME]] [OPTION N]
./bench.sh formats [--json] [--only NAME[,NAME]] [OPTION N]
./bench.sh failover [--json] [--trials N] [--servers N] [--only NAME[,NAME]]

  load     messages over two durable hops: Viaduct, the hand-written limit and RabbitMQ by turns, and what
           becomes of the speed with a backlog, beside an old snapshot, after ten million messages, … (bench/Load)
  formats  envelopes, flat files and maps against bare loops over the same bytes, and the memory that the tools
           take for a file of a gigabyte (bench/Formats)
  failover servers killed and hung on both stores, the primary database killed and its standby promoted, 30 times
           each under servers at work: how long until the next message, and what was lost, twice, out of order or
           written by an owner of before (bench/Failover)

  --only names stores (postgres, sqlite) and lines: of load speed, latency, fanOut, subscriptions, tracking, bodies,
  trackingPages, tracing, cleanUp, backlog, oldSnapshot, growth, http, liveChange, idle. An option that is none
  lists the rest.

Without arguments everything is measured, which takes hours, and tables are printed; --json prints one object.
How far it is goes to the error stream. The servers come from Debian (postgresql, rabbitmq-server), are installed
when run as root, and are started on free ports in temporary folders. Nothing else should run on the machine.
TEXT
}

export PATH="${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
export HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

what=load
case ${1:-load} in
  load) [ $# = 0 ] || shift ;;
  formats) what=formats; shift ;;
  failover) what=failover; shift ;;
  --json | --only | --no-peer | --pairs | --seconds | --repeats | --backlog | --snapshot-seconds | --growth | \
    --idle-seconds | --executable) ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

missing=()
if [ $what != formats ]; then
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
fi
if [ $what = load ]; then
  compgen -G '/usr/lib/*/libsqlite3.so.0' >/dev/null || missing+=(libsqlite3-0)
  compgen -G '/usr/lib/rabbitmq/lib/rabbitmq_server-*' >/dev/null || missing+=(rabbitmq-server)
fi
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Not installed: ${missing[*]} (Debian's names)." >&2
    exit 1
  fi
  echo "== installing ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q >&2
  apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
fi

echo "== building" >&2
published=$(mktemp -d)
trap 'rm -rf "$published"' EXIT
dotnet publish src/Viaduct/Viaduct.csproj -c Release -v q -o "$published" >&2
if [ $what = formats ]; then
  dotnet build bench/Formats/Viaduct.FormatsBench.csproj -c Release -v q >&2
  bench/Formats/bin/Release/net10.0/Viaduct.FormatsBench --executable "$published/viaduct" "$@"
elif [ $what = failover ]; then
  dotnet build bench/Failover/Viaduct.FailoverBench.csproj -c Release -v q >&2
  bench/Failover/bin/Release/net10.0/Viaduct.FailoverBench --executable "$published/viaduct" "$@"
else
  dotnet build bench/Load/Viaduct.Load.csproj -c Release -v q >&2
  bench/Load/bin/Release/net10.0/Viaduct.Load --executable "$published/viaduct" "$@"
fi
