/**
 * Which amount belongs to which label, where the paper is no table: the amount on the label's right,
 * in its line or between its two lines, else that below it.
 *
 * @import { Amount } from "./amounts.js"
 * @import { Label } from "./labels.js"
 *
 * @typedef {{label: Label, amount: Amount, cost: number}} Pair  cost: 0 for an amount in line with its label
 */
import { MONEY } from "./labels.js";
import { isSyllable } from "./jamo.js";

const FARTHEST_LINE = 1.35; // letter heights that an amount may stand off its label's line
const BELOW = [0.6, 3.4]; // letter heights from a label down to an amount under it
const COST_OF_BELOW = 1.2;
const COST_OF_A_WORD_BETWEEN = 0.4; // for each syllable between label and amount
const MOST_COST = 3;
const WIDE = 60; // letter heights: an amount so far right of its label costs 1

/**
 * Each amount goes to one label, each label gets one amount: the best pairs first.
 *
 * @param {readonly Label[]} labels @param {readonly Amount[]} amounts @param {number} letterHeight
 * @returns {Pair[]}
 */
export function pairsOf(labels, amounts, letterHeight) {
  const money = labels.filter(({ name }) => MONEY.has(name));
  const possible = money.flatMap((label) =>
    amounts.flatMap((amount) => {
      const right = costOnTheRight(label, amount, labels, amounts, letterHeight);
      const below = costBelow(label, amount, labels, amounts, letterHeight);
      const cost = Math.min(right, below);
      return cost < MOST_COST ? [{ label, amount, cost }] : [];
    }),
  );
  /** @type {Pair[]} */
  const pairs = [];
  for (const pair of possible.sort((a, b) => a.cost - b.cost)) {
    if (pairs.every(({ label, amount }) => label !== pair.label && amount !== pair.amount)) pairs.push(pair);
  }
  return pairs;
}

/** @param {Label} label @param {Amount} amount @param {readonly Label[]} labels @param {readonly Amount[]} amounts @param {number} letterHeight */
function costOnTheRight(label, amount, labels, amounts, letterHeight) {
  const line = middleOf(label);
  const off = Math.abs(amount.y - line.y) - line.half;
  if (amount.x0 < label.x1 - 0.3 * letterHeight || off > FARTHEST_LINE * letterHeight) return Infinity;
  const isBetween = (/** @type {{x0: number, x1: number, y: number}} */ other) =>
    other.x0 >= label.x1 - 0.3 * letterHeight && other.x1 <= amount.x0 + 0.3 * letterHeight &&
    Math.abs(other.y - amount.y) < 0.7 * letterHeight;
  if (amounts.some((other) => other !== amount && isBetween(other))) return Infinity;
  if (labels.some((other) => other !== label && isBetween(other) && other.text.length > 1 && !isOneOfTwo(label, other))) return Infinity;
  const words = amount.row.letters.filter((letter) => isSyllable(letter.char) && isBetween(letter) && !label.letters.includes(letter));
  const across = (amount.x0 - label.x1) / letterHeight / WIDE;
  return Math.max(0, off) / letterHeight + across + COST_OF_A_WORD_BETWEEN * words.length + offMiddle(label, amount, letterHeight);
}

/** "납부한 금액 (카드)": a way of paying after the label leaves it its amount. @param {Label} label @param {Label} other */
function isOneOfTwo(label, other) {
  return ["paid", "received"].includes(label.name) && ["card", "cash", "sum", "cash_receipt"].includes(other.name);
}

/** Where a label of two lines has its middle. @param {Label} label */
function middleOf({ letters }) {
  const heights = letters.map(({ y }) => y);
  const [top, low] = [Math.min(...heights), Math.max(...heights)];
  return { y: (top + low) / 2, half: (low - top) / 2 };
}

/** A little for every px off, so that of two labels one above the other the nearer one gets it. @param {Label} label @param {Amount} amount @param {number} letterHeight */
function offMiddle(label, amount, letterHeight) {
  return (0.3 * Math.abs(middleOf(label).y - amount.y)) / letterHeight;
}

/** @param {Label} label @param {Amount} amount @param {readonly Label[]} labels @param {readonly Amount[]} amounts @param {number} letterHeight */
function costBelow(label, amount, labels, amounts, letterHeight) {
  const fall = (amount.y - Math.max(...label.letters.map(({ y }) => y))) / letterHeight;
  if (fall < BELOW[0] || fall > BELOW[1]) return Infinity;
  const [left, right] = cellAround(label, labels, letterHeight);
  const middle = (amount.x0 + amount.x1) / 2;
  if (middle < left || middle > right) return Infinity;
  const hasOwn = amounts.some((other) => other.x0 > label.x1 && other.x0 < label.x1 + 14 * letterHeight && Math.abs(other.y - label.y) < 0.6 * letterHeight);
  const under = labels.some(
    (other) => other !== label && other.y > label.y + 0.5 * letterHeight && other.y < amount.y + 0.5 * letterHeight && other.x0 < amount.x1 && label.x0 < other.x1,
  );
  if (hasOwn || under) return Infinity;
  const aside = Math.abs(middle - (label.x0 + label.x1) / 2) / letterHeight;
  return COST_OF_BELOW + 0.3 * (fall - 1) + 0.05 * aside;
}

/** From where to where a heading's column may reach. @param {Label} label @param {readonly Label[]} labels @param {number} letterHeight */
function cellAround(label, labels, letterHeight) {
  const beside = labels.filter((other) => other !== label && Math.abs(other.y - label.y) < 1.2 * letterHeight);
  const before = beside.filter(({ x1 }) => x1 <= label.x0).map(({ x1 }) => x1);
  const after = beside.filter(({ x0 }) => x0 >= label.x1).map(({ x0 }) => x0);
  const free = 3 * letterHeight;
  return [
    before.length ? (Math.max(...before) + label.x0) / 2 : label.x0 - free,
    after.length ? (Math.min(...after) + label.x1) / 2 : label.x1 + free,
  ];
}
