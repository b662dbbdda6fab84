/**
 * Circled numbers, as the form gives them to its sums.
 *
 * @import { Letter } from "./rows.js"
 */

const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮";

/** 1 for ①; 0 for any other letter. @param {string} char */
export function markOf(char) {
  return char ? CIRCLED.indexOf(char) + 1 : 0;
}

/**
 * Whether this circled number stands for its sum here, and not inside a formula: (①+②+③).
 *
 * @param {readonly Letter[]} letters @param {number} index
 */
export function isAlone(letters, index) {
  const [before, after] = [letters[index - 1]?.char ?? "", letters[index + 1]?.char ?? ""];
  return !/[+\-(]/u.test(before) && !/[+\-)]/u.test(after);
}
