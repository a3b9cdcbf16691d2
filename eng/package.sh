#!/usr/bin/env bash
# Builds the packages of Viaduct. See eng/package.sh --help.
set -u -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

all=(tool core templates linux-x64 win-x64 linux-arm64 deb container sbom)

usage() {
  cat <<TEXT
eng/package.sh [--out DIR] [NAME ...]
eng/package.sh --check [NAME ...]

  --out DIR  where the packages go; default out/packages
  --check    builds twice, in two copies of the tree in different folders, and says what is equal byte for byte
  NAME       only these: ${all[*]}

What cannot be had from the feed, for example the runtime of another platform, is said, and the rest is built. Then
the exit code is 1. SHA256SUMS names everything that was built. SOURCE_DATE_EPOCH dates the files; default: the last
commit.
TEXT
}

out=out/packages check=0 names=()
while [ $# -gt 0 ]; do
  case $1 in
    --out) shift; out=${1:?} ;;
    --check) check=1 ;;
    -h | --help) usage; exit 0 ;;
    *) if [[ " ${all[*]} " == *" $1 "* ]]; then names+=("$1"); else usage >&2; exit 2; fi ;;
  esac
  shift
done
[ ${#names[@]} -gt 0 ] || names=("${all[@]}")

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 LC_ALL=C.UTF-8 TZ=UTC
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 315532800)}
export SOURCE_DATE_EPOCH
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
missing=()

if [ $check = 1 ]; then exec eng/compare-builds.sh "${names[@]}"; fi

mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/log
# Nothing of the folders that it is built in, of git or of the machine gets into the files. (%2C is a comma.)
flags=(-c Release -v q --nologo -p:ContinuousIntegrationBuild=true -p:DebugType=none -p:DebugSymbols=false
  -p:EnableSourceControlManagerQueries=false -p:IncludeSourceRevisionInInformationalVersion=false
  "-p:PathMap=$PWD/=/_/%2C$work/=/_w/")

said() { # what went wrong, in the words of the build
  grep -m 3 -E 'error|Unable' "$log" >&2 || tail -5 "$log" >&2
}

packaging() { dotnet "$work/packaging/Viaduct.Packaging.dll" "$@"; }

