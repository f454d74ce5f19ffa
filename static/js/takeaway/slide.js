/** A picture of the sheet as a file: SVG, or PNG as large as a slide. */
import { file } from "../api.js";
import { pictureOf } from "./picture.js";
import { save } from "./save.js";

const WIDE = 1920;
/** A picture reads the font in it once it has been drawn; some frames on it has. */
const FRAMES = 8;
const FONT = "STIX Two Math";

/** @type {Promise<string> | null} */
let font = null;

/** The font of formulas, to stand in the picture itself. */
async function fontRule() {
  const rules = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href ?? location.href })),
  );
  for (const { rule, base } of rules) {
    if (!(rule instanceof CSSFontFaceRule)) continue;
    const [, source] = /url\("([^"]+)"\)/.exec(rule.style.getPropertyValue("src")) ?? [];
    if (!source) continue;
    const { blob } = await file(new URL(source, base).href);
    return `@font-face{font-family:"${FONT}";src:url("${await dataUrl(blob)}") format("woff2")}`;
  }
  return "";
}

/** @param {Blob} blob @returns {Promise<string>} */
function dataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(new Blob([blob], { type: "font/woff2" }));
  });
}

/**
 * @param {{ text: string, width: number, height: number }} picture
 * @returns {Promise<Blob>}
 */
async function png({ text, width, height }) {
  const scale = Math.max(2, WIDE / width);
  const image = new Image();
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.ceil(width * scale), Math.ceil(height * scale)];
    const pen = canvas.getContext("2d");
    for (let i = 0; i < FRAMES; i += 1) {
      pen?.drawImage(image, 0, 0, canvas.width, canvas.height);
      await new Promise(requestAnimationFrame);
    }
    return await new Promise((resolve, reject) => {
      canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("No picture was made."))));
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * @param {Element} sheet
 * @param {"svg" | "png"} kind
 * @param {{ title: string, name: string }} how
 * @returns {Promise<string>} the file's name
 */
export async function saveSlide(sheet, kind, { title, name }) {
  font ??= fontRule();
  const style = await font.catch(() => {
    font = null;
    return "";
  });
  const picture = pictureOf(sheet, { title, address: location.href, style });
  const blob =
    kind === "png" ? await png(picture) : new Blob([picture.text], { type: "image/svg+xml" });
  save(blob, `${name}.${kind}`);
  return `${name}.${kind}`;
}
