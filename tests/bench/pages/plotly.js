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
  for (const trace of data) cells(pen, trace, layout);
}

function cells(pen, { z, zmin, zmax, xaxis, yaxis, xgap, ygap, colorscale }, layout) {
  const [left, right] = layout[xaxis.replace("x", "xaxis")].domain;
  const [bottom, top] = layout[yaxis.replace("y", "yaxis")].domain;
  const w = ((right - left) * layout.width) / z[0].length;
  const h = ((top - bottom) * layout.height) / z.length;
  z.forEach((row, i) => {
    row.forEach((v, j) => {
      const share = Math.max(0, Math.min(1, (v - zmin) / (zmax - zmin)));
      pen.fillStyle = colorscale[Math.round(share * (colorscale.length - 1))]?.[1] ?? "white";
      const x = left * layout.width + j * w;
      const y = (1 - top) * layout.height + i * h;
      pen.fillRect(x + xgap / 2, y + ygap / 2, w - xgap, h - ygap);
    });
  });
}

function purge(element) {
  element.replaceChildren();
}

export default { react, newPlot: react, restyle, purge };
