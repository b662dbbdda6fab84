/** Korean on a page in another language is marked as such. Twin of webapp/korean.py. */

// What stands between texts; some elements take no other ones.
const APART = /<!--[^]*?-->|<(title|option|textarea|script|style|svg)\b[^>]*>[^]*?<\/\1>|<[^>]*>/g;
const HANGUL = "[\\u1100-\\u11ff\\u3131-\\u318e\\uac00-\\ud7a3]";
const RUN = new RegExp(`${HANGUL}+(?:[ \\u00a0·.,()~0-9-]*${HANGUL}+)*[0-9]*`, "g");

/** @param {string} html */
export function markKorean(html) {
  const marked = [];
  let end = 0;
  for (const found of html.matchAll(APART)) {
    marked.push(inText(html.slice(end, found.index)), found[0]);
    end = found.index + found[0].length;
  }
  return [...marked, inText(html.slice(end))].join("");
}

/** One piece stays one piece: where it is laid out in a row, nothing comes apart. @param {string} text */
function inText(text) {
  const marked = text.replace(RUN, (run) => `<bdi lang="ko">${run}</bdi>`);
  const isWhole = marked === text || !text.replace(RUN, "").trim();
  return isWhole ? marked : `<bdi>${marked}</bdi>`;
}
