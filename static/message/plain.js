/**
 * A message as a person reads it: letters that only look alike become the ones they stand for, and
 * what was put between them to get past filters goes.
 */

const LONGEST = 4_000; // letters; a long message of a phone has 2,000 at most

/** What `address.js` and `rules.js` look for at the end of a host. */
export const ENDINGS =
  "com|net|org|kr|co|me|io|cc|xyz|top|site|online|shop|store|club|info|biz|link|live|app|dev|page|web|vip|" +
  "icu|win|bid|men|work|life|world|today|fun|tech|space|website|click|asia|mobi|name|one|pro|ink|cfd|sbs|" +
  "buzz|rest|monster|quest|bond|lol|cyou|art|news|ai|ly|gl|gd|do|gg|tv|pw|ws|ru|cn|jp|us|uk|tk|ml|ga|gq|to|is|la|st|im";

// Cyrillic and Greek letters that look like Latin ones.
const ALIKE = new Map(
  Object.entries({
    а: "a", в: "b", с: "c", ԁ: "d", е: "e", һ: "h", і: "i", ј: "j", к: "k", ӏ: "l", м: "m", н: "h", о: "o", р: "p",
    ѕ: "s", т: "t", у: "y", х: "x", ѡ: "w", α: "a", ο: "o", ρ: "p", ν: "v", κ: "k", ι: "i", τ: "t", υ: "u", ı: "i",
  }),
);
const ALIKE_LETTERS = new RegExp(`[${[...ALIKE.keys()].join("")}]`, "gu");
const DOTS = /[\u3002\uff61\u2024\u00b7\u30fb\u2022\u2219]/gu;

const POINT = "(?:점|쩜|닷|땡|dot)";
const LATIN_END = `(?:${ENDINGS})(?![a-z0-9])`;
const SOUNDS = /** @type {const} */ ([["컴", "com"], ["케이알", "kr"], ["네트", "net"], ["넷", "net"], ["오알지", "org"], ["코", "co"]]);

/** As it came, cut to a sane length. @param {string} text */
export function asItCame(text) {
  return text.slice(0, LONGEST).normalize("NFC").toLowerCase();
}

/** In usual letters: none of double width, none in a circle. @param {string} text */
export function usual(text) {
  return asItCame(text).normalize("NFKC").toLowerCase();
}

/** With everything undone that hides an address. @param {string} text */
export function untwisted(text) {
  let plain = usual(text)
    .replace(/\p{Cf}/gu, "")
    .replace(ALIKE_LETTERS, (letter) => ALIKE.get(letter) ?? letter)
    .replace(DOTS, ".")
    .replace(/(?<![a-z0-9])h\s?[tx*]\s?[tx*]\s?p\s?(s?)\s?[:;]\s?[/\\]\s?[/\\]\s?/g, "http$1://")
    .replace(new RegExp(`\\s?[[({<]\\s?(?:\\.|,|${POINT})\\s?[\\])}>]\\s?`, "g"), ".");
  for (const [sound, ending] of SOUNDS) {
    plain = plain.replace(new RegExp(`(?<=[a-z0-9가-힣])\\s{0,3}${POINT}\\s{0,3}${sound}(?![가-힣])`, "g"), `.${ending}`);
  }
  return plain
    .replace(new RegExp(`(?<=[a-z0-9가-힣])\\s{0,3}${POINT}\\s{0,3}(?=${LATIN_END})`, "g"), ".")
    .replace(new RegExp(`(?<=[a-z0-9])\\s{1,3}\\.\\s{0,3}(?=[a-z0-9])|(?<=[a-z0-9])\\.\\s{1,3}(?=(?:com|net|org|kr|ly|me|io|cc|xyz|top|site|shop|info)(?![a-z0-9]))`, "g"), ".")
    .replace(/(?<=(?<![a-z0-9])[a-z0-9.:/]) (?=[a-z0-9.:/](?![a-z0-9]))/g, "")
    .replace(/(?<=\.[a-z]{2,6})\s{1,3}\/\s{0,3}(?=[a-z0-9])/g, "/");
}
