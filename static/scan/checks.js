/**
 * What stands beside a field that was read from a photo: the piece of the page, whether it is
 * sure, and the button that says it is right. Colours repeat what the words say.
 *
 * @import { Box } from "./image/quad.js"
 *
 * @typedef {"doubtful" | "computed" | "checked" | "sure" | "sure-computed"} State
 */
import { wordsOf } from "./words.js";

const MARGIN = 0.6; // of the writing's height, around it

/**
 * @param {HTMLElement} field  the box around label and input
 * @param {State} state
 * @param {{crop: {bitmap: ImageBitmap, box: Box} | null, right: () => void}} options
 */
export function addCheck(field, state, { crop, right }) {
  const template = document.querySelector("template#field-check");
  if (!(template instanceof HTMLTemplateElement)) return;
  removeCheck(field);
  const name = labelOf(field);
  const words = wordsOf(document, "scan-words");
  field.append(template.content.cloneNode(true));
  const check = /** @type {HTMLElement} */ (field.querySelector("[data-check]"));
  const canvas = /** @type {HTMLCanvasElement} */ (check.querySelector("canvas"));
  const button = /** @type {HTMLElement} */ (check.querySelector("[data-right]"));
  if (crop) {
    canvas.setAttribute("aria-label", words("crop", { field: name }));
    drawCrop(canvas, crop.bitmap, crop.box);
  }
  button.setAttribute("aria-label", words("right", { field: name }));
  button.addEventListener("click", right);
  for (const note of check.querySelectorAll("[data-state]")) {
    note.id = `${inputOf(field).name}-${note.getAttribute("data-state")}`;
  }
  showState(field, state);
}

/** @param {HTMLElement} field @param {State} state */
export function showState(field, state) {
  const check = field.querySelector("[data-check]");
  if (!check) return;
  const open = state === "doubtful" || state === "computed";
  field.dataset.read = open ? "doubtful" : state === "checked" ? "checked" : "sure";
  for (const note of check.querySelectorAll("[data-state]")) {
    note.toggleAttribute("hidden", note.getAttribute("data-state") !== state);
  }
  check.querySelector("[data-right]")?.toggleAttribute("hidden", !open);
  check.querySelector("canvas")?.toggleAttribute("hidden", !open || !hasCrop(check));
  describe(field, `${inputOf(field).name}-${state}`);
}

/** @param {HTMLElement} field */
export function removeCheck(field) {
  field.querySelector("[data-check]")?.remove();
  delete field.dataset.read;
  describe(field, null);
}

/** @param {Element} check */
const hasCrop = (check) => check.querySelector("canvas")?.hasAttribute("aria-label");

/** The note in words belongs to the input for whoever does not see the colour.
 * @param {HTMLElement} field @param {string | null} note */
function describe(field, note) {
  for (const input of field.querySelectorAll("input, select")) {
    const others = (input.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .filter((id) => id && id !== field.dataset.note);
    const all = note ? [...others, note] : others;
    if (all.length) input.setAttribute("aria-describedby", all.join(" "));
    else input.removeAttribute("aria-describedby");
  }
  if (note) field.dataset.note = note;
  else delete field.dataset.note;
}

/** @param {HTMLElement} field */
function inputOf(field) {
  return /** @type {HTMLInputElement} */ (field.querySelector("input[name], select[name]"));
}

/** @param {HTMLElement} field */
function labelOf(field) {
  return field.querySelector("label, legend")?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

/** @param {HTMLCanvasElement} canvas @param {ImageBitmap} page @param {Box} box */
function drawCrop(canvas, page, box) {
  const margin = Math.round((box.y1 - box.y0) * MARGIN);
  const x = Math.max(0, box.x0 - margin);
  const y = Math.max(0, box.y0 - margin);
  const width = Math.min(page.width, box.x1 + margin) - x;
  const height = Math.min(page.height, box.y1 + margin) - y;
  if (width < 1 || height < 1) return;
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.drawImage(page, x, y, width, height, 0, 0, width, height);
}
