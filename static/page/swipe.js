/** A row that is pushed to the side opens its menu, as its ⋮ does. */

const FAR = 56; // px to the side
const STEEP = 2; // times as far to the side as up or down
const EDGE = 24; // px at either side of the screen: there the phone's own gesture begins

/** @typedef {{clientX: number, clientY: number}} Point */

/** @param {Document} document */
export function openBySwipe(document) {
  /** @type {{row: Element, from: Point} | null} */
  let pushed = null;
  document.addEventListener("pointerdown", (event) => {
    const row = event.target instanceof Element ? event.target.closest(".row-line") : null;
    const begins = row?.querySelector("details.row-menu") && event.pointerType === "touch" && event.isPrimary;
    pushed = row && begins && isWithin(event.clientX, window.innerWidth) ? { row, from: event } : null;
  });
  document.addEventListener("pointerup", (event) => {
    if (pushed && isSwipe(pushed.from, event)) open(pushed.row);
    pushed = null;
  });
  document.addEventListener("pointercancel", () => (pushed = null)); // it became a scroll
}

/** @param {number} x @param {number} width  px */
export function isWithin(x, width) {
  return x > EDGE && x < width - EDGE;
}

/** @param {Point} from @param {Point} to */
export function isSwipe(from, to) {
  const [across, down] = [Math.abs(to.clientX - from.clientX), Math.abs(to.clientY - from.clientY)];
  return across >= FAR && across >= STEEP * down;
}

/** @param {Element} row */
function open(row) {
  row.querySelector("details.row-menu")?.setAttribute("open", "");
  row.querySelector("summary")?.focus({ preventScroll: true });
}
