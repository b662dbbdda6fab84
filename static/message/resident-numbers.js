/** A resident number in a pasted message is nobody's business here, either: stars take its place. */
import { looksLikeResidentNumber } from "../worker/security.js";

const SHAPE = /\p{Nd}[\p{Nd}\p{Cf},]{4,20}[-\s.~\u2010-\u2015\u2212\u30fc\u3161\uff0d\uff0e\uff5e]*[1-8１-８][\p{Nd}\p{Cf},]{5,20}\p{Nd}/gu;
const STARS = "******-*******";

/**
 * The message without what looks like a resident number; all of it goes where only the whole does.
 *
 * @param {string} text
 * @returns {string}
 */
export function starred(text) {
  if (!looksLikeResidentNumber(text)) return text;
  const without = text.replace(SHAPE, (found) => (looksLikeResidentNumber(found) ? STARS : found));
  return looksLikeResidentNumber(without) ? "" : without;
}
