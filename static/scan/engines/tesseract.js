/**
 * Tesseract behind the engines' interface: for names, and for pages that our own network cannot read.
 *
 * @import { Gray } from "../image/gray.js"
 * @import { Word } from "../parse/parse.js"
 *
 * @typedef {object} Tesseract
 * @property {(page: Gray) => Promise<Word[]>} words  every word of a cleaned page, with its letters
 * @property {(line: Gray) => Promise<{text: string, confidence: number}>} line  confidence 0 to 1
 * @property {() => Promise<unknown>} stop
 */
import { createWorker, OEM, PSM } from "tesseract.js";

const RESOLUTION = "300"; // dots an inch, as a page of 2,400 px is nearly

/**
 * Start Tesseract's own worker from the folder that holds it, its core and the Korean data.
 *
 * The folder's files keep their package's names: the core asks for its .wasm beside the worker.
 *
 * @param {string} folder  address without a slash at its end
 * @returns {Promise<Tesseract>}
 */
export async function startTesseract(folder) {
  const worker = await createWorker("kor", OEM.LSTM_ONLY, {
    workerPath: `${folder}/worker.min.js`,
    corePath: `${folder}/tesseract-core-simd-lstm.js`,
    langPath: folder,
    workerBlobURL: false,
    cacheMethod: "none", // the reading pack keeps it already
    errorHandler: () => {}, // the promise below is refused, too
  });
  let mode = "";

  /** @param {Gray} gray @param {import("tesseract.js").PSM} wanted */
  async function recognize(gray, wanted) {
    if (mode !== wanted) {
      await worker.setParameters({ tessedit_pageseg_mode: wanted, user_defined_dpi: RESOLUTION });
      mode = wanted;
    }
    const { data } = await worker.recognize(/** @type {any} */ (toPgm(gray)), {}, { text: true, blocks: true });
    return data;
  }

  return {
    words: async (page) => wordsOf((await recognize(page, PSM.SINGLE_BLOCK)).blocks ?? []),
    async line(line) {
      const { text, confidence } = await recognize(line, PSM.SINGLE_LINE);
      return { text: text.trim(), confidence: confidence / 100 };
    },
    stop: () => worker.terminate(),
  };
}

/** The simplest picture file there is. @param {Gray} gray @returns {Blob} */
function toPgm({ pixels, width, height }) {
  return new Blob([`P5\n${width} ${height}\n255\n`, /** @type {Uint8Array<ArrayBuffer>} */ (pixels)]);
}

/** @param {import("tesseract.js").Block[]} blocks @returns {Word[]} */
function wordsOf(blocks) {
  return blocks
    .flatMap((block) => block.paragraphs)
    .flatMap((paragraph) => paragraph.lines)
    .flatMap((line) => line.words)
    .map(({ text, confidence, bbox, symbols }) => ({
      text,
      confidence: confidence / 100,
      ...bbox,
      characters: symbols.map((symbol) => ({
        text: symbol.text,
        confidence: symbol.confidence / 100,
      })),
    }));
}
