/**
 * The table of items: its columns by the position of their headings (or by the circled numbers of the
 * row 합계), never by what would add up, so that ③ and ④ are not swapped.
 *
 * @import { Amount } from "./amounts.js"
 * @import { Label } from "./labels.js"
 * @import { Letter, Lines, Row } from "./rows.js"
 *
 * @typedef {"copay" | "insurer" | "full" | "noncovered" | "chosen" | "other"} ColumnName
 *
 * @typedef {object} Column
 * @property {ColumnName} name
 * @property {number} middle  px upright, of its heading
 * @property {number} from  px upright: where the column begins
 * @property {number} to
 * @property {boolean} sure  its heading or its circled number was read, and no other one speaks against it
 *
 * @typedef {object} Cell
 * @property {Column} column
 * @property {Amount | null} amount  null for a blank one
 * @property {number} sum  won of the rows above, 0 where none has an amount
 * @property {number} rows  how many of them have one
 * @property {number} most  won of the largest of them: no sum is less
 *
 * @typedef {{y: number, row: Row}} Place  a line of the page
 *
 * @typedef {object} Table
 * @property {Column[]} columns
 * @property {Cell[]} total  the cells of the row 합계
 * @property {boolean} named  the row was found by its label or its circled numbers
 * @property {number} top  px upright: the row below the headings
 * @property {number} bottom  the row 합계
 * @property {(place: Place, name: ColumnName) => Amount | undefined} at  the amount in the line of a label
 * @property {(amount: Amount) => boolean} holds  whether an amount is one of its items or sums
 * @property {(label: Label) => boolean} heads  whether a label is one of its headings
 */
import { isAlone, markOf } from "./marks.js";

/** The order of the form, left to right. @type {ColumnName[]} */
const ORDER = ["copay", "insurer", "full", "chosen", "other", "noncovered"];
const NEW_MARKS = /** @type {const} */ (["copay", "insurer", "full", "noncovered"]);
const OLD_MARKS = /** @type {const} */ (["copay", "insurer", "full", "chosen", "other"]);

const HEADER_RISE = 6; // letter heights within which the headings stand
const SAME_ROW = 0.7; // letter heights
const ROW_BELOW = 1.6; // letter heights from a heading to a row's middle, at least about
const MOST_UNEVEN = 2.2; // widest column by narrowest
const ROOM = 1.15; // of half a column: how far out its first and last reach
const SURE_SCORE = 0.75;
const FEWEST_ITEMS = 3;
const MOST_ITEMS = 0.8; // of the items' names end left of the amounts, however wrongly the others were read
const STANDING = 0.8; // letter heights between the right edges, or the middles, of two amounts of a column

/** What stands left of the amounts. */
const ITEMS = new Set(["consultation", "room", "single_room", "shared_room", "ward_room", "meals", "medication", "tests", "physiotherapy", "selective", "prosthesis", "flat_rate"]);
/** What stands above the table, with its value below it. */
const ABOVE_TABLE = new Set(["chart", "patient", "care_days", "department", "ward", "insurance", "receipt_no", "disease_group"]);
const VALUE_BELOW = 3; // letter heights
const ITEMS_UNREAD = 12; // letter heights above the first item that was read

/** What stands right of them. */
const RIGHT_OF_TABLE = new Set(["grand_total", "insurer_total", "patient_total", "already", "due", "paid", "unpaid", "received", "amounts_heading", "approval_no", "cash_receipt"]);

/** The table, or null where the page has none. @param {Lines} lines @param {readonly Label[]} labels @param {readonly Amount[]} amounts @returns {Table | null} */
export function tableIn(lines, labels, amounts) {
  const marked = markedRow(lines);
  const headed = headedColumns(labels, amounts, lines.letterHeight);
  const first = tableOf(headed ?? markedColumns(marked, lines.letterHeight), marked, lines, labels, amounts);
  if (first && strengthOf(first) > 1) return first;
  const aligned = tableOf(alignedColumns(labels, amounts, lines.letterHeight), marked, lines, labels, amounts);
  return aligned && (!first || strengthOf(aligned) > strengthOf(first)) ? aligned : first;
}