publish() { # NAME RUNTIME SELF-CONTAINED SINGLE-FILE [OPTION ...]
  # In a folder of its own: what other builds leave in obj would get into this one.
  dotnet publish src/Viaduct "${flags[@]}" -r "$2" --self-contained "$3" -p:PublishSingleFile="$4" \
    -p:IncludeNativeLibrariesForSelfExtract="$4" "${@:5}" --artifacts-path "$work/build/${1//\//-}" -o "$work/$1" \
    >"$log" 2>&1 || return 1
  rm -f "$work/$1"/*.xml "$work/$1"/*.pdb
  cp LICENSE "$work/$1/"
}

archive() { # FOLDER FILE: a tar archive that depends on its files alone
  tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode='u+rwX,go+rX,go-w' \
    -C "$work" -cf - "$1" | gzip -n -9 >"$work/whole" && mv "$work/whole" "$2"
}

build_tool() {
  dotnet pack src/Viaduct "${flags[@]}" -p:PackViaductTool=true --artifacts-path "$work/build/tool" -o "$work/nuget" \
    >"$log" 2>&1 || return 1
  packaging nupkg "$work/nuget/Viaduct.$version.nupkg" && mv "$work/nuget/Viaduct.$version.nupkg" "$out/"
}

build_core() {
  local project
  for project in Core Client; do
    dotnet pack "src/$project" "${flags[@]}" --artifacts-path "$work/build/core" -o "$work/nuget" >"$log" 2>&1 ||
      return 1
    packaging nupkg "$work/nuget/Viaduct.$project.$version.nupkg" &&
      mv "$work/nuget/Viaduct.$project.$version.nupkg" "$out/" || return 1
  done
}

build_templates() {
  dotnet pack eng/Templates "${flags[@]}" --artifacts-path "$work/build/templates" -o "$work/nuget" >"$log" 2>&1 ||
    return 1
  packaging nupkg "$work/nuget/Viaduct.Templates.$version.nupkg" &&
    mv "$work/nuget/Viaduct.Templates.$version.nupkg" "$out/"
}

build_linux-x64() {
  local name=viaduct-$version-linux-x64
  publish "$name" linux-x64 true true && archive "$name" "$out/$name.tar.gz"
}

build_win-x64() {
  local name=viaduct-$version-win-x64
  publish "$name" win-x64 true true && packaging zip "$work/$name" "$out/$name.zip"
}

build_linux-arm64() {
  # Without the runtime: it needs the ASP.NET Core runtime of the machine. Not compiled ahead, and started by a script
  # instead of a program of its own, because compiler and starter of that platform are not in every feed.
  local name=viaduct-$version-linux-arm64
  publish "$name" linux-arm64 false false -p:PublishReadyToRun=false -p:UseAppHost=false \
    -p:PlatformTarget=AnyCPU || return 1
  cat >"$work/$name/viaduct" <<'TEXT' || return 1
#!/bin/sh
exec dotnet "$(dirname "$(readlink -f "$0")")/viaduct.dll" "$@"
TEXT
  chmod 755 "$work/$name/viaduct" && archive "$name" "$out/$name.tar.gz"
}

build_deb() {
  command -v dpkg-deb >/dev/null || { echo "dpkg-deb is not installed (package dpkg)" >"$log"; return 1; }
  publish deb-files linux-x64 true false || return 1
  local root=$work/deb
  mkdir -p "$root/DEBIAN" "$root/usr/lib" "$root/usr/bin" "$root/usr/lib/systemd/system" "$root/usr/lib/sysusers.d" \
    "$root/usr/share/doc/viaduct" "$root/usr/share/bash-completion/completions"
  cp -r "$work/deb-files" "$root/usr/lib/viaduct"
  rm "$root/usr/lib/viaduct/LICENSE"
  ln -s ../lib/viaduct/viaduct "$root/usr/bin/viaduct"
  cp deploy/systemd/viaduct.service "$root/usr/lib/systemd/system/"
  cp eng/debian/viaduct.sysusers "$root/usr/lib/sysusers.d/viaduct.conf"
  cp LICENSE "$root/usr/share/doc/viaduct/copyright"
  cp docs/operate/install.md docs/operate/deploy.md CHANGELOG.md "$root/usr/share/doc/viaduct/"
  "$root/usr/lib/viaduct/viaduct" completion bash >"$root/usr/share/bash-completion/completions/viaduct" || return 1
  sed "s/@VERSION@/$version/; s/@SIZE@/$(du -sk --apparent-size "$root/usr" | cut -f1)/" eng/debian/control \
    >"$root/DEBIAN/control"
  install -m 755 eng/debian/postinst eng/debian/prerm "$root/DEBIAN/"
  (cd "$root" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k 2 >DEBIAN/md5sums)
  find "$root" -type d -exec chmod 755 {} +
  find "$root/usr" -type f -exec chmod 644 {} +
  chmod 755 "$root/usr/lib/viaduct/viaduct"
  find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb --root-owner-group -Zxz --build "$root" "$work/whole" >"$log" 2>&1 &&
    mv "$work/whole" "$out/viaduct_${version}_amd64.deb"
}

build_container() {
  # Everything that `podman build` needs, beside the tree; no image is built here.
  local name=viaduct-$version-container
  publish "$name/viaduct" linux-x64 true false || return 1
  cp deploy/container/Containerfile "$work/$name/"
  archive "$name" "$out/$name.tar.gz"
}

build_sbom() {
  local runtime
  runtime=$(dotnet msbuild src/Viaduct/Viaduct.csproj -getProperty:BundledNETCoreAppPackageVersion) || return 1
  packaging sbom . "$runtime" "$out/viaduct-$version.cdx.json"
}

dotnet build eng/Packaging "${flags[@]}" --artifacts-path "$work/build/packaging" -o "$work/packaging" >"$log" 2>&1 ||
  { said; exit 1; }
for name in "${names[@]}"; do
  echo "== $name"
  if ! "build_$name" 2>>"$log"; then
    echo "$name cannot be built here:" >&2
    said
    missing+=("$name")
  fi
done
(cd "$out" && find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum \
  >SHA256SUMS)
echo "== $out"
(cd "$out" && ls -l)
if [ ${#missing[@]} -gt 0 ]; then echo "Not built: ${missing[*]}" >&2; exit 1; fi
