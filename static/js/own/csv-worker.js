/** Reads CSV files beside the page, which goes on meanwhile. */
import Papa from "../../vendor/papaparse/papaparse.js";
import { tableOf } from "./csv.js";
import { Fault } from "./fault.js";

self.addEventListener("message", ({ data: bytes }) => {
  try {
    const table = tableOf(Papa, bytes);
    const lists = table.columns.map(({ numbers, codes }) => numbers ?? codes);
    const buffers = lists.flatMap((list) => (list ? [list.buffer] : []));
    /** @type {any} */ (self).postMessage({ table }, buffers);
  } catch (error) {
    const known = error instanceof Fault;
    self.postMessage({ message: known ? error.message : "This file cannot be read as CSV." });
  }
});
