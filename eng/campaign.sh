#!/usr/bin/env bash
# Runs a fault campaign. See eng/campaign.sh --help, and docs/contributing/fault-campaign.md.
set -eu -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export PATH="${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
export HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

dotnet build eng/Campaign/Viaduct.Campaign.csproj -c Release -v q >&2
program=eng/Campaign/bin/Release/net10.0/Viaduct.Campaign
case " $* " in
  *" --help "*) $program || true; exit 0 ;;
  *" --plan "* | *" --check "*) exec $program "$@" ;;
esac

missing=()
case " $* " in *" postgres "*)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
  compgen -G '/usr/lib/*/faketime/libfaketime.so.1' >/dev/null || [[ " $* " != *" --calm "* ]] || missing+=(libfaketime)
esac
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "== installing ${missing[*]}" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >&2
    apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
  else
    echo "Not installed: ${missing[*]} (Debian's names)." >&2
    exit 2
  fi
fi

published=$(mktemp -d)
trap 'rm -rf "$published"' EXIT
dotnet publish src/Viaduct/Viaduct.csproj -c Release -v q -o "$published" >&2
$program --executable "$published/viaduct" "$@"
