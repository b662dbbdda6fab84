/** What the words of a receipt become: amounts, days, names, questions, and what is not believed. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { parse } from "../../../../static/scan/parse/parse.js";
import { providerNameIn } from "../../../../static/scan/parse/provider.js";
import { comma, official, pharmacy, skewed, slip, split, word } from "./layout.js";

const PAGE = { width: 1700, height: 2400 };
/** @param {import("./layout.js").Word[]} words */
const read = (words) => parse(words, PAGE);
/** @param {ReturnType<typeof read>} parsed */
const values = ({ fields }) => Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
/** @param {import("./layout.js").Word[]} words @param {string} text @param {(word: import("./layout.js").Word) => import("./layout.js").Word[]} change */
const changed = (words, text, change) => words.flatMap((each) => (each.text === text ? change(each) : [each]));

const STAY = {
  copay: 480_000, insurer: 1_920_000, full: 35_000, noncovered: 210_000, advance: 0,
  rows: /** @type {[string, number[]][]} */ ([["진찰료", [80_000, 320_000]], ["입원료 4인실 이상", [400_000, 1_600_000, 0, 150_000]], ["검사료", [0, 0, 35_000, 60_000]]]),
};
const MONEY = { copay: "480000", insurer_paid: "1920000", full_self_pay: "35000", noncovered: "210000", advance: "0", patient_total: "725000" };
const VISIT = { copay: 13_500, insurer: 31_500, full: 2_000, noncovered: 20_000 };
const VISIT_MONEY = { copay: "13500", insurer_paid: "31500", full_self_pay: "2000", noncovered: "20000", patient_total: "35500" };

/** @param {Record<string, string>} expected @param {Record<string, string>} actual */
function assertHolds(expected, actual) {
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, actual[name]])), expected);
}

describe("each form", () => {
  for (const form of /** @type {const} */ (["A0", "A1", "B"])) {
    test(`${form} is known and read whole`, () => {
      const parsed = read(official(form, STAY));
      assert.equal(parsed.form, form);
      assertHolds({
        ...MONEY, care_from: "2026-01-02", care_to: "2026-01-05", provider_name: "가람종합병원", provider_kind: "general",
        care_kind: "inpatient", insurance_kind: "health", receipt_no: "202601-00123",
      }, values(parsed));
      assert.ok(parsed.accepted);
      assert.ok(Object.values(parsed.fields).every(({ doubtful }) => !doubtful));
    });
  }

  test("old forms add 선택진료료 to 비급여", () => {
    const parsed = read(official("A1", { ...STAY, chosen: 40_000 }));
    assertHolds({ noncovered: "250000", patient_total: "765000" }, values(parsed));
    assert.ok(parsed.accepted);
  });

  test("a pharmacy's", () => {
    const parsed = read(pharmacy({ copay: 4_500, insurer: 10_500, noncovered: 3_000 }));
    assert.equal(parsed.form, "pharmacy");
    assertHolds({ copay: "4500", insurer_paid: "10500", noncovered: "3000", patient_total: "7500", provider_name: "가람약국", provider_kind: "pharmacy", care_kind: "pharmacy", care_from: "2026-01-02", care_to: "2026-01-02" }, values(parsed));
    assert.ok(parsed.accepted);
  });

  test("a clinic's slip", () => {
    const parsed = read(slip(VISIT));
    assert.equal(parsed.form, "clinic");
    assertHolds({ ...VISIT_MONEY, care_kind: "outpatient", provider_name: "가람내과의원", provider_kind: "clinic" }, values(parsed));
    assert.ok(parsed.accepted);
  });

  for (const labels of [
    { copay: "본인부담금(①)", insurer: "공단부담금(②)", full: "전액본인부담", noncovered: "비급여", patient: "환자부담 총액" },
    { grand: "진료비총액", copay: "본인부담금", insurer: "공단부담금", full: "전액 본인부담금", noncovered: "비급여 합계", patient: "", paid: "받을금액" },
    { grand: "진료비 합계", copay: "일부본인부담금", insurer: "보험자부담금", full: "100/100 본인부담", noncovered: "비급여금액", patient: "", paid: "수납금액" },
  ]) {
    test(`other words: ${Object.values(labels).join(" ")}`, () => assertHolds(VISIT_MONEY, values(read(slip(VISIT, labels)))));
  }
});

