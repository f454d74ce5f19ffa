import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, kinds, suggested } from "../../static/js/own/columns.js";
import { tableOf } from "../../static/js/own/csv.js";
import { isRun, runOf } from "../../static/js/own/run.js";
import Papa from "../../static/vendor/papaparse/papaparse.js";
import { faulty, mutated, random, spoilt } from "./malformed.js";

const bytes = (text) => new TextEncoder().encode(text).buffer;
const table = (text) => tableOf(Papa, bytes(text));

const FLOWERS = "length,width,kind\n5,3,setosa\n7,2,versicolor\n6,1,setosa\n9,2,virginica\n";

test("a file's columns become the rows of X, its class names one-hot rows of Y", () => {
  const read = table(FLOWERS);
  assert.deepEqual(
    read.columns.map(({ name }) => name),
    ["length", "width", "kind"],
  );
  const made = chosen(read, suggested(read));
  assert.deepEqual(made.X, [
    [5, 7, 6, 9],
    [3, 2, 1, 2],
  ]);
  assert.deepEqual(made.Y, [
    [1, 0, 1, 0],
    [0, 1, 0, 0],
    [0, 0, 0, 1],
  ]);
  assert.deepEqual(made.labels, ["setosa", "versicolor", "virginica"]);
});

test("the same file however it is separated, quoted, encoded", () => {
  const wanted = chosen(table(FLOWERS), suggested(table(FLOWERS)));
  const wide = new Uint8Array(2 + 2 * FLOWERS.length).fill(0);
  wide.set([0xff, 0xfe]);
  [...FLOWERS].forEach((char, i) => {
    wide[2 + 2 * i] = char.charCodeAt(0);
  });
  for (const file of [
    bytes(FLOWERS.replaceAll(",", ";")),
    bytes(FLOWERS.replaceAll(",", "\t").replaceAll("\n", "\r\n")),
    bytes(`\ufeff${FLOWERS.replace(/\w+/g, '"$&"')}`),
    bytes(FLOWERS.replaceAll(",", ";").replace("5;3", "5,0;3")),
    wide.buffer,
  ]) {
    const read = tableOf(Papa, file);
    const made = chosen(read, suggested(read));
    assert.deepEqual([made.X, made.Y, made.labels], [wanted.X, wanted.Y, wanted.labels]);
  }
});

test("without a header columns are counted; a row with a gap is left out and counted", () => {
  const read = table("1,2,0\n3,,1\n5,6,1\n");
  assert.equal(read.header, false);
  assert.equal(read.columns[1].name, "column 2");
  const made = chosen(read, suggested(read));
  assert.deepEqual(made.X, [
    [1, 5],
    [2, 6],
  ]);
  assert.equal(made.missing, 1);
});

test("two classes may be one row, 1 for the second; many numbers are numbers", () => {
  const read = table("x,y\n1,no\n2,yes\n3,no\n");
  assert.deepEqual(kinds(read, 1), ["classes", "one"]);
  assert.deepEqual(chosen(read, { ...suggested(read), kind: "one" }).Y, [[0, 1, 0]]);
  const sizes = table("x,y\n1,0.5\n2,0.7\n3,0.1\n");
  assert.deepEqual(chosen(sizes, suggested(sizes)).Y, [[0.5, 0.7, 0.1]]);
});

test("scaling: mean 0 and deviation 1, or from 0 to 1; what is constant is only shifted", () => {
  const read = table("a,b,y\n1,5,0\n2,5,1\n6,5,1\n");
  const of = (scaling) => chosen(read, { ...suggested(read), scaling });
  assert.deepEqual(of("minmax").X, [
    [0, 0.2, 1],
    [0, 0, 0],
  ]);
  const [row, flat] = of("standard").X;
  assert.ok(Math.abs(row.reduce((a, b) => a + b)) < 1e-8);
  assert.ok(Math.abs(row.reduce((a, b) => a + b * b, 0) / 3 - 1) < 1e-8);
  assert.deepEqual(flat, [0, 0, 0]);
  assert.deepEqual(of("none").X[0], [1, 2, 6]);
  const { shift, divide } = of("standard").scales[0];
  [1, 2, 6].forEach((v, i) => {
    assert.ok(Math.abs(row[i] - (v - shift) / divide) <= 5e-10);
  });
});

test("of too many rows the first, or a sample that its seed determines", () => {
  const rows = Array.from({ length: 2000 }, (_, i) => `${i},${i % 2}`);
  const read = table(["x,y", ...rows].join("\n"));
  const choice = suggested(read);
  assert.deepEqual(
    chosen(read, choice).rows,
    Array.from({ length: 500 }, (_, i) => i),
  );
  const drawn = (seed) => chosen(read, { ...choice, sample: true, seed }).rows;
  assert.equal(new Set(drawn(1)).size, 500);
  assert.deepEqual(drawn(1), drawn(1));
  assert.notDeepEqual(drawn(1), drawn(2));
  assert.deepEqual(
    drawn(1),
    drawn(1).toSorted((a, b) => a - b),
  );
});

