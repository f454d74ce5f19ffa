#!/bin/sh
# Cuts STIX Two Math down to what Stepgrad's formulas and symbols need, with its MATH table: writes
# stix-two-math.woff2 and OFL.txt beside this script. Needs npm and Python with venv.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @fontsource/stix-two-math@5.3.0 >/dev/null
tar xzf fontsource-stix-two-math-5.3.0.tgz
"${PYTHON:-python3}" -m venv env
env/bin/pip install --quiet fonttools==4.60.1 brotli==1.2.0

# ASCII and a little Latin-1 · accents · Greek · dashes, quotes, primes · superscripts, subscripts
# · letterlike ℎ ℒ ℝ · arrows · operators · brackets · shapes · mathematical italic (Latin, small
# Greek) · bold 0 1
unicodes="0020-007E,00A0,00AC,00B1-00B3,00B7,00B9,00BC,00BD,00D7,00F7,0177\
,0302,0304,0305,0307,0391-03A9,03B1-03C9,2009,200A,2013,2014,2018,2019,201C,201D,2022,2026\
,2032,2033,2061-2064,2070,2074-207E,2080-208E,210E,2112,211D,2190-2193,21A6,21D2\
,2202,2207,2208,2211,2212,2215,2217,2218,221A,221D,221E,2225,2248,2260,2261,2264,2265,2297,2299\
,22A4,22C5,22EE,22EF,22F1,25A0,25A1,25B2,25B3,25C6,25C7,25CB,25CF,27E8,27E9,2B20\
,1D434-1D467,1D6FC-1D714,1D715,1D717,1D7CE,1D7CF"
env/bin/pyftsubset package/files/stix-two-math-latin-400-normal.woff2 --unicodes="$unicodes" \
    --layout-features=mark,ssty --flavor=woff2 --no-hinting \
    --output-file="$here/stix-two-math.woff2"
cp package/LICENSE "$here/OFL.txt"
cd "$here"
sha256sum stix-two-math.woff2 OFL.txt > SHA256SUMS
