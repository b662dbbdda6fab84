/**
 * Plain tesseract.js beside the app: the whole photo, or the page as the app cleans it, through the same
 * parser. Bundled by bench/plain_tesseract.py for a page of its own.
 */
import { createWorker, OEM, PSM } from "tesseract.js";

import { toGray } from "../static/scan/image/gray.js";
import { flattenLight } from "../static/scan/image/light.js";
import { findPages } from "../static/scan/image/page-finder.js";
import { removeRules } from "../static/scan/image/rules.js";
import { quarterTurn, rotate } from "../static/scan/image/turn.js";
import { warp } from "../static/scan/image/warp.js";
import { parse } from "../static/scan/parse/parse.js";

const LONG_SIDE = 2_400; // px, as the app's page has
const LONGEST_SIDE = 2_600; // px of the photo, as the app's reader gets
const SMALL_SIDE = 400;

const tesseract = startTesseract("/tesseract");

/** As the app starts it for a line, but for whole pages. @param {string} folder */
async function startTesseract(folder) {
  const worker = await createWorker("kor", OEM.LSTM_ONLY, {
    workerPath: `${folder}/worker.min.js`,
    corePath: `${folder}/tesseract-core-simd-lstm.js`,
    langPath: folder,
    workerBlobURL: false,
    cacheMethod: "none",
  });
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_BLOCK, user_defined_dpi: "300" });
  return worker;
}

/** @param {string} address @param {string} way  "raw" or "cleaned" */
globalThis.reads = async (address, way) => {
  const bitmap = await createImageBitmap(await (await fetch(address)).blob());
  const engine = await tesseract;
  const begin = performance.now();
  const picture = pictureOf(bitmap, LONGEST_SIDE);
  const gray = toGray(picture.data, picture.width, picture.height);
  const { page, rules } = way === "cleaned" ? cleaned(bitmap, gray) : { page: gray, rules: undefined };
  const { fields, accepted } = parse(await wordsOn(page, engine), { width: page.width, height: page.height, rules });
  const values = Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
  return [{ insurance_kind: "health", ...values }, accepted, performance.now() - begin]; // as the form begins
};

/** Every word of a page, with its letters. */
async function wordsOn({ pixels, width, height }, engine) {
  const file = new Blob([`P5\n${width} ${height}\n255\n`, pixels]);
  const { data } = await engine.recognize(file, {}, { text: true, blocks: true });
  return (data.blocks ?? [])
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

function cleaned(bitmap, gray) {
  const small = pictureOf(bitmap, SMALL_SIDE);
  const found = findPages({ rgba: small.data, width: small.width, height: small.height }).pages[0];
  const whole = [[0, 0], [small.width, 0], [small.width, small.height], [0, small.height]];
  const quad = (found ?? whole).map(([x, y]) => [(x * gray.width) / small.width, (y * gray.height) / small.height]);
  const flat = warp(gray, quad, LONG_SIDE).gray;
  const { gray: page, rules } = removeRules(flattenLight(rotate(flat, quarterTurn(flat))));
  return { page, rules };
}

function pictureOf(bitmap, longest) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