/** How many of its sums are there, and come out. @param {Table} table */
function strengthOf({ total }) {
  return total.reduce((strength, { amount, sum }) => strength + (amount ? 1 : 0) + (sum && amount?.readings.some(({ won }) => won === sum) ? 1 : 0), 0);
}

/** @param {{columns: Column[], low: number, head?: number}} found  amounts stand below `low`, headings above `head` @param {MarkedRow | null} marked @param {Lines} lines @param {readonly Label[]} labels @param {readonly Amount[]} amounts @returns {Table | null} */
function tableOf({ columns, low, head = low }, marked, lines, labels, amounts) {
  if (columns.length < 2) return null;
  const within = amounts.filter((amount) => columnOf(columns, amount) && amount.y > low);
  const bottom = totalRow(labels, within, marked, columns, low, lines.letterHeight);
  if (bottom === null) return null;
  const checked = checkedByMarks(columns, marked, bottom, lines.letterHeight);
  const at = (/** @type {Place} */ place, /** @type {ColumnName} */ name) =>
    within
      .filter((amount) => isInLine(amount, place, lines.letterHeight) && columnOf(columns, amount)?.name === name)
      .sort((a, b) => Number(b.row === place.row) - Number(a.row === place.row) || Math.abs(a.y - place.y) - Math.abs(b.y - place.y))[0];
  const total = checked.map((column) => {
    const above = within.filter((amount) => amount.y < bottom.y - SAME_ROW * lines.letterHeight && amount.row !== bottom.row && columnOf(checked, amount)?.name === column.name);
    const wons = above.map(({ readings }) => readings[0]?.won ?? 0).filter((won) => won > 0);
    return {
      column,
      amount: at(bottom, column.name) ?? null,
      sum: wons.reduce((sum, won) => sum + won, 0),
      rows: wons.length,
      most: Math.max(0, ...wons),
    };
  });
  if (!total.some(({ amount }) => amount)) return null;
  const last = bottom.y + SAME_ROW * lines.letterHeight;
  const holds = (/** @type {Amount} */ amount) => within.includes(amount) && amount.y < last;
  const heads = (/** @type {Label} */ { name, x0, x1, y }) =>
    [...ORDER, "partly"].includes(name) && columnOf(columns, { x0, x1 }) !== undefined && y < head + SAME_ROW * lines.letterHeight &&
    y > low - HEADER_RISE * lines.letterHeight;
  return { columns: checked, total, named: bottom.named, top: low, bottom: bottom.y, at, holds, heads };
}

/** Lines may bend: those words of a line that lie far apart need not lie level. @param {Amount} amount @param {Place} place @param {number} letterHeight */
function isInLine(amount, { y, row }, letterHeight) {
  return amount.row === row || Math.abs(amount.y - y) < SAME_ROW * letterHeight;
}

/** @param {readonly Column[]} columns @param {{x0: number, x1: number}} place */
function columnOf(columns, { x0, x1 }) {
  const middle = (x0 + x1) / 2;
  return columns.find(({ from, to }) => from <= middle && middle < to);
}

/** The columns by their headings. @param {readonly Label[]} labels @param {readonly Amount[]} amounts @param {number} letterHeight */
function headedColumns(labels, amounts, letterHeight) {
  const headers = labels.filter(({ name }) => ORDER.includes(/** @type {ColumnName} */ (name)));
  const groups = headers.filter(({ name }) => name === "insurer").map((insurer) => {
    const near = headers.filter(({ y }) => Math.abs(y - insurer.y) < HEADER_RISE * letterHeight);
    return orderly(insurer, near, letterHeight);
  });
  const best = groups
    .filter((group) => group.length > 1 && group.some(({ name }) => name === "copay") && isHeader(group, amounts, letterHeight))
    .sort((a, b) => worth(b) - worth(a))[0];
  if (!best) return null;
  const low = Math.max(...best.flatMap(({ letters }) => letters.map(({ y }) => y)));
  const columns = spaced(best, letterHeight);
  return { columns, low };
}

