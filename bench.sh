#!/usr/bin/env bash
# Measures. See ./bench.sh --help.
set -eu -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
./bench.sh [load [--json] [--pairs N] [--seconds N] [--only postgres,sqlite] [--no-peer]]

  load   messages over two durable hops: Viaduct, the hand-written limit and RabbitMQ by turns (bench/Load)

Without arguments everything is measured and tables are printed; --json prints one object on standard output.
The servers come from Debian (postgresql, rabbitmq-server), are installed when run as root, and are started
on free ports in temporary folders. Nothing else should run on the machine meanwhile.
TEXT
}

export PATH="${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
export HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

case ${1:-load} in
  load) [ $# = 0 ] || shift ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

missing=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
compgen -G '/usr/lib/rabbitmq/lib/rabbitmq_server-*' >/dev/null || missing+=(rabbitmq-server)
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

dotnet build bench/Load/Viaduct.Load.csproj -c Release -v q >&2
exec bench/Load/bin/Release/net10.0/Viaduct.Load "$@"
