/**
 * A reply with its matrices as flat arrays of numbers, which another thread can hand over without
 * copying; and back. What holds anything but numbers stays as it is.
 * @typedef {{ reply: any, flat: { name: string, columns: number, values: Float64Array }[] }} Packed
 */

/** @param {any} reply @returns {Packed} */
export function packed(reply) {
  const matrices = { ...reply.matrices };
  /** @type {Packed["flat"]} */
  const flat = [];
  for (const [name, matrix] of Object.entries(matrices)) {
    const { values } = matrix;
    const numbers = values?.every((/** @type {any[]} */ row) =>
      row.every((v) => typeof v === "number"),
    );
    if (!numbers) continue;
    flat.push({ name, columns: values[0].length, values: Float64Array.from(values.flat()) });
    matrices[name] = { ...matrix, values: null };
  }
  return { reply: reply.matrices ? { ...reply, matrices } : reply, flat };
}

/** @param {Packed} packed */
export function unpacked({ reply, flat }) {
  for (const { name, columns, values } of flat) {
    const rows = [];
    for (let at = 0; at < values.length; at += columns) {
      rows.push(Array.from(values.subarray(at, at + columns)));
    }
    reply.matrices[name].values = rows;
  }
  return reply;
}
