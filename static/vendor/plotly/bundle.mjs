// Bundles entry.js with the packages of the folder it is run in: node bundle.mjs entry.js.
// Writes plotly.js and meta.json there.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const esbuild = require("esbuild");
const swc = require("@swc/core");

// Components that only plotly.js/src/core.js asks for, and that Stepgrad never draws.
const UNUSED = new RegExp(
  `^\\./components/(${[
    "annotations",
    "annotations3d",
    "colorbar",
    "errorbars",
    "grid",
    "images",
    "rangeselector",
    "rangeslider",
    "sliders",
    "updatemenus",
  ].join("|")})$`,
);
// All that Plotly takes from culori, without the colour spaces beyond CSS's rgb, hsl and hwb.
const COLOURS = `
  import { modeHsl, modeHsv, modeHwb, modeLrgb, modeRgb, useMode } from "culori/fn";
  for (const mode of [modeRgb, modeLrgb, modeHsv, modeHsl, modeHwb]) useMode(mode);
  export { converter, formatHex, formatRgb, wcagContrast, wcagLuminance } from "culori/fn";
`;

const lighter = {
  name: "lighter",
  setup(build) {
    build.onResolve({ filter: UNUSED }, ({ path }) => ({
      path: path.match(UNUSED)[1],
      namespace: "unused",
    }));
    build.onLoad({ filter: /.*/, namespace: "unused" }, ({ path }) => ({
      contents: `module.exports = { moduleType: "component", name: "${path}" };`,
    }));
    build.onResolve({ filter: /^culori$/ }, () => ({ path: "culori", namespace: "colours" }));
    build.onLoad({ filter: /.*/, namespace: "colours" }, () => ({
      contents: COLOURS,
      resolveDir: process.cwd(),
    }));
  },
};

const { metafile } = await esbuild.build({
  entryPoints: [process.argv[2]],
  outfile: "bundle.js",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  define: { global: "window", "define.amd": "false", "process.env.NODE_DEBUG": "false" },
  alias: { stream: "stream-browserify" },
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  plugins: [lighter],
});
writeFileSync("meta.json", JSON.stringify(metafile));

// A second minifier finds 7 % more (as brotli) in what the first leaves.
const compress = { ecma: 2022, passes: 3 };
const options = { module: true, ecma: 2022, compress, mangle: true, format: { comments: false } };
const { code } = await swc.minify(readFileSync("bundle.js", "utf8"), options);
writeFileSync("plotly.js", code);
