/**
 * The words of the official forms, found in the lines although letters are misread.
 *
 * @import { Letter, Lines, Row } from "./rows.js"
 *
 * @typedef {object} Label
 * @property {string} name  one of the keys of `TEXTS`
 * @property {string} text  the official text that it is nearest to
 * @property {number} score  1 for an exact one
 * @property {number} margin  by how much it is better than the best label of another name
 * @property {Letter[]} letters
 * @property {Row} row  of its first line
 * @property {number} x0  px upright, like x1 and y
 * @property {number} x1
 * @property {number} y
 * @property {number} lines  how many lines it is written on
 * @property {number} mark  the circled number beside it; 0 without one
 */
import { isSyllable, placesOf } from "./jamo.js";
import { isAlone, markOf } from "./marks.js";
import { gapBetween, pieces } from "./rows.js";

/** What may be printed, without blanks and signs, by what it means. */
const TEXTS = {
  copay: [
    "본인부담금", "급여본인부담금", "일부본인부담금", "급여일부본인부담금", "본인일부부담금", "급여일부본인부담",
    "본인부담액", "급여본인부담", "급여본인부담금합계", "본인부담금합계", "급여본인부담액", "일부본인부담액",
    "건강보험본인부담금", "급여본인",
  ],
  partly: ["일부본인부담"],
  insurer: [
    "공단부담금", "급여공단부담금", "보험자부담금", "보험자부담액", "공단부담액", "공단부담금합계", "급여공단부담",
    "건강보험공단부담금", "보험공단부담금", "공단부담", "조합부담금", "공단청구액", "급여공단", "보험자부담",
  ],
  full: [
    "전액본인부담", "전액본인부담금", "전액본인부담액", "100100본인부담", "100100본인부담금", "전액본인부담100100",
    "급여전액본인부담", "급여전액본인부담금", "전액본인", "100분의100본인부담", "전액본인부담금합계", "전액본인부담합계",
    "전액부담금", "100100",
  ],
  noncovered: [
    "비급여", "비급여합계", "비급여금액", "비급여총액", "비급여진료비", "비급여본인부담금", "비급여본인부담", "비급여액",
    "비급여계", "비급여부담금", "비급여소계",
  ],
  pharmacy_noncovered: [
    "비급여전액본인부담", "비급여전액본인부담금", "비급여및전액본인부담금", "비급여및전액본인부담", "비급여전액본인",
  ],
  chosen: ["선택진료료", "선택진료비"],
  other: ["선택진료료외", "선택진료료이외", "선택진료료미외", "선택진료비외", "선택진료비이외", "선택진료이외", "선택진료외"],
  advance: ["상한액초과금", "상환액초과금", "본인부담상한액초과금", "본인부담상한제초과금", "상한초과금", "상한액초과액"],
  grand_total: [
    "진료비총액", "총진료비", "진료비합계", "약제비총액", "총약제비", "총진료비용", "진료비총계", "약제비합계", "진료비계",
    "총진료금액", "요양급여비용총액", "약제비총계",
  ],
  insurer_total: ["공단부담총액"],
  patient_total: [
    "환자부담총액", "본인부담총액", "환자부담금총액", "환자부담금", "환자부담액", "본인부담금총액", "환자부담합계",
    "총본인부담금", "환자총부담금", "총환자부담금", "환자부담금합계", "환자부담총금액", "총본인부담액", "환자본인부담총액",
  ],
  received: ["총수납금액", "총수납액", "총수납금액합계", "총수납금"],
  already: ["이미납부한금액", "기납부금액", "기수납액", "이미납부금액", "기납부액", "기수납금액", "선수금", "중간납부액"],
  due: ["납부할금액", "받을금액", "청구금액", "수납할금액", "납부하실금액", "환자수납액", "환자청구액", "내실금액", "결제하실금액", "납부금액"],
  paid: ["납부한금액", "수납금액", "받은금액", "영수금액", "영수액", "수납액", "결제금액", "실수납액", "실수납금액", "납부한금액합계", "금일수납액", "총결제금액", "결제액"],
  unpaid: ["납부하지않은금액", "미납금액", "미수금", "미수금액", "미납액"],
  reduced: ["절사", "절사액", "할인액", "감면액", "할인금액", "감면금액", "끝수", "단수조정", "지원금", "할인", "감면"],
  card: ["카드", "신용카드", "카드금액", "카드수납"],
  cash_receipt: ["현금영수증"],
  cash: ["현금", "현금수납"],
  sum: ["합계", "총계", "합계금액", "급여합계"],
  subtotal: ["소계"],
  amounts_heading: ["금액산정내용"],
  title: ["진료비계산서영수증", "계산서영수증", "진료비영수증", "진료비계산서", "약제비계산서영수증", "약제비영수증"],
  pharmacy_title: ["약제비계산서영수증", "약제비영수증", "약제비계산서"],
  clinic_title: ["간이외래진료비계산서영수증", "간이외래", "간이진료비영수증", "간이외래진료비"],
  care_days: ["진료기간", "진료일자", "진료일", "내원일자", "내원일", "입원기간", "입퇴원기간", "진료일시", "진료년월일", "수진일", "수진일자", "치료기간", "방문일자", "입원일자"],
  dispensed: ["조제일자", "조제일", "투약일자", "조제년월일"],
  issued: ["발행일", "발행일자", "발행일시", "수납일", "수납일자", "수납일시", "승인일시", "승인일자", "거래일시", "출력일", "출력일자", "출력일시", "결제일시", "거래일자", "영수일자", "인쇄일시", "결제일", "결제일자", "발급일", "발급일자"],
  other_day: ["생년월일", "다음예약", "예약일", "예약일시", "처방일", "처방일자", "교부일자", "유효기간", "사용기간", "다음방문일", "투약기간"],
  supply_days: ["투약일수"],
  chart: ["환자등록번호", "등록번호", "차트번호", "환자번호"],
  patient: ["환자성명", "환자명", "성명", "수진자명", "수진자"],
  night: ["야간공휴일진료", "야간공휴일", "야간공휴일조제"],
  department: ["진료과목", "진료과"],
  disease_group: ["질병군번호", "질병군DRG번호", "질병군"],
  ward: ["병실"],
  insurance: ["환자구분", "보험구분", "보험유형", "환자유형", "급여구분", "보험종류", "보험종별", "환자종별", "진료구분", "유형"],
  receipt_no: ["영수증번호", "영수증번호연월일련번호", "영수번호", "일련번호", "영수증NO"],
  prescription_no: ["교부번호", "처방전교부번호"],
  approval_no: ["승인번호", "현금영수증승인번호", "신분확인번호", "현금승인번호", "카드번호", "가맹점번호"],
  business_no: ["사업자등록번호", "사업자번호", "사업자NO"],
  provider_name: ["상호", "요양기관명", "요양기관명칭", "의료기관명", "명칭", "병원명", "약국명", "기관명", "상호명", "의료기관명칭", "기관명칭", "가맹점명"],
  provider_kind: ["요양기관종류", "요양기관종별", "의료기관종류"],
  phone: ["전화번호", "전화", "대표전화", "TEL"],
  address: ["사업장소재지", "소재지", "주소", "사업장주소"],
  owner: ["대표자", "대표자성명", "원장", "약사성명", "대표"],
  prescriber: ["발행기관", "처방기관", "처방의료기관", "처방의원", "처방병원"],
  items: ["항목", "기본항목", "선택항목"],
  consultation: ["진찰료"],
  room: ["입원료"],
  single_room: ["1인실"],
  shared_room: ["23인실", "2인실3인실", "입원료23인실", "2인3인실"],
  ward_room: ["4인실이상", "4인실"],
  meals: ["식대"],
  medication: ["투약및조제료", "주사료", "마취료", "처치및수술료"],
  tests: ["검사료", "영상진단료", "방사선치료료", "치료재료대", "CT진단료", "MRI진단료", "PET진단료", "초음파진단료"],
  physiotherapy: ["재활및물리치료료", "물리치료료", "재활물리치료료", "재활및물리치료"],
  chuna: ["추나요법", "추나", "추나료", "추나치료"],
  prosthesis: ["보철교정료", "보철료", "보철및교정료"],
  implant: ["임플란트", "치과임플란트", "임플란트료"],
  selective: ["선별급여"],
  flat_rate: ["65세이상등정액", "정액수가", "포괄수가진료비", "질병군포괄수가", "제증명수수료", "정신요법료"],
};