/** @param {Label[]} group */
function worth(group) {
  return group.reduce((sum, { score }) => sum + score, 0);
}

/** Headings of one table: each meaning once, in the form's order, nearest to 공단부담금. @param {Label} insurer @param {Label[]} near @param {number} letterHeight @returns {Label[]} */
function orderly(insurer, near, letterHeight) {
  const nearest = (/** @type {string} */ name, /** @type {(label: Label) => boolean} */ fits) =>
    near
      .filter((label) => label.name === name && fits(label))
      .sort((a, b) => Math.abs(a.y - insurer.y) + Math.abs(mid(a) - mid(insurer)) / 3 - Math.abs(b.y - insurer.y) - Math.abs(mid(b) - mid(insurer)) / 3)[0];
  const before = near.filter(({ name, x1, y }) => name === "copay" && x1 <= insurer.x0 + letterHeight && Math.abs(y - insurer.y) < 2 * letterHeight);
  const own = before.filter(({ text }) => !text.includes("일부")); // 일부 본인부담 spans ① and ②
  const copay = nearest("copay", (label) => (own.length ? own : before).includes(label));
  const full = nearest("full", (label) => label.x0 >= insurer.x1 - letterHeight);
  const after = full ?? insurer;
  const extra = near.filter(({ name, x0 }) => (name === "chosen" || name === "other") && x0 >= after.x1 - letterHeight);
  const separate = extra.sort((a, b) => mid(a) - mid(b)).filter((label, index, all) => !index || mid(label) - mid(all[index - 1]) > 1.5 * letterHeight);
  const noncovered = nearest("noncovered", (label) => label.x0 >= after.x1 - letterHeight);
  const named = separate.slice(0, 2).map((label, index, all) => asOneOfTwo(label, all, index));
  const last = named.length ? named : noncovered ? [noncovered] : [];
  return [...(copay ? [copay] : []), insurer, ...(full ? [full] : []), ...last];
}

/** Of two headings 선택진료료, the right one is 선택진료료 외. @param {Label} label @param {Label[]} all @param {number} index @returns {Label} */
function asOneOfTwo(label, all, index) {
  return all.length > 1 ? { ...label, name: index ? "other" : "chosen" } : label;
}

/** @param {{x0: number, x1: number}} place */
function mid({ x0, x1 }) {
  return (x0 + x1) / 2;
}

/** Headings have no amounts between them in their own line, and some below. @param {Label[]} group @param {readonly Amount[]} amounts @param {number} letterHeight */
function isHeader(group, amounts, letterHeight) {
  const [left, right] = [Math.min(...group.map(({ x0 }) => x0)), Math.max(...group.map(({ x1 }) => x1))];
  const lines = group.map(({ y }) => y);
  const [top, low] = [Math.min(...lines), Math.max(...lines)];
  const inside = amounts.filter((amount) => amount.x1 > left && amount.x0 < right + 4 * letterHeight);
  return (
    inside.every(({ y }) => y < top - SAME_ROW * letterHeight || y > low + SAME_ROW * letterHeight / 2) &&
    inside.some(({ y }) => y > low)
  );
}

