/**
 * Where the keyboard lies over the page instead of making it smaller (iOS), what sticks to the lower
 * edge stands above it: `--keyboard` on the root. The field that it has come for stays in sight.
 */

const NOT_ZOOMED = 1.01;

/** @param {Document} document */
export function stayAboveKeyboard(document) {
  const seen = window.visualViewport;
  if (!seen) return;
  const root = document.documentElement;
  const follow = () => root.style.setProperty("--keyboard", `${keyboardHeight(seen, root.clientHeight)}px`);
  seen.addEventListener("resize", () => {
    follow();
    const field = document.activeElement;
    if (field?.closest("form:has(.save-bar)")) field.scrollIntoView({ block: "nearest" });
  });
  seen.addEventListener("scroll", follow);
}

/**
 * Px of the page's lower edge that cannot be seen; one who has zoomed in sees what they chose.
 *
 * @param {Pick<VisualViewport, "height" | "offsetTop" | "scale">} seen
 * @param {number} whole  px: as high as the page is laid out for
 */
export function keyboardHeight({ height, offsetTop, scale }, whole) {
  return scale > NOT_ZOOMED ? 0 : Math.max(0, Math.round(whole - height - offsetTop));
}
