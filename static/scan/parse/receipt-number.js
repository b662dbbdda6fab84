/**
 * The receipt's own number, as it is printed: providers do not keep to the form's pattern.
 *
 * @import { Label } from "./labels.js"
 * @import { Lines } from "./rows.js"
 * @import { Found } from "./parse.js"
 */
import { valuesOf } from "./kinds.js";
import { boxAround, pieces } from "./rows.js";

const NUMBER = /^(?:제)?[0-9A-Z][0-9A-Z\-/.]{2,}[0-9A-Z](?:호)?$/u;
const PARTS_GAP = 1; // letter heights
const LONGEST = 40;

/** @param {Lines} lines @param {readonly Label[]} labels @returns {Found | undefined} */
export function receiptNumber({ rows, letterHeight }, labels) {
  for (const label of labels.filter(({ name }) => name === "receipt_no")) {
    for (const value of valuesOf(label, rows, labels, letterHeight)) {
      for (const letters of pieces(value, PARTS_GAP * letterHeight)) {
        const own = letters.filter(({ char }) => char !== ":" && char !== ")" && char !== "(");
        const text = own.map(({ char }) => char).join("");
        if (!NUMBER.test(text) || text.length > LONGEST || (text.match(/[0-9]/gu)?.length ?? 0) < 3) continue;
        return { value: text, confidence: Math.min(...own.map(({ confidence }) => confidence)), computed: false, box: boxAround(own) };
      }
    }
  }
  return undefined;
}