/** Columns from the middles of their headings; one whose heading was lost stands in the gap it left. @param {Label[]} group @param {number} letterHeight @returns {Column[]} */
function spaced(group, letterHeight) {
  const found = group.map((label) => ({
    name: /** @type {ColumnName} */ (label.name),
    middle: mid(label),
    sure: label.score >= SURE_SCORE && label.margin > 0.05,
  }));
  const steps = found.slice(1).map(({ middle }, index) => middle - found[index].middle);
  const step = Math.min(...steps);
  const old = found.some(({ name }) => name === "chosen" || name === "other");
  const fullIsLost = !found.some(({ name }) => name === "full");
  if (fullIsLost && found.length > 2 && steps[1] > 1.6 * step) {
    found.splice(2, 0, { name: "full", middle: found[1].middle + (old ? step : steps[1] / 2), sure: false });
  }
  const last = found[found.length - 1];
  if (old && last.name === "other" && !found.some(({ name }) => name === "chosen") && last.middle - found[found.length - 2].middle > 1.6 * step) {
    found.splice(-1, 0, { name: "chosen", middle: last.middle - step, sure: false });
  }
  if (old && last.name === "chosen") found.push({ name: "other", middle: last.middle + step, sure: false });
  return withEdges(found, letterHeight);
}

/** @param {{name: ColumnName, middle: number, sure: boolean}[]} columns @param {number} letterHeight @returns {Column[]} */
function withEdges(columns, letterHeight) {
  if (columns.length < 2) return [];
  const middles = columns.map(({ middle }) => middle);
  const halves = middles.slice(1).map((middle, index) => (middle - middles[index]) / 2);
  if (halves.some((half) => half < letterHeight)) return [];
  const uneven = Math.max(...halves) / Math.min(...halves) > MOST_UNEVEN;
  return columns.map((column, index) => ({
    ...column,
    sure: column.sure && !uneven,
    from: column.middle - (halves[index - 1] ?? ROOM * halves[0]),
    to: column.middle + (halves[index] ?? ROOM * halves[halves.length - 1]),
  }));
}

/**
 * The row with ①, ②, ③ … in order.
 *
 * @typedef {{marks: {mark: number, letter: Letter}[], y: number, row: Row}} MarkedRow
 *
 * @param {Lines} lines @returns {MarkedRow | null}
 */
function markedRow({ rows }) {
  const found = rows.map((row) => ({
    y: row.y,
    row,
    marks: inOrder(row.letters.flatMap((letter, index) => {
      const mark = markOf(letter.char);
      return mark && mark <= OLD_MARKS.length && isAlone(row.letters, index) ? [{ mark, letter }] : [];
    })),
  }));
  const best = found.sort((a, b) => b.marks.length - a.marks.length)[0];
  return best && best.marks.length > 1 ? best : null;
}

/** @param {MarkedRow["marks"]} marks */
function inOrder(marks) {
  const begin = marks.findIndex(({ mark }) => mark === 1);
  const from = begin < 0 ? marks : marks.slice(begin);
  return from.filter(({ mark }, index) => !index || mark > from[index - 1].mark);
}

/** The columns where no heading can be read: from one circled number to the next. @param {MarkedRow | null} marked @param {number} letterHeight */
function markedColumns(marked, letterHeight) {
  const none = { columns: /** @type {Column[]} */ ([]), low: 0 };
  if (!marked || marked.marks.length < 3 || marked.marks[0].mark !== 1) return none;
  const names = marked.marks.some(({ mark }) => mark === 5) ? OLD_MARKS : NEW_MARKS;
  const starts = marked.marks.map(({ letter }) => letter.x0);
  const steps = starts.slice(1).map((start, index) => (start - starts[index]) / (marked.marks[index + 1].mark - marked.marks[index].mark));
  const step = Math.min(...steps);
  const columns = marked.marks.map(({ mark, letter }, index) => ({
    name: names[mark - 1],
    middle: letter.x0 + step / 2,
    from: letter.x0 - 0.1 * step,
    to: Math.min(starts[index + 1] ?? Infinity, letter.x0 + ROOM * step) - 0.1 * step,
    sure: true,
  }));
  return { columns: columns.filter(({ name }) => name !== undefined), low: marked.y - 60 * letterHeight };
}

/**
 * The columns where too few headings can be read: the amounts beside the items stand under each other,
 * and the form's order tells the rest. None of them is sure but by a heading above it.
 *
 * @param {readonly Label[]} labels @param {readonly Amount[]} amounts @param {number} letterHeight
 */
