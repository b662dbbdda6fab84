/**
 * From a photo to a filled form, in the order of a person's work: find the page, lay it flat, clean it,
 * find the writing, read it, understand it, and look again where it is not sure.
 *
 * @import { Gray } from "./image/gray.js"
 * @import { Box, Quad } from "./image/quad.js"
 * @import { Rules } from "./image/rules.js"
 * @import { Parsed, Word } from "./parse/parse.js"
 * @import { Tesseract } from "./engines/tesseract.js"
 *
 * @typedef {{rgba: Uint8ClampedArray, width: number, height: number}} Picture
 *
 * @typedef {{gray: Gray, small: Picture}} Photo  `small` is the same with a long side of about 400 px
 *
 * @typedef {object} Engines
 * @property {{recognise: (gray: Gray, boxes: Box[]) => Promise<Word[]>}} own
 * @property {() => Promise<Tesseract>} tesseract  started when it is first asked for
 *
 * @typedef {"page" | "writing" | "letters" | "name" | "again"} Step
 *
 * @typedef {object} Reading
 * @property {"read" | "failed"} status
 * @property {"" | "no_text" | "not_a_receipt" | "two_receipts" | "unreadable" | "broken_file"} reason
 * @property {Parsed["form"]} form
 * @property {boolean} accepted  the amounts hold together without anything being guessed
 * @property {Parsed["fields"]} fields
 * @property {Parsed["questions"]} questions
 * @property {{width: number, height: number, turned: number}} page  px of the straightened page; quarter turns
 * @property {{width: number, height: number}} photo  px that `blackout` refers to
 * @property {Quad[]} blackout  where the photo shows a resident registration number
 * @property {Record<string, number>} ms  by step
 */
import { combine } from "./combine.js";
import { cut } from "./image/gray.js";
import { uprightFrame } from "./image/deskew.js";
import { flattenLight } from "./image/light.js";
import { findPages } from "./image/page-finder.js";
import { scaled } from "./image/quad.js";
import { removeRules } from "./image/rules.js";
import { segment } from "./image/segment.js";
import { refineCorners } from "./image/sides.js";
import { quarterTurn, rotate } from "./image/turn.js";
import { warp } from "./image/warp.js";
import { parse } from "./parse/parse.js";
import { providerNameIn } from "./parse/provider.js";

const LONG_SIDE = 2_400; // px of the straightened page: letters of 8 points are 22 px high
const FEWEST_SEGMENTS = 6; // a page with fewer has no writing on it
const FEWEST_LABELS = 2; // a page with fewer of a receipt's words is not one
const UPRIGHT_LABELS = 4; // with fewer it may stand on its head
const MOST_MORE_SEGMENTS = 1.5; // times as many as at the first look
const TRUSTED_NAME = 0.85; // of Tesseract, which is seldom surer
const NAME_MARGIN = 0.35; // of the name's height

/**
 * @template Kept
 * @param {Photo} photo
 * @param {Engines} engines
 * @param {(page: Gray) => Promise<Kept>} keep  what stays of the page laid flat; made while the name is read
 * @param {(step: Step) => void} say  told when a step begins
 * @returns {Promise<{reading: Reading, straightened: Kept | null}>}
 */
export async function read(photo, engines, keep, say = () => {}) {
  const watch = new Watch(say);
  watch.begin("page");
  engines.tesseract().catch(() => {}); // starts on another core meanwhile; who needs it is told
  const { pages } = findPages(photo.small);
  if (pages.length > 1) return { reading: failed("two_receipts", photo.gray, watch), straightened: null };
  const sheet = layFlat(photo, pages[0]);

  watch.begin("writing");
  const written = writingOn(sheet.flat);
  if (written.boxes.length < FEWEST_SEGMENTS) {
    return { reading: failed("no_text", photo.gray, watch), straightened: await keep(sheet.gray) };
  }

  watch.begin("letters");
  let page = await understand({ ...written, turned: 0 }, engines);
  if (page.parsed.labelsFound < UPRIGHT_LABELS) page = await theRightWayUp(page, engines);

  if (needsAnotherLook(page.parsed)) {
    watch.begin("again");
    page = await lookAgain(page, sheet, engines);
  }
  watch.begin("name");
  const [straightened] = await Promise.all([keep(asKept(page, sheet)), readName(page, engines)]);
  watch.end();
  return { reading: told(page, sheet, photo.gray, watch), straightened };
}

