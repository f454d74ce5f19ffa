// In the place of Plotly: the same cells of the same figures, straight onto a canvas.
function react(element, data, layout) {
  element.data = data;
  element.drawing = layout;
  let canvas = element.querySelector("canvas");
  if (!canvas) {
    canvas = document.createElement("canvas");
    element.replaceChildren(canvas);
  }
  draw(canvas, data, layout);
}

function restyle(element, { z, zmin, zmax }) {
  element.data.forEach((trace, i) => {
    Object.assign(trace, { z: z[i], zmin: zmin[i], zmax: zmax[i] });
  });
  draw(element.querySelector("canvas"), element.data, element.drawing);
}

function draw(canvas, data, layout) {
  const ratio = devicePixelRatio;
  canvas.width = layout.width * ratio;
  canvas.height = layout.height * ratio;
  canvas.style.width = `${layout.width}px`;
  canvas.style.height = `${layout.height}px`;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  for (const trace of data) cells(pen, trace);
}

function cells(pen, trace) {
  const { z, zmin, zmax, xgap, ygap, colorscale } = trace;
  const across = edges(trace.x, trace.x0, trace.dx, z[0].length);
  const down = edges(trace.y, trace.y0, trace.dy, z.length);
  z.forEach((row, i) => {
    row.forEach((v, j) => {
      const share = Math.max(0, Math.min(1, (v - zmin) / (zmax - zmin)));
      pen.fillStyle = colorscale[Math.round(share * (colorscale.length - 1))]?.[1] ?? "white";
      const [x, y] = [across[j], down[i]];
      const [w, h] = [across[j + 1] - x, down[i + 1] - y];
      pen.fillRect(x + xgap / 2, y + ygap / 2, w - xgap, h - ygap);
    });
  });
}

// Edges as they are given, or even ones from the middle of the first cell.
function edges(given, first, step, count) {
  return given ?? Array.from({ length: count + 1 }, (_, i) => first + (i - 0.5) * step);
}

function purge(element) {
  element.replaceChildren();
}

export default { react, newPlot: react, restyle, purge };
