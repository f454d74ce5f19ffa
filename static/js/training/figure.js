/** Three figures that tell a size. @param {number} v */
export function figure(v) {
  if (v === 0) return "0";
  if (!Number.isFinite(v)) return Number.isNaN(v) ? "NaN" : v > 0 ? "∞" : "−∞";
  const size = Math.abs(v);
  const text =
    size >= 1e4 || size < 1e-3 ? v.toExponential(1).replace("e+", "e") : v.toPrecision(3);
  return text.replaceAll("-", "−");
}