/**
 * @typedef {object} Page
 * @property {Gray} clean  paper white, rules gone, writing left
 * @property {Box[]} boxes  segments of writing
 * @property {Rules} rules
 * @property {number} turned  half turns since it was laid flat
 * @property {Parsed} parsed
 */

/** Upright as far as the lines of writing tell. @param {Photo} photo @param {Quad | undefined} found  the page in the small picture */
function layFlat({ gray: photo, small }, found) {
  const corners = found ? refineCorners(photo, scaled(found, photo.width / small.width, photo.height / small.height)) : uprightFrame(photo);
  const { gray, toPhoto } = warp(photo, corners, LONG_SIDE);
  const flat = flattenLight(gray);
  const turns = quarterTurn(flat);
  return { gray: rotate(gray, turns), flat: rotate(flat, turns), toPhoto, turns, before: sizeOf(gray) };
}

/** @param {Gray} flat  in even light */
function writingOn(flat) {
  const { gray: clean, rules } = removeRules(flat);
  return { clean, rules, boxes: segment(clean, rules.vertical).boxes };
}

/** @param {Omit<Page, "parsed">} page @param {Engines} engines @returns {Promise<Page>} */
async function understand(page, { own }) {
  const words = await own.recognise(page.clean, page.boxes);
  return { ...page, parsed: parse(words, { ...sizeOf(page.clean), rules: page.rules }) };
}

/** The page as it lies, or standing on its head: whichever says more. @param {Page} page @param {Engines} engines */
async function theRightWayUp(page, engines) {
  const { width, height } = page.clean;
  /** @param {Box} box @returns {Box} */
  const turn = ({ x0, y0, x1, y1 }) => ({ x0: width - x1, y0: height - y1, x1: width - x0, y1: height - y0 });
  const other = await understand(
    {
      clean: rotate(page.clean, 2),
      boxes: page.boxes.map(turn),
      rules: { horizontal: page.rules.horizontal.map(turn), vertical: page.rules.vertical.map(turn) },
      turned: 1,
    },
    engines,
  );
  return other.parsed.labelsFound > page.parsed.labelsFound ? other : page;
}

/** The same page with its grain treated the other way: other letters come out. @param {Page} page @param {ReturnType<typeof layFlat>} sheet @param {Engines} engines @returns {Promise<Page>} */
async function lookAgain(page, { gray }, engines) {
  const { turned, parsed } = page;
  const flat = flattenLight(turned ? rotate(gray, 2) : gray, { otherwise: true });
  const written = writingOn(flat);
  if (written.boxes.length > MOST_MORE_SEGMENTS * page.boxes.length) return page; // grain, most of it
  const other = await understand({ ...written, turned }, engines);
  return { ...page, parsed: combine(parsed, other.parsed) };
}

/** Tesseract knows all of Hangul: let it read the line that holds the name. @param {Page} page @param {Engines} engines */
async function readName({ clean, parsed }, engines) {
  const found = parsed.fields.provider_name;
  if (!found?.box) return;
  const { text, confidence } = await (await engines.tesseract()).line(cut(clean, around(found.box, clean)));
  const name = providerNameIn(text);
  if (!name) return;
  const agreed = name === found.value;
  if (!agreed && confidence < TRUSTED_NAME && confidence < found.confidence) return;
  parsed.fields.provider_name = {
    ...found,
    value: name,
    confidence: agreed ? Math.max(confidence, found.confidence) : confidence,
    doubtful: !agreed,
  };
}

/** A box with some paper around its writing. @param {Box} box @param {Gray} gray @returns {Box} */
function around({ x0, y0, x1, y1 }, { width, height }) {
  const margin = Math.round((y1 - y0) * NAME_MARGIN);
  return {
    x0: Math.max(0, x0 - margin),
    y0: Math.max(0, y0 - margin),
    x1: Math.min(width, x1 + margin),
    y1: Math.min(height, y1 + margin),
  };
}

