#!/usr/bin/env bash
# Builds packages twice, in copies of the tree in two folders of different names, and compares them byte for byte.
# Called by eng/package.sh --check. Exit code 0: all are equal.
set -u -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What is in the work tree and not ignored, as it is now: what would be committed.
git ls-files --cached --others --exclude-standard -z | tar --null -T - -cf "$work/tree.tar"
for copy in first a-folder-with-a-longer-name; do
  mkdir -p "$work/$copy/tree"
  tar -xf "$work/tree.tar" -C "$work/$copy/tree"
  "$work/$copy/tree/eng/package.sh" --out "$work/$copy/packages" "$@" >"$work/$copy.log" 2>&1 ||
    grep -E '^(Not built|.* cannot be built)' "$work/$copy.log" >&2
done
differ=0
cd "$work/first/packages" || exit 1
for file in *; do
  if [ "$file" = SHA256SUMS ]; then continue; fi
  if cmp -s "$file" "$work/a-folder-with-a-longer-name/packages/$file"; then
    echo "equal    $file"
  else
    echo "differs  $file"
    differ=1
  fi
done
exit $differ