describe("whatever the engine makes of the words", () => {
  for (const degrees of [-2, -1, 1, 2]) {
    test(`turned by ${degrees} degrees`, () => {
      const parsed = read(skewed(official("B", STAY), degrees));
      assertHolds({ ...MONEY, care_to: "2026-01-05", provider_name: "가람종합병원" }, values(parsed));
    });
  }

  for (const [name, words] of /** @type {const} */ ([["B", official("B", STAY)], ["slip", slip(VISIT)]])) {
    test(`cut as Tesseract cuts: ${name}`, () => {
      assertHolds(name === "B" ? MONEY : VISIT_MONEY, values(read(split(words))));
    });
  }

  for (const text of ["480.000", "48O,OOO", "480,000원", "480000", "480, 000", "₩480,000"]) {
    test(`${text} is 480000`, () => {
      assertHolds(MONEY, values(read(changed(official("B", STAY), "480,000", (each) => [{ ...each, text }]))));
    });
  }

  for (const text of ["①480,000", "1480,000", "1 480,000"]) {
    test(`a circled number glued to its amount: ${text}`, () => {
      const words = official("B", STAY).filter((each) => each.text !== "①");
      assertHolds(MONEY, values(read(changed(words, "480,000", (each) => [{ ...each, text, x0: each.x0 - 20 }]))));
    });
  }

  for (const [right, wrong] of [["선택진료료", "선택진료로"], ["이외", "미외"], ["상한액 초과금", "상환액 초과금"], ["공단부담금", "공단부당금"], ["환자부담 총액 ⑧", "환자부담 홍액 ⑧"], ["합 계", "함 계"]]) {
    test(`${right} misread as ${wrong}`, () => {
      assertHolds({ ...MONEY }, values(read(changed(official("A1", STAY), right, (each) => [{ ...each, text: wrong }]))));
    });
  }
});

describe("a table whose headings cannot be read", () => {
  const HEADINGS = ["본인부담금", "공단부담금", "일부 본인부담", "전액", "본인부담", "비급여", "급여", "항목"];
  const LABELS = /총액|납부/u;
  const rows = /** @type {[string, number[]][]} */ ([["진찰료", [80_000, 320_000, 15_000, 50_000]], ["검사료", [400_000, 1_600_000, 20_000, 160_000]]]);
  const words = official("B", { ...STAY, rows }).filter(({ text }) => !HEADINGS.includes(text));

  test("has its columns where its amounts stand under each other", () => {
    assertHolds(MONEY, values(read(words)));
  });

  test("needs no circled numbers for it", () => {
    const parsed = read(words.filter(({ text }) => !/^[①②③④⑤]$/u.test(text)));
    assertHolds({ copay: "480000", insurer_paid: "1920000", full_self_pay: "35000", noncovered: "210000" }, values(parsed));
    assert.ok(!parsed.accepted, "the columns are guessed");
  });

  test("is checked with amounts beside it whose labels cannot be read either", () => {
    const { fields, accepted } = read(words.filter(({ text }) => !LABELS.test(text) && !/^[①②③④⑤]$/u.test(text)));
    assert.equal(fields.patient_total.value, "725000");
    assert.ok(fields.patient_total.doubtful && !accepted);
  });

  test("leaves the place of a blank column free", () => {
    const blank = { ...STAY, full: 0, zero: "", rows: /** @type {[string, number[]][]} */ ([["진찰료", [80_000, 320_000]], ["검사료", [400_000, 1_600_000, 0, 210_000]]]) };
    const parsed = read(official("B", blank).filter(({ text }) => !HEADINGS.includes(text)));
    assertHolds({ copay: "480000", full_self_pay: "0", noncovered: "210000" }, values(parsed));
  });
});