/** What a written amount can belong to. */
export const MONEY = new Set([
  "copay", "insurer", "full", "noncovered", "pharmacy_noncovered", "chosen", "other", "advance", "grand_total",
  "insurer_total", "patient_total", "received", "already", "due", "paid", "unpaid", "reduced", "card", "cash_receipt",
  "cash", "sum", "subtotal",
]);

/** Column headings, which are often broken into lines. */
const STACKED = new Set([
  "copay", "insurer", "full", "noncovered", "pharmacy_noncovered", "chosen", "other", "patient_total", "grand_total",
  "advance", "paid", "unpaid", "already", "due", "insurer_total", "shared_room",
]);

const LEAST_SCORE = 0.7;
const LEAST_SCORE_OF_SHORT = 0.8; // up to three letters
const LEAST_SAME = 0.5; // of a label's letters, to be looked for at all: the rest may be misread
const SURE_SCORE = 0.8; // a label that counts as a sign of a receipt
const FARTHEST_MARK = 2.5; // letter heights between a label and its circled number
const WIDEST_GAP = 1.5; // letter heights between the letters of a label
const WIDEST_SPREAD = 8; // the same, where it is spread out
const EVEN = 0.5; // of the widest gap, at least, is each gap of a spread label
const STACK_FALL = [0.55, 2.1]; // letter heights from one line of a heading to its next
const PIECE_GAP = 0.9; // letter heights that part one heading from the next
const MOST_STACK_LETTERS = 14;
const PROSE = 16; // syllables in one go, outside labels: a sentence of the small print

