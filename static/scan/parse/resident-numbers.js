/**
 * Resident registration numbers, to be blacked out: six digits and seven, with or without a dash, also
 * where the engine cut them in two or took a digit for a letter. Starred ones tell nobody.
 *
 * @import { Box } from "../image/quad.js"
 * @import { Letter, Lines } from "./rows.js"
 */
import { looksLikeResidentNumber } from "../../worker/security.js";
import { boxAround, pieces } from "./rows.js";

const WIDEST_GAP = 1.5; // letter heights between the two halves
const SHAPE = /(?<![0-9])[0-9]{6}[-.~·:_]{0,2}[0-9]{7}(?![0-9])/gu;
const DASHED = /[-.~·:_]/u;
const LOOKS_LIKE = new Map(Object.entries({ O: "0", o: "0", D: "0", Q: "0", I: "1", l: "1", "|": "1", S: "5", B: "8", Z: "2" }));

/** @param {Lines} lines @returns {Box[]} */
export function residentNumbersIn({ rows, letterHeight }) {
  return rows.flatMap(({ letters }) => pieces(letters, WIDEST_GAP * letterHeight).flatMap(inPiece));
}

/** @param {Letter[]} letters @returns {Box[]} */
function inPiece(letters) {
  const text = letters.map(({ char }) => (char.length === 1 ? (LOOKS_LIKE.get(char) ?? char) : "?")).join("");
  return [...text.matchAll(SHAPE)].flatMap((match) => {
    const box = boxAround(letters.slice(match.index, match.index + match[0].length));
    return box && (DASHED.test(match[0]) || looksLikeResidentNumber(match[0])) ? [box] : [];
  });
}
