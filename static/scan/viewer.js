/**
 * The photo above the form: larger, smaller, turned, moved, folded away. Buttons do all of it;
 * two fingers may, too.
 *
 * @typedef {{blob: Blob, width: number, height: number}} Picture  px
 */

const MOST = 5; // times the width of the screen
const STEP = 1.5;
const CLOSE = 2; // times the width: a line of figures can be read

/** @typedef {{url: string, width: number, height: number, zoom: number, turns: number}} View */

/** @type {WeakMap<Element, View>} */
const views = new WeakMap();

/**
 * @param {Element | null} figure
 * @param {Picture} picture
 * @param {() => void} remove  what happens when the person wants the photo away
 */
export function showPhoto(figure, { blob, width, height }, remove) {
  if (!(figure instanceof HTMLElement)) return;
  hidePhoto(figure);
  const url = URL.createObjectURL(blob);
  views.set(figure, { url, width, height, zoom: 1, turns: 0 });
  if (!figure.dataset.ready) makeReady(figure);
  figure.onclick = ({ target }) => {
    const action = target instanceof Element ? target.closest("[data-do]") : null;
    if (action) act(figure, action, remove);
  };
  imageOf(figure).setAttribute("href", url);
  figure.hidden = false;
  draw(figure);
}

/** @param {Element | null} figure */
export function hidePhoto(figure) {
  const view = figure && views.get(figure);
  if (!view || !(figure instanceof HTMLElement)) return;
  imageOf(figure).removeAttribute("href");
  URL.revokeObjectURL(view.url);
  views.delete(figure);
  figure.hidden = true;
}

/** Stand the photo upright. @param {Element | null} figure @param {number} turns  quarter turns clockwise */
export function turnPhoto(figure, turns) {
  const view = figure && views.get(figure);
  if (!view || !turns) return;
  view.turns = turns % 4;
  draw(/** @type {HTMLElement} */ (figure));
}

/**
 * Bring a place of the photo into the middle, large enough to be read.
 *
 * @param {Element | null} figure
 * @param {{x0: number, y0: number, x1: number, y1: number}} box  px of the photo as it lies upright
 */
export function lookAt(figure, { x0, y0, x1, y1 }) {
  const view = figure && views.get(figure);
  if (!view || view.turns || !(figure instanceof HTMLElement)) return;
  if (view.zoom < CLOSE) zoom(figure, CLOSE);
  const frame = frameOf(figure);
  const scale = frame.scrollWidth / view.width;
  const left = ((x0 + x1) / 2) * scale - frame.clientWidth / 2;
  const top = ((y0 + y1) / 2) * scale - frame.clientHeight / 2;
  frame.scrollTo({ left, top });
}

/** @param {HTMLElement} figure */
const imageOf = (figure) => /** @type {SVGImageElement} */ (figure.querySelector("image"));

/** @param {HTMLElement} figure */
const frameOf = (figure) => /** @type {HTMLElement} */ (figure.querySelector(".viewer-frame"));

/** @param {HTMLElement} figure @param {Element} action @param {() => void} remove */
function act(figure, action, remove) {
  const view = views.get(figure);
  const wanted = action.getAttribute("data-do");
  if (!view) return;
  if (wanted === "larger") zoom(figure, view.zoom * STEP);
  if (wanted === "smaller") zoom(figure, view.zoom / STEP);
  if (wanted === "turn") turnPhoto(figure, view.turns + 1);
  if (wanted === "fold") {
    const frame = frameOf(figure);
    frame.hidden = !frame.hidden;
    action.setAttribute("aria-expanded", String(!frame.hidden));
  }
  if (wanted === "remove") remove();
}

/** What stands in the middle stays in the middle. @param {HTMLElement} figure @param {number} wanted */
function zoom(figure, wanted) {
  const view = views.get(figure);
  const frame = frameOf(figure);
  if (!view) return;
  const next = Math.min(MOST, Math.max(1, wanted));
  const [across, down] = [frame.clientWidth / 2, frame.clientHeight / 2];
  const left = ((frame.scrollLeft + across) * next) / view.zoom - across;
  const top = ((frame.scrollTop + down) * next) / view.zoom - down;
  view.zoom = next;
  draw(figure);
  frame.scrollTo({ left, top });
}

/** By attributes alone: no style of an element, which the page's policy would not let htmx copy. @param {HTMLElement} figure */
function draw(figure) {
  const view = views.get(figure);
  if (!view) return;
  const { width, height, zoom: times, turns } = view;
  const [across, down] = turns % 2 ? [height, width] : [width, height];
  const page = /** @type {SVGElement} */ (figure.querySelector(".viewer-page"));
  page.setAttribute("width", `${times * 100}%`);
  page.setAttribute("viewBox", `0 0 ${across} ${down}`);
  const image = imageOf(figure);
  image.setAttribute("width", String(width));
  image.setAttribute("height", String(height));
  image.setAttribute(
    "transform",
    `translate(${across / 2} ${down / 2}) rotate(${turns * 90}) translate(${-width / 2} ${-height / 2})`,
  );
  figure.querySelector("[data-do=smaller]")?.setAttribute("aria-disabled", String(times <= 1));
  figure.querySelector("[data-do=larger]")?.setAttribute("aria-disabled", String(times >= MOST));
}

/** Two fingers. One moves what is larger than its frame: the browser does that by itself. @param {HTMLElement} figure */
function makeReady(figure) {
  figure.dataset.ready = "1";
  const frame = frameOf(figure);
  let apart = 0;
  let before = 1;
  frame.addEventListener("touchstart", ({ touches }) => {
    if (touches.length !== 2) return;
    apart = distance(touches);
    before = views.get(figure)?.zoom ?? 1;
  });
  frame.addEventListener(
    "touchmove",
    (event) => {
      if (event.touches.length !== 2 || !apart) return;
      event.preventDefault();
      zoom(figure, (before * distance(event.touches)) / apart);
    },
    { passive: false },
  );
}

/** @param {TouchList} touches */
function distance([one, other]) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}
