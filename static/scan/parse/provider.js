/**
 * The name of the hospital, clinic or pharmacy: beside 상호, or alone at the top of the paper.
 *
 * @import { Label } from "./labels.js"
 * @import { Letter, Lines, Row } from "./rows.js"
 * @import { Found } from "./parse.js"
 */
import { isSyllable } from "./jamo.js";
import { boxAround, median, pieces } from "./rows.js";

const ENDINGS =
  "요양병원|한방병원|치과병원|대학교병원|종합병원|병원|치과의원|한의원|의원|약국|보건지소|보건진료소|보건소|의료원|치과|클리닉|메디컬센터|의료센터|센터";
const NAME = new RegExp(`[가-힣A-Za-z0-9&·.()-]*?[가-힣A-Za-z0-9](?:${ENDINGS})(?:\\([가-힣]+\\))?`, "gu");
const ENDING = new RegExp(`(?:${ENDINGS})`, "u");
const CLINIC_WITHOUT_ENDING = /[가-힣]{2}(?:정형외과|신경외과|성형외과|흉부외과|재활의학과|가정의학과|마취통증의학과|정신건강의학과|영상의학과|내과|외과|안과|피부과|소아과|소아청소년과|이비인후과|산부인과|비뇨의학과|비뇨기과|신경과|정신과)$/u;
const SPECIALTY = /^(?:[가-힣]?(?:정형|신경|성형|흉부|재활|가정|마취통증|정신건강|영상|비뇨|응급|진단검사|소아청소년|이비인후|산부인|일반|호흡기|소화기|순환기|류마티스|내분비|신장|혈액종양|감염))/u; // a department, and no name
const HEAD = 5; // lines at the top, where a name may stand without an ending

/** What stands on the paper and ends like a name, and is none. */
const NO_NAME =
  /^(?:상급)?종합병원$|병원급|의원급|^(?:이|본|해당|다른|타|각|의료기관|요양기관|진료|퇴원|입원|외래|환자|상급|요양|한방|치과|대학교?)?(?:병원|의원|약국|센터|보건소|요양병원|한방병원|한의원|치과|의료원)$|액수.?요양|^.종합병원$|^합병원$|고객센터|콜센터|상담센터|서비스센터|기관종류|보건기관|임의활용/u;
const PREFIX = /^(?:상호(?:명)?|(?:요양|의료)?기관명?칭?|명칭|병원명|약국명|가맹점명?|상호\(명칭\))[):：\s\]]*/u;
const OFF = /^[^가-힣A-Za-z0-9(]+|[^가-힣A-Za-z0-9)]+$/gu;
const AFTERWARDS = /(?:대표(?:자|원장|:)|원장:|전화|TEL|사업자|사업장|소재지|주소|귀하|\(인\)|직인).*$/iu;
const SHORTEST = 3;
const LONGEST = 30;

const AT_THE_TOP = 0.25; // of the lines: a sign, or the head of a roll
const SAME_LINE = 1.2; // letter heights
const BELOW = 3;
const PARTS_GAP = 1.1; // letter heights within a name
const SPREAD_GAP = 2.2; // the same, where a label stands before it
const TRUST = { labelled: 1, again: 0.98, top: 0.95, elsewhere: 0.6, bare: 0.55 };

/**
 * The name inside one line of text; "" if there is none. Blanks are dropped: engines see them where
 * none are.
 *
 * @param {string} text
 */
