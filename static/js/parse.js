/** The JSON of a reply; a large one is read by a worker, so that nothing freezes meanwhile. */
import { unpacked } from "./packing.js";

/** Bytes that are read at once. */
const LARGE = 400_000;

/** @type {Worker | null | undefined} null where there can be none */
let worker;
/** @type {Map<number, { take: (made: any) => void, fail: () => void }>} */
const waiting = new Map();
let last = 0;

/** A frame without an origin may have no worker. */
function start() {
  if (worker !== undefined) return worker;
  try {
    const made = new Worker(new URL("./parse-worker.js", import.meta.url), { type: "module" });
    made.addEventListener("message", ({ data }) => {
      waiting.get(data.id)?.take(data.made);
      waiting.delete(data.id);
    });
    made.addEventListener("error", () => {
      worker = null;
      for (const { fail } of waiting.values()) fail();
      waiting.clear();
    });
    worker = made;
  } catch {
    worker = null;
  }
  return worker;
}

/** @param {ArrayBuffer} body */
const here = (body) => JSON.parse(new TextDecoder().decode(body));

/** @param {ArrayBuffer} body @returns {Promise<any>} */
export async function parsed(body) {
  const reader = body.byteLength < LARGE ? null : start();
  if (!reader) return here(body);
  return new Promise((take) => {
    last += 1;
    waiting.set(last, { take: (made) => take(unpacked(made)), fail: () => take(here(body)) });
    reader.postMessage({ id: last, body });
  });
}
