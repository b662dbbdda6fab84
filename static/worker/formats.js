/**
 * How amounts and days are told: the app's own filters. Twins of webapp/templating.py.
 *
 * @typedef {import("./jinja.js").Value} Value
 */
import { integer } from "./filters.js";
import { countsInMan, namesMonths } from "./gettext.js";
import { TemplateError, isText, like, text, whole } from "./jinja.js";
import { _ } from "./say.js";

const MAN = 10_000;
const [EOK, JO] = [MAN ** 2, MAN ** 3];
const [BILLION, TRILLION] = [10 ** 9, 10 ** 12];
const WEEKDAYS = "일월화수목금토";

/** 1250000 → 1,250,000 @param {Value} number */
export const comma = (number) => String(whole(number)).replace(/\B(?=(\d{3})+$)/g, ",");

let inMan = false;

/** How amounts are told from now on. @param {import("./look.js").Look} look */
export function tellMoney({ money }) {
  inMan = money === "man";
}

/** 18500 → 18,500원, or 1만 8,500원 for who wants it so: exact both ways. @param {Value} number */
export function won(number) {
  const all = whole(number);
  return inMan && all >= MAN && countsInMan() ? toldInMan(all) : _("%(amount)s원", { amount: comma(all) });
}

/** 12345 → 1만 2,345원: every won of it. @param {number} number */
function toldInMan(number) {
  /** @type {[number, string][]} */
  const units = [
    [Math.floor(number / JO), "조"],
    [Math.floor(number / EOK) % MAN, "억"],
    [Math.floor(number / MAN) % MAN, "만"],
    [number % MAN, ""],
  ];
  const told = units.flatMap(([count, unit]) => (count ? [comma(count) + unit] : [])).join(" ");
  return number % MAN ? `${told}원` : `${told}\u00a0원`;
}

/**
 * 4379999 → 437만 원: cut down to 만. Less than 만, and where one does not count in 만, every won of it.
 *
 * @param {Value} number
 */
export function man(number) {
  const all = whole(number);
  return all >= MAN && countsInMan() ? toldInMan(all - (all % MAN)) : won(all);
}

/**
 * 3076000000000 → 3조 760억 원: a sum of the whole country, cut down to 억. Where one does not count in
 * 만, to thousandths of a trillion: 3.076 trillion won.
 *
 * @param {Value} number
 */
export function large(number) {
  const all = whole(number);
  if (all < BILLION) return man(all);
  if (countsInMan()) return toldInMan(all - (all % EOK));
  if (all < TRILLION) return _("%(amount)s십억 원", { amount: thousandths(all, BILLION) });
  return _("%(amount)s조 원", { amount: thousandths(all, TRILLION) });
}

/** 3076000000000 in trillions → 3.076 @param {number} number @param {number} unit */
function thousandths(number, unit) {
  const all = Math.floor(number / (unit / 1000));
  const part = String(all % 1000).padStart(3, "0");
  return `${comma(Math.floor(all / 1000))}.${part}`.replace(/\.?0+$/, "");
}

/** 2023-05-31 → 2023.05.31(수), or 31 May 2023 (Wed) @param {Value} iso */
export function day(iso) {
  const plain = isText(iso) ? text(iso) : "";
  const date = new Date(`${plain}T00:00:00Z`);
  const isDay = /^(?!0000)\d{4}-\d\d-\d\d$/.test(plain) && !Number.isNaN(date.getTime());
  if (!isDay || !date.toISOString().startsWith(plain)) {
    throw new TemplateError(`'${plain}' is not a day`);
  }
  const weekday = WEEKDAYS[date.getUTCDay()];
  return like(iso, _(`%(date)s(${weekday})`, { date: wholeDate(plain) }));
}

/** 2023-05-31 → 2023.05.31, or 31 May 2023 @param {string} iso */
export const wholeDate = (iso) =>
  namesMonths() ? `${shortDay(iso)} ${iso.slice(0, 4)}` : iso.replaceAll("-", ".");

/** What a person gave for a day: it may be refused for not being one. @param {string} given */
export const givenDay = (given) => (/^\d{4}-\d\d-\d\d$/.test(given) ? wholeDate(given) : given);

/** 2023-05-31 → 5월 31일, or 31 May @param {Value} iso */
export function shortDay(iso) {
  const parts = text(isText(iso) ? iso : "").split("-");
  const [, month, number] = parts.map(integer);
  if (parts.length !== 3 || month === undefined || number === undefined) {
    throw new TemplateError("not a day");
  }
  return _("%(month)s %(day)s일", { month: _(`${whole(month)}월`), day: whole(number) });
}