/** Only where the one amount that counts, or the day, is not clear. @param {Parsed} parsed */
function needsAnotherLook({ accepted, fields, labelsFound }) {
  const { copay, care_from } = fields;
  return labelsFound >= UPRIGHT_LABELS && !accepted && (!copay || copay.doubtful || !care_from);
}

/**
 * The one amount that counts is looked at by a person wherever the amounts do not all agree, however
 * clearly it was read.
 *
 * @param {Parsed["fields"]} fields
 */
function asked({ copay, ...others }) {
  return copay ? { ...others, copay: { ...copay, doubtful: true } } : others;
}

/** The page upright, with nobody's resident number on it. @param {Page} page @param {ReturnType<typeof layFlat>} sheet */
function asKept({ turned, parsed }, { gray }) {
  return blackened(turned ? rotate(gray, 2) : gray, parsed.residentNumbers);
}

/** @param {Page} page @param {ReturnType<typeof layFlat>} sheet @param {{width: number, height: number}} photo @param {Watch} watch @returns {Reading} */
function told({ clean, parsed, turned }, sheet, photo, watch) {
  const { labelsFound, residentNumbers, form, accepted, questions } = parsed;
  const fields = accepted ? parsed.fields : asked(parsed.fields);
  if (labelsFound < FEWEST_LABELS) return failed("not_a_receipt", photo, watch);
  return {
    status: fields.copay ? "read" : "failed",
    reason: fields.copay ? "" : "unreadable",
    form,
    accepted,
    fields,
    questions,
    page: { ...sizeOf(clean), turned: (sheet.turns + 2 * turned) % 4 },
    photo: sizeOf(photo),
    blackout: residentNumbers.map((box) => inPhoto(box, turned, sheet)),
    ms: watch.ms,
  };
}

/** Where a box of the page lies in the photo. @param {Box} box @param {number} halfTurns @param {ReturnType<typeof layFlat>} sheet @returns {Quad} */
function inPhoto({ x0, y0, x1, y1 }, halfTurns, { toPhoto, turns, before, gray }) {
  return /** @type {Quad} */ (
    [[x0, y0], [x1, y0], [x1, y1], [x0, y1]].map(([x, y]) => {
      const upright = halfTurns ? [gray.width - x, gray.height - y] : [x, y];
      return toPhoto(...turnedBack(upright[0], upright[1], turns, before));
    })
  );
}

/** @param {number} x @param {number} y @param {number} quarterTurns  clockwise @param {{width: number, height: number}} before @returns {[number, number]} */
function turnedBack(x, y, quarterTurns, { width, height }) {
  if (quarterTurns === 1) return [y, height - x];
  if (quarterTurns === 2) return [width - x, height - y];
  if (quarterTurns === 3) return [width - y, x];
  return [x, y];
}

/** @param {Gray} gray @param {Box[]} boxes */
function blackened(gray, boxes) {
  for (const { x0, y0, x1, y1 } of boxes) {
    for (let y = y0; y < y1; y++) gray.pixels.fill(0, y * gray.width + x0, y * gray.width + x1);
  }
  return gray;
}

/** @param {Exclude<Reading["reason"], "">} reason @param {{width: number, height: number}} photo @param {Watch} watch @returns {Reading} */
function failed(reason, photo, watch) {
  watch.end();
  return {
    status: "failed",
    reason,
    form: "",
    accepted: false,
    fields: {},
    questions: [],
    page: { width: 0, height: 0, turned: 0 },
    photo: sizeOf(photo),
    blackout: [],
    ms: watch.ms,
  };
}

/** A file that is no picture. @returns {Reading} */
export function brokenFile() {
  return failed("broken_file", { width: 0, height: 0 }, new Watch(() => {}));
}

/** @param {{width: number, height: number}} of */
function sizeOf({ width, height }) {
  return { width, height };
}

/** How long each step took. */
class Watch {
  /** @param {(step: Step) => void} say */
  constructor(say) {
    this.say = say;
    /** @type {Record<string, number>} */
    this.ms = {};
    this.step = "";
    this.since = 0;
  }

  /** @param {Step} step */
  begin(step) {
    this.end();
    this.step = step;
    this.since = performance.now();
    this.say(step);
  }

  end() {
    if (this.step) this.ms[this.step] = Math.round(performance.now() - this.since);
    this.step = "";
  }
}
