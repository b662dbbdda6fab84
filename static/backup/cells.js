/** Days and amounts as people and banks write them into tables. */

const DAY = /^(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})(?!\d)/u;
const SHORT_DAY = /^(\d{2})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/u;
const BARE_DAY = /^(\d{4})(\d{2})(\d{2})(?!\d)/u;
const FORMULA = /^'(?=['=+\-@\t\r])/u;

/** 2023.5.31. 12:30 → 2023-05-31; "" for what is no day. @param {string} text */
export function dayIn(text) {
  const [, year, month, day] = DAY.exec(text) ?? BARE_DAY.exec(text) ?? SHORT_DAY.exec(text) ?? [];
  if (!day) return "";
  const iso = [year.padStart(4, "20"), month.padStart(2, "0"), day.padStart(2, "0")].join("-");
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : "";
}

/** 1,650,000원 → 1650000 won; null for nothing, undefined for what is no whole amount. @param {string} text */
export function wonIn(text) {
  const bare = text.replace(/[\s,₩￦원]|KRW/gu, "");
  if (bare === "" || bare === "-") return null;
  return /^\d{1,12}(\.0+)?$/u.test(bare) ? Number(bare) : undefined;
}

/** What our own export has kept from being a formula. @param {string} text */
export function unescaped(text) {
  return text.replace(FORMULA, "");
}
