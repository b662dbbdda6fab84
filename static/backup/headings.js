/**
 * Which column of a table is which field of a receipt: a guess, which the person corrects.
 *
 * @typedef {{name: string, label: string}} Field
 * @typedef {Record<string, number>} Columns  field → column
 */

const FIRST_ROWS = 20; // banks write their own name and the account above the headings

/**
 * What others call it: the whole heading first, then a part of it. Longer parts come first, so that
 * 본인부담금 is not taken for 금액.
 *
 * @type {Record<string, {whole: string[], part: string[]}>}
 */
const CALLED = {
  care_from: {
    whole: ["날짜", "일자", "진료일자", "진료시작일", "입원일", "date", "day"],
    part: ["진료개시일", "진료일", "거래일", "이용일", "승인일", "결제일", "수납일", "조제일", "방문일"],
  },
  care_to: { whole: ["퇴원일", "진료종료일", "까지", "to"], part: ["종료일", "끝나는날", "마지막날"] },
  provider_name: {
    whole: ["병원", "의원", "기관", "기관명", "상호", "적요", "place", "hospital", "provider"],
    part: ["요양기관", "의료기관", "병원", "약국", "가맹점", "사용처", "이용처", "거래처", "기재내용", "받는분"],
  },
  copay: {
    whole: ["금액", "amount", "copay"],
    part: ["일부본인부담", "급여본인부담", "본인부담금", "내가낸돈", "이용금액", "승인금액", "결제금액", "출금액", "출금금액", "수납액", "납부액"],
  },
  member_id: { whole: ["누구", "이름", "성명", "가족", "who", "name"], part: ["환자명", "수진자", "진료받은", "환자성명"] },
  provider_kind: { whole: ["종류", "종별", "업종"], part: ["기관종류", "요양기관종별", "기관구분"] },
  care_kind: { whole: ["구분", "입원외래"], part: ["진료종류", "진료구분", "진료형태", "입원/외래"] },
  insurance_kind: { whole: ["보험"], part: ["보험종류", "보험구분", "보험유형"] },
  insurer_paid: { whole: [], part: ["공단부담금", "공단부담", "보험자부담"] },
  full_self_pay: { whole: [], part: ["전액본인부담", "100/100"] },
  noncovered: { whole: [], part: ["비급여"] },
  advance: { whole: [], part: ["상한액초과"] },
  patient_total: { whole: ["합계", "총액"], part: ["환자부담총액", "총진료비", "총납부"] },
  indemnity_paid: { whole: ["보험금"], part: ["실손보험금", "받은보험금", "지급보험금"] },
  receipt_no: { whole: [], part: ["영수증번호", "승인번호"] },
  note: { whole: ["메모", "비고", "note", "memo"], part: [] },
};

/** Headings of a column ① itself, and not of whatever was paid. */
const CERTAIN = /일부본인부담|급여|본인부담금|내가낸돈|copay/u;

/** Letters and digits alone: people put blanks, brackets and lines anywhere. @param {string} text */
const bare = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}/]/gu, "");

/**
 * @param {readonly string[]} headings @param {readonly Field[]} fields  with our own labels
 * @returns {Columns} each column once
 */
export function guess(headings, fields) {
  const bareHeadings = headings.map(bare);
  /** @type {Columns} */
  const columns = {};
  const taken = new Set();
  const assign = (/** @type {(name: string, heading: string, label: string) => boolean} */ fits) => {
    for (const { name, label } of fields) {
      if (name in columns) continue;
      const at = bareHeadings.findIndex((heading, index) => heading && !taken.has(index) && fits(name, heading, bare(label)));
      if (at < 0) continue;
      columns[name] = at;
      taken.add(at);
    }
  };
  assign((_name, heading, label) => heading === label);
  assign((name, heading) => !!CALLED[name]?.whole.includes(heading));
  assign((name, heading) => !!CALLED[name]?.part.some((part) => heading.includes(part)));
  return columns;
}

/** The row that looks most like headings. @param {readonly (readonly string[])[]} rows @param {readonly Field[]} fields */
export function headingRow(rows, fields) {
  const scores = rows.slice(0, FIRST_ROWS).map((row) => Object.keys(guess(row, fields)).length);
  const best = Math.max(0, ...scores);
  return best < 2 ? 0 : scores.indexOf(best);
}

/** Whether a column says what was paid of the covered part, and not just what was paid. @param {string} heading @param {string} label */
export function isCopay(heading, label) {
  return bare(heading) === bare(label) || CERTAIN.test(bare(heading));
}
