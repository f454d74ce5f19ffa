/** What scrolls says so: an edge beyond which there is more fades out. */

/**
 * @param {HTMLElement} box what scrolls
 * @returns {() => void} to be called when what is in it has changed
 */
export function fade(box) {
  let asked = 0;
  const look = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = box;
      const more = [
        scrollLeft > 2 && "left",
        scrollWidth - clientWidth - scrollLeft > 2 && "right",
        scrollTop > 2 && "up",
        scrollHeight - clientHeight - scrollTop > 2 && "down",
      ];
      box.dataset.more = more.filter(Boolean).join(" ");
    });
  };
  box.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(box);
  return look;
}