describe("the arithmetic of the form", () => {
  test("an advance payment is taken off", () => {
    const parsed = read(official("B", { ...STAY, advance: 100_000 }));
    assertHolds({ advance: "100000", patient_total: "625000" }, values(parsed));
    assert.ok(parsed.accepted);
  });

  test("③ and ④ are never swapped, although the sums would allow it", () => {
    const words = official("B", { ...STAY, full: 210_000, noncovered: 35_000 });
    const parsed = read(changed(words, "전액", () => []));
    const { full_self_pay, noncovered } = values(parsed);
    assert.ok(!(full_self_pay === "35000" && noncovered === "210000"));
  });

  test("blank cells of the row 합계 are 0", () => {
    const parsed = read(official("B", { copay: 30_000, insurer: 70_000, full: 0, noncovered: 0, zero: "", rows: [["진찰료", [30_000, 70_000]]] }));
    assertHolds({ copay: "30000", full_self_pay: "0", noncovered: "0", advance: "0", patient_total: "30000" }, values(parsed));
    assert.ok(parsed.accepted);
  });

  test("a missing ① is computed and confirmed by two identities, and not accepted", () => {
    const parsed = read(official("B", STAY).filter((each) => each.text !== "480,000"));
    assert.equal(parsed.fields.copay.value, "480000");
    assert.ok(parsed.fields.copay.computed);
    assert.ok(!parsed.fields.copay.doubtful);
    assert.ok(!parsed.accepted);
  });

  test("a missing total is computed from one identity and doubtful", () => {
    const words = official("B", STAY).filter((each) => each.text !== "725,000" && !each.text.startsWith("납부할"));
    const { fields, accepted } = read(words);
    assert.ok(!accepted);
    assert.equal(fields.patient_total?.value ?? "725000", "725000");
  });

  test("a reading that contradicts the sums is doubtful", () => {
    const parsed = read(changed(official("B", STAY), "480,000", (each) => [{ ...each, text: "430,000" }]));
    assert.ok(!parsed.accepted);
    assert.ok(parsed.fields.copay.value === "480000" || parsed.fields.copay.doubtful);
  });

  test("of an amount's other readings the one that adds up is taken", () => {
    const doubted = (/** @type {import("./layout.js").Word} */ each) => [{
      ...each, text: "430,000",
      characters: [..."430,000"].map((text) => ({ text, confidence: text === "3" ? 0.5 : 0.99, others: text === "3" ? [["8", 0.4]] : [] })),
    }];
    assert.equal(values(read(changed(official("B", STAY), "480,000", doubted))).copay, "480000");
  });

  test("a total that cannot be read is the sum of its column, and doubtful", () => {
    const rows = /** @type {[string, number[]][]} */ ([["진찰료", [80_000, 320_000]], ["검사료", [400_000, 1_600_000]]]);
    const stay = { copay: 480_000, insurer: 1_920_000, full: 0, noncovered: 0, rows };
    const words = official("B", stay).filter(({ text }) => !["480,000", "2,400,000"].includes(text));
    const { fields, accepted } = read(words);
    assert.deepEqual([fields.copay.value, fields.copay.computed, accepted], ["480000", true, false]);
  });

  test("a total is no less than the largest of its items", () => {
    const parsed = read(changed(official("B", STAY), "480,000", (each) => [{ ...each, text: "4,800" }]));
    assert.notEqual(parsed.fields.copay.value, "4800");
    assert.ok(!parsed.accepted);
  });

  test("amounts under 100 won are not believed", () => {
    const parsed = read(slip({ copay: 12, insurer: 30, full: 0, noncovered: 0 }));
    assert.ok(!parsed.accepted);
  });
});

test("telephone, business and receipt numbers are no amounts", () => {
  const words = [word("본인부담금", 60, 100), word("02-1234-5678", 400, 100), word("비급여", 60, 150), word("123-45-67890", 400, 150), word("환자부담총액", 60, 200), word("2026-01-02", 400, 200), word("(100/100)", 700, 200)];
  const { fields } = read(words);
  for (const name of ["copay", "noncovered", "patient_total"]) assert.ok(!fields[name] || fields[name].value === "0" && fields[name].doubtful, name);
});

describe("days", () => {
  for (const [text, from, to] of [
    ["2026-01-02 ~ 2026-02-05", "2026-01-02", "2026-02-05"],
    ["2026.1.2부터 2026.1.5까지", "2026-01-02", "2026-01-05"],
    ["2026년 1월 2일 ~ 2026년 1월 5일", "2026-01-02", "2026-01-05"],
    ["26.01.02 ~ 26.01.05", "2026-01-02", "2026-01-05"],
    ["20260102 ~ 20260105", "2026-01-02", "2026-01-05"],
    ["2026-01-02 ~ 01-05", "2026-01-02", "2026-01-05"],
    ["2025-12-30 ~ 01-05", "2025-12-30", "2026-01-05"],
    ["2026. 1. 2. ~ 2026. 1. 5.", "2026-01-02", "2026-01-05"],
    ["2026/01/02-2026/01/05", "2026-01-02", "2026-01-05"],
    ["2026-01-02", "2026-01-02", "2026-01-02"],
  ]) {
    test(text, () => assertHolds({ care_from: from, care_to: to }, values(read(official("B", { ...STAY, days: text })))));
  }

  for (const text of ["2026 1 2 ~ 2026 1 5", "2026넌 1윌 2일 ~ 2026년 1퓔 5일"]) {
    test(`${text}, and doubted`, () => {
      const { fields } = read(official("B", { ...STAY, days: text }));
      assert.deepEqual([fields.care_from.value, fields.care_to.value], ["2026-01-02", "2026-01-05"]);
      assert.ok(fields.care_from.doubtful && fields.care_to.doubtful);
    });
  }

  test("발행일 is taken only where there is no other, and doubted", () => {
    const { care_from } = read(slip(VISIT).filter((each) => each.text !== "2026.01.02").concat(word("발행일 2026-01-09", 60, 700))).fields;
    assert.equal(care_from.value, "2026-01-09");
    assert.ok(care_from.doubtful);
  });
});

