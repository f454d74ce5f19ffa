/**
 * Style sheets of parts that are fetched when they are first used.
 * @param {string} url
 * @returns {Promise<void>} when its rules hold
 */
export function loadStyles(url) {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = url;
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => resolve());
    document.head.append(link);
  });
}
