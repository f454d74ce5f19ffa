#!/bin/sh
# Builds plotly.js (the ES module), plotly.css, their brotli forms and LICENSE beside this script
# from the pinned npm packages. Needs node >= 20, npm and python3 with the package brotli.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private": true}' > package.json
# --force: 4.x declares node >= 22, and without it npm on node 20 takes 3.x instead.
npm install --force --no-audit --no-fund --loglevel=error --ignore-scripts plotly.js@4.1.1
npm install --force --no-audit --no-fund --loglevel=error esbuild@0.28.2 @swc/core@1.16.22

cp "$here/entry.js" "$here/bundle.mjs" .
node bundle.mjs entry.js
cp plotly.js "$here/plotly.js"
cp node_modules/plotly.js/dist/plotly.css "$here/plotly.css"
cp node_modules/plotly.js/LICENSE "$here/LICENSE"
node "$here/licences.mjs" meta.json > "$here/LICENSES-bundled.txt"
cd "$here"
"${PYTHON:-python3}" - plotly.js plotly.css <<'PY'
import sys
from pathlib import Path

import brotli

for name in sys.argv[1:]:
    Path(name + ".br").write_bytes(brotli.compress(Path(name).read_bytes(), quality=11))
PY
sha256sum plotly.js plotly.js.br plotly.css plotly.css.br LICENSE > SHA256SUMS