describe("questions", () => {
  /** @param {[string, number[]][]} rows @param {string} days */
  const asked = (rows, days) => read(official("A1", { ...STAY, rows, days })).questions.map(({ reason, won }) => [reason, won]);
  const day = "2026-01-02 ~ 2026-01-05";
  test("a shared room of a general hospital", () => assert.deepEqual(asked([["입원료 2·3인실", [90_000, 90_000]]], day), [["shared_room", 90_000]]));
  test("not before 2018-07-01", () => assert.deepEqual(asked([["입원료 2·3인실", [90_000, 90_000]]], "2018-06-01 ~ 2018-06-03"), []));
  test("not without an amount under ①", () => assert.deepEqual(asked([["입원료 2·3인실", [0, 0, 0, 0, 90_000]]], day), []));
  test("보철·교정료 may be an implant", () => assert.deepEqual(asked([["보철·교정료", [300_000, 700_000]]], day), [["dental_implant", 300_000]]));
  test("선별급여", () => assert.deepEqual(asked([["선별급여", [50_000, 50_000]]], day), [["selective_benefit", 50_000]]));
  test("선별급여 not before 2013-12-18", () => assert.deepEqual(asked([["선별급여", [50_000, 50_000]]], "2013-12-01 ~ 2013-12-05"), []));
  test("물리치료 only of 한방", () => assert.deepEqual(asked([["재활 및 물리치료료", [50_000, 50_000]]], day), []));
});

describe("resident registration numbers", () => {
  for (const [name, words, count] of /** @type {[string, import("./layout.js").Word[], number][]} */ ([
    ["with a dash", [word("900101-1234567", 100, 100)], 1],
    ["without", [word("9001011234567", 100, 100)], 1],
    ["cut in two", [word("900101-", 100, 100), word("1234567", 205, 100)], 1],
    ["a letter for a digit", [word("9OO1O1-1234567", 100, 100)], 1],
    ["starred", [word("900101-1******", 100, 100)], 0],
    ["a telephone number", [word("02-1234-5678", 100, 100)], 0],
  ])) {
    test(name, () => assert.equal(read(words).residentNumbers.length, count));
  }
});

describe("the provider's name in a line", () => {
  for (const text of ["1종합병원", "합병원", "합액수가요양병원"]) test(`${text} is a line of the form`, () => assert.equal(providerNameIn(text), ""));

  for (const [text, name] of [
    ["상호 가람내과의원", "가람내과의원"], ["상호: 가람 내과 의원 대표자 김가람", "가람내과의원"], ["서울가람대학교병원", "서울가람대학교병원"],
    ["요양기관명 가람약국 (인)", "가람약국"], ["□병원급 □종합병원", ""], ["총수납금액 3,500", ""], ["은혜신경외과", "은혜신경외과"], ["상호 수원장수병원 전화번호", "수원장수병원"], ["", ""],
  ]) {
    test(`${text} → ${name}`, () => assert.equal(providerNameIn(text), name));
  }
});

test("labels of a receipt are counted, and other text has none", () => {
  assert.ok(read(official("B", STAY)).labelsFound > 20);
  assert.ok(read([word("오늘의 저녁 메뉴는 된장찌개", 100, 100), word("고양이 한 마리", 100, 200)]).labelsFound < 2);
});

test("amounts are told in plain digits", () => {
  for (const { value } of Object.values(read(slip(VISIT)).fields)) assert.doesNotMatch(value, /,/u);
  assert.equal(comma(480_000), "480,000");
});