/** @type {{name: string, text: string, letters: string[], least: number}[]} */
const WANTED = Object.entries(TEXTS).flatMap(([name, texts]) =>
  texts.map((text) => {
    const letters = [...text];
    return { name, text, letters, least: letters.length <= 3 ? LEAST_SCORE_OF_SHORT : LEAST_SCORE };
  }),
);

/** Every label on the page, each letter used by one of them at most. @param {Lines} lines @returns {Label[]} */
export function labelsIn({ rows, letterHeight }) {
  const inRows = rows.flatMap((row) => labelsOfRow(row, letterHeight));
  const stacked = stackedLabels(rows, letterHeight);
  const used = (/** @type {Label} */ a, /** @type {Label} */ b) => a.letters.some((letter) => b.letters.includes(letter));
  const chosen = apartByLetters(stacked.filter((stack) => inRows.every((label) => !used(stack, label) || isBetter(stack, label))));
  const kept = inRows.filter((label) => chosen.every((stack) => !used(stack, label)));
  return [...kept, ...chosen].map((label) => ({ ...label, mark: markBeside(label, letterHeight) }));
}

/** How many different labels of the official forms were read without doubt. @param {readonly Label[]} labels */
export function countOf(labels) {
  const sure = labels.filter(({ score, text }) => score >= SURE_SCORE && (text.length > 2 || score === 1));
  return new Set(sure.map(({ name }) => name)).size;
}

/** The letters of sentences: the small print at the foot. @param {Lines} lines @param {readonly Label[]} labels @returns {Set<Letter>} */
export function proseOf({ rows, letterHeight }, labels) {
  const labelled = new Set(labels.flatMap(({ letters }) => letters));
  const long = rows
    .flatMap(({ letters }) => pieces(letters, 1.3 * letterHeight))
    .filter((piece) => piece.filter((letter) => isSyllable(letter.char) && !labelled.has(letter)).length >= PROSE);
  return new Set(long.flat());
}

/** @param {Letter} letter */
function isPlain({ char }) {
  return /[가-힣A-Za-z0-9]/u.test(char);
}

/** @param {Row} row @param {number} letterHeight @returns {Label[]} */
function labelsOfRow(row, letterHeight) {
  const letters = row.letters.filter(isPlain);
  const found = matches(letters, WANTED, row).filter((label) => isTogether(label, letterHeight));
  return apart(found);
}

/** @param {Letter[]} letters @param {typeof WANTED} wanted @param {Row} row @returns {Label[]} */
function matches(letters, wanted, row) {
  const chars = letters.map(({ char }) => char);
  if (chars.length < 2) return [];
  const present = new Set(chars);
  return wanted.flatMap(({ name, text, letters: texts, least }) => {
    const same = texts.filter((letter) => present.has(letter)).length;
    if (same < LEAST_SAME * texts.length || chars.length < texts.length - 2) return [];
    const most = (1 - least) * texts.length;
    return placesOf(texts, chars, most).map(({ start, end, cost }) => {
      const own = letters.slice(start, end);
      return {
        name,
        text,
        score: 1 - cost / texts.length,
        margin: 1,
        letters: own,
        row,
        x0: own[0].x0,
        x1: own[own.length - 1].x1,
        y: own.reduce((sum, { y }) => sum + y, 0) / own.length,
        lines: 1,
        mark: 0,
      };
    });
  });
}

/** Whether its letters stand close, or as far from each other throughout: 합      계. @param {Label} label @param {number} letterHeight */
function isTogether({ letters, score }, letterHeight) {
  const gaps = letters.slice(1).map((letter, index) => gapBetween(letters[index], letter));
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)];
  if (most <= WIDEST_GAP * letterHeight) return true;
  return score === 1 && most <= WIDEST_SPREAD * letterHeight && least >= EVEN * most;
}

