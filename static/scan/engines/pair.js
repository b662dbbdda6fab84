/**
 * Two networks share the lines of a page between them, each on a core of its own.
 *
 * @import { Gray } from "../image/gray.js"
 * @import { Box } from "../image/quad.js"
 * @import { Word } from "../parse/parse.js"
 *
 * @typedef {{recognise: (gray: Gray, boxes: Box[]) => Promise<Word[]>}} Recogniser
 */

/**
 * @param {Recogniser} here
 * @param {Recogniser} there  in another worker
 * @returns {Recogniser}
 */
export function pairOf(here, there) {
  return {
    async recognise(gray, boxes) {
      const [ours, theirs] = halves(boxes);
      const [those, these] = await Promise.all([
        there.recognise(gray, theirs.map((index) => boxes[index])), // begins first: `here` lets nobody in
        here.recognise(gray, ours.map((index) => boxes[index])),
      ]);
      /** @type {Word[]} */
      const all = new Array(boxes.length);
      ours.forEach((index, at) => (all[index] = these[at]));
      theirs.forEach((index, at) => (all[index] = those[at]));
      return all;
    },
  };
}

/** As many long and short lines on each side. @param {Box[]} boxes @returns {[number[], number[]]} their indices */
function halves(boxes) {
  const length = (/** @type {Box} */ { x0, y0, x1, y1 }) => (x1 - x0) / (y1 - y0);
  const byLength = [...boxes.keys()].sort((one, other) => length(boxes[other]) - length(boxes[one]));
  return [byLength.filter((_, at) => at % 2 === 0), byLength.filter((_, at) => at % 2 === 1)];
}

/**
 * The other worker's network, asked by messages.
 *
 * In: `{do: "recognise", number, gray, boxes}`. Out: `{number, words}`.
 *
 * @param {Worker} worker  that was prepared
 * @returns {Recogniser}
 */
export function recogniserIn(worker) {
  let number = 0;
  return {
    recognise(gray, boxes) {
      const asked = ++number;
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => data.number === asked && resolve(data.words);
        worker.onerror = worker.onmessageerror = () => reject(new Error("the other worker broke down"));
        worker.postMessage({ do: "recognise", number: asked, gray, boxes });
      });
    },
  };
}