/** A zip as NumPy's savez writes it: stored, sizes of 64 bits in each local header. */
function npz(files) {
  const parts = [];
  const central = [];
  let at = 0;
  const block = (size, ...fields) => {
    const view = new DataView(new ArrayBuffer(size));
    for (const [where, kind, value] of fields) view[`set${kind}`](where, value, true);
    return new Uint8Array(view.buffer);
  };
  for (const [name, content] of files) {
    const sum = crc(content);
    const label = new TextEncoder().encode(name);
    const extra = block(
      20,
      [0, "Uint16", 1],
      [2, "Uint16", 16],
      [4, "BigUint64", BigInt(content.length)],
      [12, "BigUint64", BigInt(content.length)],
    );
    const head = block(
      30,
      [0, "Uint32", 0x04034b50],
      [14, "Uint32", sum],
      [18, "Uint32", 0xffffffff],
      [22, "Uint32", 0xffffffff],
      [26, "Uint16", label.length],
      [28, "Uint16", 20],
    );
    parts.push(head, label, extra, content);
    const entry = block(
      46,
      [0, "Uint32", 0x02014b50],
      [16, "Uint32", sum],
      [20, "Uint32", content.length],
      [24, "Uint32", content.length],
      [28, "Uint16", label.length],
      [42, "Uint32", at],
    );
    central.push(entry, label);
    at += 50 + label.length + content.length;
  }
  const size = central.reduce((sum, part) => sum + part.length, 0);
  const end = block(
    22,
    [0, "Uint32", 0x06054b50],
    [10, "Uint16", files.length],
    [12, "Uint32", size],
    [16, "Uint32", at],
  );
  return new Uint8Array([...parts, ...central, end].flatMap((part) => [...part])).buffer;
}

function crc(content) {
  let sum = 0xffffffff;
  for (const byte of content) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function npy(type, shape, content) {
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': ${shape}, }`;
  const head = `${text.padEnd(117)}\n`;
  const start = [0x93, ..."NUMPY"].map((c) => (typeof c === "string" ? c.charCodeAt(0) : c));
  const ascii = [...head].map((c) => c.charCodeAt(0));
  return new Uint8Array([...start, 1, 0, head.length, 0, ...ascii, ...content]);
}

const SPEC = { data: "moons", hidden: [4, 3], lr: 0.25, X: null };
const words = new TextEncoder().encode(JSON.stringify(SPEC));
const FILES = {
  npz: npz([
    ["W1.npy", npy("<f8", "(1, 1)", [0, 0, 0, 0, 0, 0, 0, 0])],
    ["spec.npy", npy("|u1", `(${words.length},)`, words)],
    ["iteration.npy", npy("<i8", "()", [44, 1, 0, 0, 0, 0, 0, 0])],
  ]),
  json: bytes(JSON.stringify({ format: 1, spec: SPEC, iteration: 300, matrices: {} })),
};

for (const [kind, file] of Object.entries(FILES)) {
  test(`a run's .${kind} gives its spec, less what is null, and its iteration`, () => {
    assert.ok(isRun(file));
    assert.deepEqual(runOf(file), {
      spec: { data: "moons", hidden: [4, 3], lr: 0.25 },
      iteration: 300,
    });
  });
}

test("a foreign file is told from one made here", () => {
  for (const [text, said] of [
    ['{"a": 1}', /format, spec and iteration/],
    ['{"format": 2, "spec": {}, "iteration": 0}', /another format/],
    ['{"format": 1, "spec": {}, "iteration": -1}', /whole number/],
    ['{"format": 1, "spec": [], "iteration": 1}', /no run/],
    ["{", /no JSON/],
    ["PK", /damaged/],
  ]) {
    assert.match(faulty(() => runOf(bytes(text))).message, said);
  }
  assert.match(faulty(() => runOf(npz([["X.npy", words]]))).message, /spec.npy/);
  assert.ok(!isRun(bytes(FLOWERS)));
});

test("250 spoilt files are each told what is wrong with them", () => {
  const next = random(11);
  let refused = 0;
  for (let round = 0; refused < 250; round += 1) {
    assert.ok(round < 5000, "too few of them are spoilt");
    const files = [
      () => {
        const read = tableOf(Papa, bytes(mutated(FLOWERS, next)));
        return chosen(read, suggested(read));
      },
      () => tableOf(Papa, spoilt(FILES.npz, next)),
      () => runOf(spoilt(FILES.npz, next)),
      () => runOf(spoilt(FILES.json, next)),
    ];
    const fault = faulty(files[round % files.length]);
    if (!fault) continue;
    assert.match(fault.message, /^[A-Z].{10,}\.$/su);
    refused += 1;
  }
});
