/** What is being written survives a reload, where the browser allows it. */
const STORED = "stepgrad.own";

/** @param {() => any} use */
function guarded(use) {
  try {
    return use();
  } catch {
    // A sandboxed frame has no storage, or it is full: the page's own memory must do.
    return null;
  }
}

/** @param {import("./draft.js").Kept} kept */
export function keep(kept) {
  const none = Object.keys(kept.texts).length === 0;
  guarded(() =>
    none ? sessionStorage.removeItem(STORED) : sessionStorage.setItem(STORED, JSON.stringify(kept)),
  );
}

/** @returns {import("./draft.js").Kept} */
export function kept() {
  const found = guarded(() => JSON.parse(sessionStorage.getItem(STORED) ?? "null"));
  const texts = Object.entries(found?.texts ?? {}).filter(([, text]) => typeof text === "string");
  const labels = Array.isArray(found?.labels) ? found.labels.map(String) : [];
  return { texts: Object.fromEntries(texts), labels };
}
