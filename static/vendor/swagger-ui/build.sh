#!/bin/sh
# Copies Swagger UI for /docs from the pinned npm package, with brotli forms and licences. Needs npm
# and python3 with the package brotli.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent swagger-ui-dist@5.35.0 >/dev/null
tar xzf swagger-ui-dist-5.35.0.tgz
cd "$here"
cp "$work/package/swagger-ui-bundle.js" "$work/package/swagger-ui.css" "$work/package/LICENSE" .
cp "$work/package/NOTICE" LICENSE-NOTICE
sed -i '/^\/\/# sourceMappingURL=/d; s|/\*# sourceMappingURL=[^*]*\*/||' swagger-ui-bundle.js swagger-ui.css
"${PYTHON:-python3}" - swagger-ui-bundle.js swagger-ui.css <<'PY'
import sys
from pathlib import Path

import brotli

for name in sys.argv[1:]:
    Path(name + ".br").write_bytes(brotli.compress(Path(name).read_bytes(), quality=11))
PY
sha256sum swagger-ui-bundle.js swagger-ui-bundle.js.br swagger-ui.css swagger-ui.css.br LICENSE > SHA256SUMS