export function providerNameIn(text) {
  const flat = String(text ?? "").normalize("NFC").replace(/\s+/gu, "").replace(/[|_"'`]/gu, "");
  const bare = flat.replace(/^[^가-힣A-Za-z0-9(]+/u, "").replace(PREFIX, "").replace(AFTERWARDS, "");
  const named = [...bare.matchAll(NAME)].map(([name]) => tidy(name)).filter(isName);
  if (named.length) return named.reduce((longest, name) => (name.length > longest.length ? name : longest));
  const rest = tidy(bare);
  return CLINIC_WITHOUT_ENDING.test(rest) && !SPECIALTY.test(rest) && isName(rest) && !/[0-9:]/u.test(rest) ? rest : "";
}

/**
 * @param {Lines} lines @param {readonly Label[]} labels @param {boolean} pharmacy
 * @returns {Found | undefined}
 */
export function providerIn(lines, labels, pharmacy) {
  const found = [...besideLabels(lines, labels), ...standingAlone(lines, labels)];
  const fits = (/** @type {Candidate} */ { value }) => (pharmacy && /약국/u.test(value) ? 0.2 : pharmacy ? -0.3 : 0);
  const worth = (/** @type {Candidate} */ candidate) => {
    const again = found.some((other) => other !== candidate && other.value === candidate.value);
    return candidate.trust + (again ? 0.3 : 0) + fits(candidate);
  };
  const best = found.sort((a, b) => worth(b) - worth(a))[0];
  if (!best) return undefined;
  const again = found.some((other) => other !== best && other.value === best.value && other.letters[0] !== best.letters[0]);
  const trust = again ? Math.max(best.trust, TRUST.again) : best.trust;
  const read = Math.min(...best.letters.map(({ confidence }) => confidence));
  return { value: best.value, confidence: read * Math.min(1, trust), computed: false, box: boxAround(best.letters) };
}

/** @typedef {{value: string, letters: Letter[], trust: number}} Candidate */

/** @param {Lines} lines @param {readonly Label[]} labels @returns {Candidate[]} */
function besideLabels({ rows, letterHeight }, labels) {
  return labels
    .filter(({ name }) => name === "provider_name")
    .flatMap((label) => {
      const line = rows.filter(({ letters }) => letters.some(({ y }) => Math.abs(y - label.y) < SAME_LINE * letterHeight));
      const right = line
        .map((row) => rightOf(row, label, labels, letterHeight))
        .filter((letters) => letters.length >= SHORTEST)
        .sort((a, b) => Math.abs(a[0].y - label.y) - Math.abs(b[0].y - label.y) || a[0].x0 - b[0].x0);
      const below = right.length ? [] : rows.flatMap((row) => under(row, label, letterHeight));
      return [...right, ...below].slice(0, 2).flatMap((letters) => candidate(letters, label));
    });
}

/** @param {Letter[]} letters @param {Label} label @returns {Candidate[]} */
function candidate(letters, label) {
  const text = letters.map(({ char }) => char).join("");
  const name = providerNameIn(text);
  const weak = label.text.length <= 2 && label.score < 1 ? 0.1 : 0;
  if (name) return [{ value: name, letters: lettersOf(letters, name), trust: TRUST.labelled - weak }];
  const rest = tidy(text.replace(PREFIX, "").replace(AFTERWARDS, ""));
  const syllables = [...rest].filter(isSyllable).length;
  if (label.score < 1 || syllables < SHORTEST || rest.length > LONGEST || NO_NAME.test(rest)) return [];
  return [{ value: rest, letters, trust: TRUST.bare }];
}

/** What stands right of a label, up to the next label. @param {Row} row @param {Label} label @param {readonly Label[]} labels @param {number} letterHeight @returns {Letter[]} */
function rightOf({ letters, y }, label, labels, letterHeight) {
  const next = labels
    .filter((other) => other !== label && other.x0 > label.x1 && Math.abs(other.y - y) < letterHeight && other.text.length > 1 && other.score === 1 && other.name !== "provider_name")
    .filter(({ letters: own }) => !isInsideAName(own, letters))
    .map(({ x0 }) => x0);
  const end = Math.min(Infinity, ...next);
  const after = letters.filter((letter) => letter.x0 >= label.x1 - 0.2 * letterHeight && letter.x1 <= end && !label.letters.includes(letter));
  const begin = after.findIndex(({ char }) => /[가-힣A-Za-z0-9(]/u.test(char));
  return begin < 0 ? [] : (pieces(after.slice(begin), SPREAD_GAP * letterHeight)[0] ?? []);
}

/** "가람카드약국" is no label 카드: letters touch it on its left. @param {Letter[]} own @param {Letter[]} letters */
function isInsideAName(own, letters) {
  const before = letters[letters.indexOf(own[0]) - 1];
  return before !== undefined && isSyllable(before.char) && own[0].x0 - before.x1 < 0.25 * own[0].height;
}

/** @param {Row} row @param {Label} label @param {number} letterHeight @returns {Letter[][]} */
function under({ letters, y }, label, letterHeight) {
  const fall = (y - label.y) / letterHeight;
  if (fall < 0.6 || fall > BELOW) return [];
  return pieces(letters, PARTS_GAP * letterHeight).filter(
    (piece) => piece.length >= SHORTEST && piece[0].x0 < label.x1 + letterHeight && piece[piece.length - 1].x1 > label.x0 - letterHeight,
  );
}

/** Names that no label announces. @param {Lines} lines @param {readonly Label[]} labels @returns {Candidate[]} */
function standingAlone({ rows, letterHeight }, labels) {
  const prescribers = labels.filter(({ name }) => name === "prescriber" || name === "provider_kind");
  const usual = median(rows.flatMap(({ letters }) => letters.map(({ height }) => height)));
  return rows.flatMap((row, index) => {
    if (prescribers.some(({ y }) => Math.abs(y - row.y) < 0.8 * letterHeight)) return [];
    return pieces(row.letters, PARTS_GAP * letterHeight).flatMap((piece) => {
      const text = piece.map(({ char }) => char).join("");
      const value = text.length <= LONGEST ? providerNameIn(text) : "";
      if (!value || (index >= HEAD && !ENDING.test(value))) return [];
      const alone = text.length - value.length < 5;
      const top = index < AT_THE_TOP * rows.length || piece[0].height > 1.4 * usual;
      const trust = top && alone ? TRUST.top : TRUST.elsewhere;
      return [{ value, letters: lettersOf(piece, value), trust: alone ? trust : trust - 0.2 }];
    });
  });
}

/** @param {string} name */
function tidy(name) {
  const clean = name.replace(OFF, "");
  return clean.includes("(") === clean.includes(")") ? clean : clean.replace(/[()]/gu, "");
}

/** @param {string} name */
function isName(name) {
  return name.length >= SHORTEST && name.length <= LONGEST && !NO_NAME.test(name) && [...name].filter(isSyllable).length >= SHORTEST;
}

/** The letters of a line that spell the name. @param {Letter[]} letters @param {string} name */
function lettersOf(letters, name) {
  const text = letters.map(({ char }) => (char.length === 1 ? char : "?")).join("");
  const start = text.indexOf(name);
  return start < 0 ? letters : letters.slice(start, start + name.length);
}
