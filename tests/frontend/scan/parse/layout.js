/** A little typesetter: official papers from their truth, as the words an engine would read. */

const HEIGHT = 24; // px of a letter
const LINE = 44; // px from one line to the next

/** @typedef {{text: string, x0: number, y0: number, x1: number, y1: number, confidence: number}} Word */

/** @param {string} text @param {number} x  left, or right if `align` is "right", or the middle @param {number} y @returns {Word} */
export function word(text, x, y, align = "left", height = HEIGHT) {
  const wide = [...text].reduce((sum, char) => sum + widthOf(char), 0) * height;
  const x0 = align === "right" ? x - wide : align === "centre" ? x - wide / 2 : x;
  return { text, x0: Math.round(x0), y0: Math.round(y - height / 2), x1: Math.round(x0 + wide), y1: Math.round(y + height / 2), confidence: 0.99 };
}

/** @param {string} char */
function widthOf(char) {
  if (/[\s.,:·[\]()]/u.test(char)) return 0.35;
  return /[0-9A-Za-z\-~/]/u.test(char) ? 0.58 : 1;
}

/** 480000 → "480,000" @param {number} won */
export function comma(won) {
  return String(won).replace(/\B(?=([0-9]{3})+$)/gu, ",");
}

/** The whole turned by some degrees around the middle. @param {Word[]} words @param {number} degrees */
export function skewed(words, degrees) {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return words.map((each) => {
    const [x, y] = [(each.x0 + each.x1) / 2 - 850, (each.y0 + each.y1) / 2 - 1200];
    const [newX, newY] = [850 + x * cos - y * sin, 1200 + x * sin + y * cos];
    const [wide, tall] = [each.x1 - each.x0, each.y1 - each.y0];
    return { ...each, x0: newX - wide / 2, x1: newX + wide / 2, y0: newY - tall / 2, y1: newY + tall / 2 };
  });
}

/** As Tesseract cuts: at blanks and signs, and now and then inside a word. @param {Word[]} words */
export function split(words) {
  return words.flatMap((each) => {
    const parts = each.text.split(/(?<=[가-힣]{4})(?=[가-힣])|\s+|(?<=,)(?=[0-9])/u).filter(Boolean);
    const letters = [...parts.join("")].reduce((sum, char) => sum + widthOf(char), 0);
    let at = each.x0;
    return parts.map((text) => {
      const wide = ((each.x1 - each.x0) * [...text].reduce((sum, char) => sum + widthOf(char), 0)) / letters;
      const part = { ...each, text, x0: at, x1: at + wide };
      at += wide;
      return part;
    });
  });
}

/**
 * @typedef {object} Truth
 * @property {number} copay
 * @property {number} insurer
 * @property {number} full
 * @property {number} noncovered
 * @property {number} [chosen]
 * @property {number} [advance]
 * @property {[string, number[]][]} [rows]  items with their columns
 * @property {string} [days]
 * @property {string} [zero]  how a 0 is printed
 */

