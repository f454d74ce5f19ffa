// The least a page can do: the cells of a step with their numbers on one canvas, at every key.
const query = new URLSearchParams(location.search);
const names = query.get("names").split(",");
const cell = Number(query.get("cell"));
query.delete("names");
query.delete("cell");

const canvas = document.querySelector("canvas");
const pen = canvas.getContext("2d");
const ratio = devicePixelRatio;
const moments = await Promise.all([0, 1].map(load));
let drawn = 0;

async function load(shift) {
  const asked = new URLSearchParams(query);
  asked.set("iteration", Number(query.get("iteration")) + shift);
  const { matrices } = await (await fetch(`/api/v1/trace?${asked}`)).json();
  return names.map((name) => {
    const { values } = matrices[name.replace(".T", "")];
    return name.endsWith(".T") ? values[0].map((_, c) => values.map((row) => row[c])) : values;
  });
}

function colour(v, r) {
  const part = Math.round(255 * (1 - Math.min(1, Math.abs(v) / r)));
  return v < 0 ? `rgb(${part},${part},255)` : `rgb(255,${part},${part})`;
}

function draw(matrices) {
  canvas.width = matrices.length * 9 * cell * ratio;
  canvas.height = 8 * cell * ratio;
  canvas.style.width = `${canvas.width / ratio}px`;
  pen.scale(ratio, ratio);
  pen.font = "12.5px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  matrices.forEach((values, place) => {
    const r = Math.max(...values.flat().map(Math.abs)) || 1;
    values.forEach((row, i) => {
      row.forEach((v, j) => {
        const x = (9 * place + j) * cell;
        pen.fillStyle = colour(v, r);
        pen.fillRect(x + 1, i * cell + 1, cell - 2, cell - 2);
        pen.fillStyle = "black";
        pen.fillText(v.toFixed(2), x + cell / 2, i * cell + cell / 2);
      });
    });
  });
  drawn += 1;
  document.body.dataset.drawn = drawn;
}

draw(moments[0]);
addEventListener("keydown", () => draw(moments[drawn % 2]));
