/**
 * The reading worker: takes photos, gives readings. Everything else is in the modules it imports.
 *
 * In: `{do: "prepare", files}` once, then `{do: "read", id, photo}`.
 * Out: `{ready: true}` or `{ready: false}`, then `{id, step}` and at last `{id, reading, straightened}`.
 *
 * It starts itself a second time, as a helper (`{do: "help", files}`) that reads half of the lines.
 *
 * @import { Gray } from "./image/gray.js"
 * @import { Engines, Picture } from "./read.js"
 * @import { Tesseract } from "./engines/tesseract.js"
 *
 * @typedef {object} Files  addresses of what the reading pack holds
 * @property {string} weights  recogniser.bin
 * @property {string} charset  recogniser.json
 * @property {string} tfjs  the folder of TensorFlow's .wasm files
 * @property {string} tesseract  the folder of Tesseract's files
 */
import { pairOf, recogniserIn } from "./engines/pair.js";
import { startTesseract } from "./engines/tesseract.js";
import { toGray, toRgba } from "./image/gray.js";
import { brokenFile, read } from "./read.js";
import { loadRecogniser } from "./recogniser/recogniser.js";

const LONGEST_SIDE = 2_600; // px: of more than this no reading gets better
const SMALL_SIDE = 400; // px of the picture in which the page is looked for
const QUALITY = 0.8;

const worker = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));

/** @type {Promise<Engines> | undefined} */
let engines;
/** The network of a helper. @type {Promise<Engines["own"]> | undefined} */
let network;

worker.addEventListener("message", async ({ data }) => {
  if (data.do === "prepare") {
    engines = prepare(data.files);
    worker.postMessage({ ready: await engines.then(() => true, () => false) });
  }
  if (data.do === "help") {
    network = loadRecogniser(data.files);
    worker.postMessage({ ready: await network.then(() => true, () => false) });
  }
  if (data.do === "recognise" && network) {
    const { number, gray, boxes } = data;
    worker.postMessage({ number, words: await (await network).recognise(gray, boxes) });
  }
  if (data.do === "read" && engines) {
    const { id, photo } = data;
    worker.postMessage({ id, ...(await readPhoto(photo, await engines, (step) => worker.postMessage({ id, step }))) });
  }
});

/** @param {Files} files @returns {Promise<Engines>} */
async function prepare(files) {
  /** @type {Promise<Tesseract> | undefined} */
  let tesseract;
  const [own, help] = await Promise.all([loadRecogniser(files), helper(files)]);
  return {
    own: help ? pairOf(own, recogniserIn(help)) : own,
    tesseract: () => (tesseract ??= startTesseract(files.tesseract)),
  };
}

/** A second worker where there is a second core; without it one reads alone. @param {Files} files @returns {Promise<Worker | null>} */
function helper(files) {
  if (worker.navigator.hardwareConcurrency < 2) return Promise.resolve(null);
  const help = new Worker(worker.location.href);
  return new Promise((resolve) => {
    help.onmessage = ({ data }) => resolve(data.ready ? help : null);
    help.onerror = () => resolve(null);
    help.postMessage({ do: "help", files });
  });
}

/** @param {Blob} photo @param {Engines} engines @param {(step: string) => void} say */
async function readPhoto(photo, engines, say) {
  const bitmap = await createImageBitmap(photo).catch(() => null);
  if (!bitmap) return { reading: brokenFile(), straightened: null };
  const { rgba, width, height } = pictureOf(bitmap, LONGEST_SIDE);
  const given = { gray: toGray(rgba, width, height), small: pictureOf(bitmap, SMALL_SIDE) };
  bitmap.close();
  return read(given, engines, toJpeg, say);
}

/** The bitmap with a long side of at most so many px. @param {ImageBitmap} bitmap @param {number} longest @returns {Picture} */
function pictureOf(bitmap, longest) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = new OffscreenCanvas(width, height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  const rgba = context.getImageData(0, 0, width, height).data;
  canvas.width = 0; // gives its memory back now, not when the garbage is collected
  return { rgba, width, height };
}

/** @param {Gray} gray @returns {Promise<Blob>} */
async function toJpeg(gray) {
  const canvas = new OffscreenCanvas(gray.width, gray.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.putImageData(new ImageData(toRgba(gray), gray.width, gray.height), 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  canvas.width = 0;
  return blob;
}