function alignedColumns(labels, amounts, letterHeight) {
  const none = { columns: /** @type {Column[]} */ ([]), low: 0, head: 0 };
  const items = labels.filter(({ name, score }) => ITEMS.has(name));
  if (items.length < FEWEST_ITEMS) return none;
  const ends = items.map(({ x1 }) => x1).sort((a, b) => a - b);
  const left = ends[Math.floor(ends.length * MOST_ITEMS)];
  const lines = items.map(({ y }) => y);
  const [top, end] = [Math.min(...lines) - letterHeight, Math.max(...lines)];
  const sums = labels.filter(({ name, y, x0 }) => name === "sum" && x0 < left && y > top);
  const bottom = Math.max(end, ...sums.map(({ y }) => y)) + letterHeight;
  const beside = labels.filter(({ name, x0, y, score }) => RIGHT_OF_TABLE.has(name) && score >= SURE_SCORE && x0 > left && y > top && y < bottom);
  const right = Math.min(Infinity, ...beside.map(({ x0 }) => x0));
  const inside = amounts.filter(({ x0, x1, y, readings, grouped }) => readings.length && grouped && x0 > left - letterHeight && x1 < right && y > top && y < bottom);
  const groups = [(/** @type {Amount} */ { x1 }) => x1, mid].map((place) => standing(inside, place, letterHeight, sums));
  const best = groups.sort((a, b) => spreadOf(a) - spreadOf(b))[0];
  const heads = labels.filter(({ name, y }) => ABOVE_TABLE.has(name) && y < top).map(({ y }) => y + VALUE_BELOW * letterHeight);
  const low = Math.min(top, Math.max(top - ITEMS_UNREAD * letterHeight, ...heads));
  return { columns: inOrderOfForm(best, labels, top, letterHeight), low, head: top };
}

/** @typedef {{at: number, spread: number, amounts: Amount[]}} Group  amounts one below the other */

/** @param {Amount[]} amounts @param {(amount: Amount) => number} place @param {number} letterHeight @param {Label[]} sums  a lone amount counts in their rows @returns {Group[]} */
function standing(amounts, place, letterHeight, sums) {
  /** @type {Amount[][]} */
  const groups = [];
  for (const amount of [...amounts].sort((a, b) => place(a) - place(b))) {
    const last = groups.at(-1);
    if (last && place(amount) - place(last[last.length - 1]) < STANDING * letterHeight) last.push(amount);
    else groups.push([amount]);
  }
  const isTotal = (/** @type {Amount} */ amount) => sums.some((sum) => isInLine(amount, sum, letterHeight));
  return groups.filter((group) => group.length > 1 || isTotal(group[0])).map((group) => ({
    at: place(group[group.length >> 1]),
    spread: place(group[group.length - 1]) - place(group[0]),
    amounts: group,
  }));
}

/** @param {Group[]} groups */
function spreadOf(groups) {
  const all = groups.reduce((sum, { amounts }) => sum + amounts.length, 0);
  return groups.length > 1 ? groups.reduce((sum, { spread, amounts }) => sum + spread * amounts.length, 0) / all : Infinity;
}

