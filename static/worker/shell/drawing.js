/**
 * Lengths for the inline pictures: integers in thousandths of the picture's width.
 * Twin of webapp/shell/drawing.py.
 *
 * Nothing here decides anything; a figure stands beside every bar.
 */

const WIDTH = 1000;
const TICK = 6; // width of the mark at the cap

/** @typedef {{ x: number, width: number }} Span */

/**
 * `part` of `whole` in thousandths, floored; something that is not nothing is seen.
 *
 * @param {number} part
 * @param {number} whole
 */
export function share(part, whole) {
  if (whole <= 0 || part <= 0) return 0;
  return Math.max(4, Math.min(WIDTH, scaled(part, WIDTH, whole)));
}

/**
 * How far the counted won fill the way to the cap, and where the cap's tick stands.
 *
 * `percent` is the share of the cap, floored; it passes 100 when the cap is passed.
 *
 * @param {number} counted
 * @param {number | null} cap
 */
export function meter(counted, cap) {
  if (cap === null) return null;
  const whole = Math.max(counted, cap);
  const below = Math.min(counted, cap);
  return {
    fill: share(below, whole),
    over: share(counted - below, whole),
    tick: Math.max(0, share(cap, whole) - TICK),
    percent: scaled(counted, 100, cap),
  };
}

/**
 * Bars of the year's sum, each beginning where the one before ended.
 *
 * paid from 0; uncounted taken off its right end; counted what is left; the cap taken off the
 * counted; the estimate what is left of that.
 *
 * @param {number} paid
 * @param {number} uncounted
 * @param {number | null} cap
 * @param {number | null} estimate
 */
export function waterfall(paid, uncounted, cap, estimate) {
  const counted = paid - uncounted;
  /** @type {Record<string, Span>} */
  const bars = {
    paid: span(0, paid, paid),
    uncounted: span(counted, uncounted, paid),
    counted: span(0, counted, paid),
  };
  if (cap !== null && estimate !== null) {
    bars.cap = span(counted - Math.min(cap, counted), Math.min(cap, counted), paid);
    bars.estimate = span(0, estimate, paid);
  }
  return bars;
}

/** @param {number} start @param {number} length @param {number} whole @returns {Span} */
function span(start, length, whole) {
  const width = share(length, whole);
  const left = whole > 0 ? scaled(start, WIDTH, whole) : 0;
  return { x: Math.min(left, WIDTH - width), width };
}

/**
 * Bars of a small column chart, `height` units tall at most, 40 units apart.
 *
 * @param {readonly number[]} amounts
 * @param {number} height
 */
export function columns(amounts, height) {
  const tallest = Math.max(...amounts, 1);
  return amounts.map((amount, place) => {
    const tall = amount ? Math.max(3, scaled(amount, height, tallest)) : 0;
    const left = 8 + place * 40;
    return { x: left, middle: left + 14, y: height - tall, height: tall };
  });
}

/**
 * Columns of a sum that only grows, `height` units tall at most, 40 units apart.
 *
 * Each month is what is written down, the middle and the high forecast, and the ceiling. A column
 * stands for the first; above it lies the range from `top` on, the middle at `at`. `line` is the
 * way of the ceiling, which may rise within the year; "" where there is none.
 *
 * @param {readonly [number, number, number, number | null][]} months
 * @param {number} height
 */
export function rising(months, height) {
  const ceilings = months.map(([, , , cap]) => cap ?? 0);
  const tallest = Math.max(...months.map(([, , high]) => high), ...ceilings, 1);
  const columns = months.map(([low, middle, high], place) => {
    const tall = low ? Math.max(3, scaled(low, height, tallest)) : 0;
    const top = height - Math.max(tall, scaled(high, height, tallest));
    const left = 8 + place * 40;
    return {
      x: left,
      middle: left + 14,
      y: height - tall,
      height: tall,
      top,
      range: height - tall - top,
      at: height - Math.max(tall, scaled(middle, height, tallest)),
    };
  });
  const line = months.flatMap(([, , , cap], place) => {
    if (cap === null) return [];
    const y = height - scaled(cap, height, tallest);
    return [`${4 + place * 40},${y} ${44 + place * 40},${y}`];
  });
  return { columns, line: line.join(" ") };
}

/**
 * part × times ÷ whole, floored; the product may be more than a number holds.
 *
 * @param {number} part
 * @param {number} times
 * @param {number} whole
 */
function scaled(part, times, whole) {
  return Number((BigInt(part) * BigInt(times)) / BigInt(whole));
}
