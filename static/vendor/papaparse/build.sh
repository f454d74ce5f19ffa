#!/bin/sh
# Makes papaparse.js beside this script from the pinned npm package: the whole of its minified
# distribution, between two lines that make it an ES module. Needs npm.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent papaparse@5.7.1 >/dev/null
tar xzf papaparse-5.7.1.tgz
cd "$here"
{
	echo 'const module = { exports: {} }, exports = module.exports;'
	cat "$work/package/papaparse.min.js"
	echo
	echo 'export default module.exports;'
} > papaparse.js
cp "$work/package/LICENSE" LICENSE
sha256sum papaparse.js LICENSE > SHA256SUMS
