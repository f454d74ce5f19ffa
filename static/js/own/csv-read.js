/** A CSV file's table, read by a worker; on the page itself where there can be none. */
import { Fault } from "./fault.js";

/** @param {ArrayBuffer} bytes @returns {Promise<import("./csv.js").Table>} */
export async function readTable(bytes) {
  const worker = start();
  if (!worker) return here(bytes);
  try {
    const { table, message } = await asked(worker, bytes);
    if (table) return table;
    throw new Fault(message);
  } catch (error) {
    if (error instanceof Fault) throw error;
    return here(bytes);
  } finally {
    worker.terminate();
  }
}

/** A frame without an origin may have no worker. */
function start() {
  try {
    return new Worker(new URL("./csv-worker.js", import.meta.url), { type: "module" });
  } catch {
    return null;
  }
}

/** @param {Worker} worker @param {ArrayBuffer} bytes @returns {Promise<any>} */
function asked(worker, bytes) {
  return new Promise((take, fail) => {
    worker.addEventListener("message", ({ data }) => take(data));
    worker.addEventListener("error", fail);
    worker.postMessage(bytes);
  });
}

/** @param {ArrayBuffer} bytes */
async function here(bytes) {
  const [{ default: Papa }, { tableOf }] = await Promise.all([
    import("../../vendor/papaparse/papaparse.js"),
    import("./csv.js"),
  ]);
  return tableOf(Papa, bytes);
}