/** The best of labels that share letters; each knows how near the next of another meaning came. @param {Label[]} found */
function apart(found) {
  /** @type {Label[]} */
  const kept = [];
  for (const label of [...found].sort((a, b) => weight(b) - weight(a))) {
    const over = kept.find((other) => label.x0 < other.x1 && other.x0 < label.x1);
    if (!over) kept.push(label);
    else if (over.name !== label.name && !over.text.includes(label.text)) {
      over.margin = Math.min(over.margin, over.score - label.score);
    }
  }
  return kept;
}

/** Long labels count for more than the short ones inside them. @param {Label} label */
function weight({ score, text }) {
  return (score - 0.45) * text.length;
}

/** @param {Label} one @param {Label} other */
function isBetter(one, other) {
  return weight(one) > weight(other) + 0.3;
}

/** Labels written on two or three lines, one piece below the other. @param {Row[]} rows @param {number} letterHeight @returns {Label[]} */
function stackedLabels(rows, letterHeight) {
  const wanted = WANTED.filter(({ name }) => STACKED.has(name));
  const all = rows.flatMap((row) =>
    pieces(row.letters.filter((letter) => isPlain(letter) || markOf(letter.char)), PIECE_GAP * letterHeight)
      .map((piece) => ({ letters: piece.filter(isPlain), row, valued: isValued(row, piece) }))
      .filter(({ letters }) => letters.some(({ char }) => isSyllable(char)) && letters.length <= MOST_STACK_LETTERS),
  );
  /** @type {Label[]} */
  const found = [];
  for (const top of all) {
    for (const second of all) {
      if (!isBelow(top.letters, second.letters, letterHeight) || (top.valued && second.valued)) continue;
      found.push(...acrossLines([top, second], wanted));
      for (const third of all) {
        if (isBelow(second.letters, third.letters, letterHeight)) found.push(...acrossLines([top, second, third], wanted));
      }
    }
  }
  return found;
}

/** Whether an amount follows in the same line: then the piece is a label of its own. @param {Row} row @param {Letter[]} piece */
function isValued({ letters }, piece) {
  const after = letters.slice(letters.indexOf(piece[piece.length - 1]) + 1).map(({ char }) => char).join("");
  return /^[^가-힣]*[0-9][0-9,.]*/u.test(after);
}

/** @param {{letters: Letter[], row: Row}[]} stack @param {typeof WANTED} wanted @returns {Label[]} */
function acrossLines(stack, wanted) {
  const letters = stack.flatMap((piece) => piece.letters);
  return matches(letters, wanted, stack[0].row)
    .filter((label) => stack.every((piece) => piece.letters.some((letter) => label.letters.includes(letter))))
    .map((label) => ({
      ...label,
      x0: Math.min(...label.letters.map(({ x0 }) => x0)),
      x1: Math.max(...label.letters.map(({ x1 }) => x1)),
      lines: stack.length,
    }));
}

/** @param {Label[]} found */
function apartByLetters(found) {
  /** @type {Label[]} */
  const kept = [];
  for (const label of [...found].sort((a, b) => weight(b) - weight(a))) {
    const over = kept.find((other) => label.letters.some((letter) => other.letters.includes(letter)));
    if (!over) kept.push(label);
  }
  return kept;
}

/** @param {Letter[]} top @param {Letter[]} low @param {number} letterHeight */
function isBelow(top, low, letterHeight) {
  const fall = low[0].y - top[0].y;
  if (fall < STACK_FALL[0] * letterHeight || fall > STACK_FALL[1] * letterHeight) return false;
  const [from, to] = [Math.max(top[0].x0, low[0].x0), Math.min(endOf(top), endOf(low))];
  const narrow = Math.min(endOf(top) - top[0].x0, endOf(low) - low[0].x0);
  return to - from >= 0.6 * narrow;
}

/** @param {Letter[]} letters */
function endOf(letters) {
  return letters[letters.length - 1].x1;
}

/** The circled number just before or after a label, in its own line. @param {Label} label @param {number} letterHeight */
function markBeside(label, letterHeight) {
  const far = FARTHEST_MARK * letterHeight;
  const { letters } = label.row;
  const first = letters.indexOf(label.letters[0]);
  const ownLast = label.letters.filter((letter) => letters.includes(letter)).at(-1);
  const last = ownLast ? letters.indexOf(ownLast) : first;
  for (const index of [last + 1, last + 2, first - 1]) {
    const letter = letters[index];
    const near = index > first ? letters[last] : letters[first];
    if (!letter || !markOf(letter.char) || !near || !isAlone(letters, index)) continue;
    const gap = index > first ? gapBetween(near, letter) : gapBetween(letter, near);
    if (gap <= far) return markOf(letter.char);
  }
  return 0;
}
