/** Reads the JSON of large replies beside the page, which goes on meanwhile. */
import { packed } from "./packing.js";

self.addEventListener("message", ({ data: { id, body } }) => {
  const made = packed(JSON.parse(new TextDecoder().decode(body)));
  const buffers = made.flat.map(({ values }) => values.buffer);
  /** @type {any} */ (self).postMessage({ id, made }, buffers);
});
