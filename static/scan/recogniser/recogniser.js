/**
 * Our own reader of receipts' lines: digits, amounts, dates, the forms' labels, names.
 *
 * @import { Gray } from "../image/gray.js"
 * @import { Box, Crop } from "./crop.js"
 * @import { Description } from "./network.js"
 *
 * @typedef {object} ReadCharacter
 * @property {string} text
 * @property {number} confidence  0..1
 * @property {[string, number][]} others  what else it could be, likeliest first
 * @property {number} x  page px of its middle
 *
 * @typedef {Box & {text: string, confidence: number, characters: ReadCharacter[]}} Word
 * @typedef {{recognise: (gray: Gray, boxes: Box[]) => Promise<Word[]>}} Recogniser
 */
import { HEIGHT, cropOf } from "./crop.js";
import { columnsOf, decode } from "./decode.js";
import { loadNetwork } from "./network.js";

const BUCKET = 32; // px: lines are read together with those of like width
const SPARE = 4; // px of paper that every line keeps at its end
const BATCH = 4_096; // px of line that are read at once

/**
 * @param {object} files
 * @param {string} files.weights  address of recogniser.bin
 * @param {string} files.charset  address of recogniser.json
 * @param {string} files.tfjs  folder of TensorFlow's .wasm files
 * @returns {Promise<Recogniser>}
 */
export async function loadRecogniser({ weights, charset, tfjs }) {
  const [bytes, description] = await Promise.all([
    fetched(weights).then((response) => response.arrayBuffer()),
    fetched(charset).then((response) => response.json()),
  ]);
  return recogniserOf(bytes, description, tfjs.replace(/\/?$/, "/"));
}

/** @param {string} address */
async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

/**
 * @param {ArrayBuffer} weights
 * @param {Description} description
 * @param {string} [wasm]  folder of `tfjs-backend-wasm-simd.wasm`, with "/" at its end
 * @returns {Promise<Recogniser>}
 */
export async function recogniserOf(weights, description, wasm) {
  const scoresOf = await loadNetwork(weights, description, wasm);
  const { characters, pixelsPerStep } = description;

  /** The words of the boxes, in their order; text without spaces. @param {Gray} gray @param {Box[]} boxes */
  async function recognise(gray, boxes) {
    /** @type {Word[]} */
    const words = new Array(boxes.length);
    for (const { width, crops } of batches(boxes.map((box) => cropOf(gray, box)))) {
      const scores = await scoresOf(sideBySide(crops, width), width);
      const size = scores.length / crops.length;
      crops.forEach(({ crop, index }, place) => {
        const steps = Math.ceil((crop.width + SPARE) / pixelsPerStep);
        const ofLine = scores.subarray(place * size, (place + 1) * size);
        words[index] = wordOf(decode(ofLine, Math.min(steps, size / columnsOf(characters)), characters), crop, boxes[index]);
      });
    }
    return words;
  }

  /** @param {import("./decode.js").Line} line @param {Crop} crop @param {Box} box @returns {Word} */
  function wordOf(line, crop, { x0, y0, x1, y1 }) {
    const read = line.characters.map(({ step, ...character }) => ({
      ...character,
      x: crop.left + (step + 0.5) * pixelsPerStep * crop.scale,
    }));
    return { x0, y0, x1, y1, text: line.text, confidence: line.confidence, characters: read };
  }

  return { recognise };
}

/**
 * Crops of like width together, no more than BATCH px at once.
 *
 * @param {Crop[]} crops
 * @returns {{width: number, crops: {crop: Crop, index: number}[]}[]}
 */
function batches(crops) {
  /** @type {Map<number, {crop: Crop, index: number}[]>} */
  const byWidth = new Map();
  crops.forEach((crop, index) => {
    const width = Math.ceil((crop.width + SPARE) / BUCKET) * BUCKET;
    byWidth.set(width, [...(byWidth.get(width) ?? []), { crop, index }]);
  });
  return [...byWidth].flatMap(([width, alike]) => {
    const count = Math.max(1, Math.floor(BATCH / width));
    return Array.from({ length: Math.ceil(alike.length / count) }, (_, part) => ({
      width,
      crops: alike.slice(part * count, (part + 1) * count),
    }));
  });
}

/** The crops' ink in one array, paper after their ends. @param {{crop: Crop}[]} crops @param {number} width */
function sideBySide(crops, width) {
  const ink = new Float32Array(crops.length * HEIGHT * width);
  crops.forEach(({ crop }, place) => {
    for (let y = 0; y < HEIGHT; y++) {
      ink.set(crop.ink.subarray(y * crop.width, (y + 1) * crop.width), (place * HEIGHT + y) * width);
    }
  });
  return ink;
}