/** @param {Group[]} groups @param {readonly Label[]} labels @param {number} top @param {number} letterHeight @returns {Column[]} */
function inOrderOfForm(groups, labels, top, letterHeight) {
  if (groups.length < 2) return [];
  const headings = labels.filter(({ name, y }) => ORDER.includes(/** @type {ColumnName} */ (name)) && y < top + letterHeight && y > top - 2 * HEADER_RISE * letterHeight);
  const over = (/** @type {Group} */ { amounts }) => {
    const [from, to] = [Math.min(...amounts.map(({ x0 }) => x0)), Math.max(...amounts.map(({ x1 }) => x1))];
    return headings.filter((label) => label.x0 < to && label.x1 > from && mid(label) > from - 2 * letterHeight && mid(label) < to + letterHeight).map(({ name }) => name);
  };
  const old = headings.some(({ name }) => name === "chosen" || name === "other");
  const step = groups[1].at - groups[0].at;
  const slots = groups.map(({ at }) => Math.round((at - groups[0].at) / step));
  const namesFrom = (/** @type {number} */ first) => slots.map((slot) => (old || slots.includes(4 - first) ? OLD_MARKS : NEW_MARKS)[slot + first]);
  const agreed = (/** @type {number} */ first) => namesFrom(first).filter((name, index) => over(groups[index]).includes(name)).length;
  const names = namesFrom(agreed(1) > agreed(0) ? 1 : 0);
  const cells = groups.flatMap(({ amounts }, index) => {
    const name = names[index];
    const [x0, x1] = [Math.min(...amounts.map((amount) => amount.x0)), Math.max(...amounts.map((amount) => amount.x1))];
    return name ? [{ name, x0, x1, sure: over(groups[index]).includes(name) }] : [];
  });
  return cells.map(({ name, x0, x1, sure }, index) => ({
    name,
    sure,
    middle: (x0 + x1) / 2,
    from: index ? (cells[index - 1].x1 + x0) / 2 : x0 - 2 * letterHeight,
    to: index + 1 < cells.length ? (x1 + cells[index + 1].x0) / 2 : x1 + 2 * letterHeight,
  }));
}

/** Where the row 합계 is. @param {readonly Label[]} labels @param {Amount[]} within @param {MarkedRow | null} marked @param {Column[]} columns @param {number} low @param {number} letterHeight @returns {Place & {named: boolean} | null} */
function totalRow(labels, within, marked, columns, low, letterHeight) {
  const left = columns[0].from;
  const cells = (/** @type {Place} */ place) => within.filter((amount) => isInLine(amount, place, letterHeight)).length;
  const isMarked = (/** @type {Label} */ { row, y }) => marked !== null && (marked.row === row || Math.abs(marked.y - y) < SAME_ROW * letterHeight);
  const sums = labels.filter((label) => label.name === "sum" && label.y > low && label.x0 < left && cells(label));
  const labelled = sums.sort((a, b) => Number(isMarked(b)) - Number(isMarked(a)) || cells(b) - cells(a))[0];
  if (labelled) return { y: labelled.y, row: labelled.row, named: true };
  if (marked && marked.y > low && cells(marked) && marked.marks.some(({ letter }) => letter.x0 > left)) return { ...marked, named: true };

  const rows = within.filter((amount, index) => within.findIndex((other) => isInLine(other, amount, letterHeight)) === index).sort((a, b) => a.y - b.y);
  const [first, ...others] = rows;
  const alone = first && first.y - low < 4 * ROW_BELOW * letterHeight && cells(first) > 1 && others.every((other) => cells(other) < 2);
  if (alone) return { y: first.y, row: first.row, named: true };
  const excess = labels.find(({ name, y, x0 }) => name === "advance" && y > low && x0 < left);
  const above = excess && rows.filter(({ y }) => y < excess.y - SAME_ROW * letterHeight).at(-1);
  return above && cells(above) > 1 ? { y: above.y, row: above.row, named: false } : null;
}

/** Circled numbers in the row 합계 confirm the columns, or speak against them. @param {Column[]} columns @param {MarkedRow | null} marked @param {Place} bottom @param {number} letterHeight @returns {Column[]} */
function checkedByMarks(columns, marked, { y, row }, letterHeight) {
  if (!marked || (marked.row !== row && Math.abs(marked.y - y) > SAME_ROW * letterHeight)) return columns;
  const old = columns.some(({ name }) => name === "chosen" || name === "other");
  /** @type {readonly ColumnName[]} */
  const names = old ? OLD_MARKS : NEW_MARKS;
  return columns.map((column) => {
    const own = marked.marks.filter(({ letter }) => columnOf([column], letter));
    if (!own.length) return column;
    const agrees = own.some(({ mark }) => names[mark - 1] === column.name);
    return { ...column, sure: agrees };
  });
}