/** Form 6 with its table and the sums beside it: "A0", "A1" or "B". @param {"A0" | "A1" | "B"} form @param {Truth} truth @returns {Word[]} */
export function official(form, truth) {
  const { copay, insurer, full, noncovered, chosen = 0, advance = 0, zero = "0", rows = [], days = "2026-01-02 ~ 2026-01-05" } = truth;
  const old = form !== "B";
  const step = old ? 125 : 150;
  const edges = [470, ...Array.from({ length: old ? 5 : 4 }, (_, index) => 470 + step * (index + 1))];
  const middle = (/** @type {number} */ index) => edges[index] + step / 2;
  const money = (/** @type {number} */ won) => (won ? comma(won) : zero);
  const words = [word("[ ]외래 [√]입원 ([√]퇴원 [ ]중간) 진료비 계산서·영수증", 850, 80, "centre", 30)];
  const heads = [["환자등록번호", "10293847"], ["환자 성명", "김가람"], ["진료기간", days]];
  heads.forEach(([label, value], index) => words.push(word(label, 120 + 420 * index, 150), word(value, 120 + 420 * index, 190)));
  words.push(word("환자구분", 120, 240), word("건강보험", 120, 280), word("영수증번호", 540, 240), word("202601-00123", 540, 280));
  words.push(word("항목", 280, 380, "centre"), word("급여", edges[0] + step, 340, "centre"), word("일부 본인부담", edges[1], 375, "centre"));
  words.push(word("본인부담금", middle(0), 410, "centre", 20), word("공단부담금", middle(1), 410, "centre", 20));
  words.push(word("전액", middle(2), 378, "centre"), word("본인부담", middle(2), 408, "centre"));
  if (old) {
    words.push(word("비급여", edges[4], 340, "centre"), word("선택", middle(3), 378, "centre"), word("진료료", middle(3), 408, "centre"));
    words.push(word("선택진료료", middle(4), 378, "centre", 20), word("이외", middle(4), 408, "centre"));
  } else words.push(word("비급여", middle(3), 370, "centre"));
  const rooms = form === "A0" ? ["입원료"] : ["입원료 1인실", "입원료 2·3인실", "입원료 4인실 이상"];
  const items = ["진찰료", ...rooms, "식대", "주사료", "검사료", "영상진단료", "재활 및 물리치료료", "보철·교정료", "선별급여"];
  let y = 460;
  for (const item of items) {
    words.push(word(item, 130, y));
    const own = rows.find(([name]) => name === item)?.[1] ?? [];
    own.forEach((won, index) => won && words.push(word(comma(won), edges[index + 1] - 8, y, "right")));
    y += LINE;
  }
  const sums = old ? [copay, insurer, full, chosen, noncovered] : [copay, insurer, full, noncovered];
  words.push(word("합 계", 250, y));
  sums.forEach((won, index) => {
    words.push(word("①②③④⑤"[index], edges[index] + 4, y));
    if (money(won)) words.push(word(money(won), edges[index + 1] - 8, y, "right", 22));
  });
  words.push(word("상한액 초과금", 150, y + LINE), word(old ? "⑥" : "⑤", edges[0] + 4, y + LINE));
  if (money(advance)) words.push(word(money(advance), edges[1] - 8, y + LINE, "right", 22));
  const total = copay + insurer + full + noncovered + chosen;
  const own = total - insurer - advance;
  /** @type {[string, string, number][]} */
  const figures = [
    [old ? "진료비 총액 ⑦" : "진료비 총액 ⑥", old ? "(①+②+③+④+⑤)" : "(①+②+③+④)", total],
    ...(old ? [] : /** @type {[string, string, number][]} */ ([["공단부담 총액 ⑦", "(②+⑤)", insurer + advance]])),
    ["환자부담 총액 ⑧", old ? "(①-⑥)+③+④+⑤" : "(①-⑤)+③+④", own],
    ["이미 납부한 금액 ⑨", "", 0],
    ["납부할 금액 ⑩", "(⑧-⑨)", own],
  ];
  figures.forEach(([label, formula, won], index) => {
    const at = 470 + index * 110;
    words.push(word(label, 1130, at - 16, "left", 22), word(money(won) || "0", 1590, at, "right"));
    if (formula) words.push(word(formula, 1140, at + 16, "left", 20));
  });
  words.push(word("카드", 1240, 1040), word(comma(own), 1590, 1040, "right"), word("합계", 1240, 1084), word(comma(own), 1590, 1084, "right"));
  words.push(word("요양기관 종류 [ ]의원급·보건기관 [ ]병원급 [√]종합병원 [ ]상급종합병원", 120, 1300));
  words.push(word("사업자등록번호", 120, 1350), word("123-45-67890", 330, 1350), word("상호", 560, 1350), word("가람종합병원", 680, 1350), word("전화번호", 1000, 1350), word("02-1234-5678", 1150, 1350));
  words.push(word("발행일 2026년 1월 9일", 120, 1400));
  return words;
}

/** 약제비 계산서·영수증. @param {{copay: number, insurer: number, noncovered: number}} truth @returns {Word[]} */
export function pharmacy({ copay, insurer, noncovered }) {
  const words = [word("약제비 계산서·영수증", 400, 60, "centre", 30), word("영수증번호", 60, 120), word("2026-0032", 300, 120), word("조제일자", 60, 160), word("2026년 1월 2일", 300, 160)];
  const lines = [["약제비 총액 (①+②+③)", copay + insurer + noncovered], ["① 본인부담금", copay], ["② 보험자부담금", insurer], ["③ 비급여(전액본인부담)", noncovered], ["총수납금액 (①+③)", copay + noncovered], ["카드", copay + noncovered]];
  lines.forEach(([label, won], index) => words.push(word(String(label), 60, 240 + index * LINE), word(comma(Number(won)), 700, 240 + index * LINE, "right")));
  return [...words, word("상호", 60, 560), word("가람약국", 300, 560), word("발행일 2026-01-02", 60, 610)];
}

/** A clinic's slip: labels left, amounts in one column at the right. @param {Truth} truth @param {Record<string, string>} labels @returns {Word[]} */
export function slip({ copay, insurer, full, noncovered }, labels = {}) {
  const named = { grand: "총진료비", copay: "급여 본인부담금", insurer: "급여 공단부담금", full: "전액본인부담(100/100)", noncovered: "비급여", patient: "환자부담총액", paid: "수납금액", ...labels };
  const words = [word("간이 외래 진료비 계산서·영수증", 400, 60, "centre", 30), word("가람내과의원", 400, 110, "centre"), word("TEL 02-345-6789", 60, 160), word("진료일자", 60, 200), word("2026.01.02", 300, 200)];
  /** @type {[string, number][]} */
  const lines = [[named.grand, copay + insurer + full + noncovered], [named.copay, copay], [named.insurer, insurer], [named.full, full], [named.noncovered, noncovered], [named.patient, copay + full + noncovered], [named.paid, copay + full + noncovered]];
  lines.filter(([label]) => label).forEach(([label, won], index) => words.push(word(label, 60, 260 + index * LINE), word(comma(won), 640, 260 + index * LINE, "right")));
  return words;
}
