/** What is read aloud, as one says it: 1,250,000원 is 백이십오만 원, and 2023.05.31(수) is 2023년 5월 31일. */
import { numberToHangul } from "es-hangul";

const MAN = 10_000;
const EOK = 100_000_000;
const AMOUNT = /(?:(\d[\d,]*)억 ?)?(?:(\d[\d,]*)만 ?)?(\d[\d,]*)?(?<=[\d억만] ?)원/g;
const DAY = /(\d{4})\.(\d{1,2})\.(\d{1,2})(?:\([월화수목금토일]\))?/g;
const RANGE = / ?~ ?/g;

/** @param {string} text @param {string} language  as pages say it: `ko`, `en` */
export function spoken(text, language) {
  const tidy = text.replace(/\s+/g, " ").trim();
  if (language !== "ko") return tidy;
  return tidy
    .replace(DAY, (_, year, month, day) => `${year}년 ${Number(month)}월 ${Number(day)}일`)
    .replace(AMOUNT, (whole, eok, man, won) => {
      const sum = number(eok) * EOK + number(man) * MAN + number(won);
      return Number.isSafeInteger(sum) ? `${inHangul(sum)} 원` : whole;
    })
    .replace(RANGE, "에서 ");
}

/** @param {string | undefined} digits */
const number = (digits) => Number((digits ?? "").replaceAll(",", ""));

/** @param {number} sum in won */
function inHangul(sum) {
  const spelt = numberToHangul(sum, { spacing: true });
  return spelt.startsWith("일만") ? spelt.slice(1) : spelt;
}

const BLOCKS = "h1, h2, h3, p, li, dt, dd, tr, legend, label, figcaption, summary";
const PASSED_OVER = "[hidden], script, style, template, nav, svg, [aria-hidden=true], .badge";

/**
 * What stands on a page, block by block, in its order. A block with `data-say` is said as that has it: a
 * figure with its label beside it is no sentence.
 *
 * @param {Element} main
 * @returns {string[]}
 */
export function blocksOf(main) {
  /** @type {string[]} */
  const blocks = [];
  let [open, text] = [/** @type {Element | null} */ (null), ""];
  const end = () => {
    if (text.trim()) blocks.push(text);
    text = "";
  };
  const walker = main.ownerDocument.createTreeWalker(main, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || parent.closest(PASSED_OVER) || !parent.checkVisibility?.({ visibilityProperty: true })) continue;
    const said = /** @type {HTMLElement | null} */ (parent.closest("[data-say]"));
    const block = said ?? parent.closest(BLOCKS) ?? main;
    if (block !== open) end();
    open = block;
    text = said?.dataset.say ?? `${text} ${node.nodeValue}`;
  }
  end();
  return blocks;
}
