/**
 * Tesseract behind the engines' interface: for names, whose syllables our own network has not all met.
 *
 * @import { Gray } from "../image/gray.js"
 *
 * @typedef {object} Tesseract
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
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_LINE, user_defined_dpi: RESOLUTION });

  return {
    async line(line) {
      const { data } = await worker.recognize(/** @type {any} */ (toPgm(line)));
      return { text: data.text.trim(), confidence: data.confidence / 100 };
    },
    stop: () => worker.terminate(),
  };
}

/** The simplest picture file there is. @param {Gray} gray @returns {Blob} */
function toPgm({ pixels, width, height }) {
  return new Blob([`P5\n${width} ${height}\n255\n`, /** @type {Uint8Array<ArrayBuffer>} */ (pixels)]);
}
