// Prints the licence of every npm package that a bundle holds, by esbuild's metafile.
// node licences.mjs meta.json
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const { outputs } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const inputs = Object.keys(Object.values(outputs).find((output) => output.entryPoint).inputs);
const folders = new Set();
for (const path of inputs) {
  const match = path.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//);
  if (match) folders.add(match[1]);
}
for (const folder of [...folders].sort()) {
  if (!existsSync(join(folder, "package.json"))) continue;
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : "(no licence file in the package)";
  console.log(`${name} ${version}, ${license ?? "see below"}\n\n${text}\n\n${"-".repeat(78)}\n`);
}
