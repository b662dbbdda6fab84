import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { changed } from "../../static/worker/shell/cap-changes.js";
import { asJson } from "../../static/worker/shell/cap-presenters.js";

/** The table of today, changed by hand. */
function otherwise(change) {
  const table = structuredClone(asJson());
  table.version = "00000000";
  change(table, (year) => table.years.find((each) => each.year === year));
  return table;
}

describe("what a new cap table says otherwise", () => {
  const now = asJson();

  test("the same table says nothing, and neither does the first", () => {
    assert.deepEqual(changed(asJson(), now), []);
    assert.deepEqual(changed(null, now), []);
    assert.deepEqual(changed(undefined, now), []);
  });

  test("a year that was not there", () => {
    const before = otherwise((table) => table.years.pop());
    assert.deepEqual(changed(before, now), ["2026년 상한액이 새로 들어왔어요."]);
  });

  test("a year taken back", () => {
    const after = otherwise((table) => table.years.pop());
    assert.deepEqual(changed(now, after), [
      "2026년 상한액을 뺐어요. 이 해는 다시 미확인이에요.",
    ]);
  });

  test("each amount that moved, by its group", () => {
    const before = otherwise((_, year) => {
      year(2023).general[1] = 1_070_000;
      year(2023).long_stay[6] = 10_150_000;
    });
    assert.deepEqual(changed(before, now), [
      "2023년 2–3분위 상한액이 107만\u00a0원에서 108만\u00a0원으로 바뀌었어요.",
      "2023년 10분위의 요양병원 120일 초과 상한액이 1,015만\u00a0원에서 1,014만\u00a0원으로 바뀌었어요.",
    ]);
  });

  test("a row for long stays that came or went", () => {
    const without = otherwise((_, year) => (year(2023).long_stay = null));
    assert.deepEqual(changed(without, now), [
      "2023년의 요양병원 120일 초과 상한액이 새로 들어왔어요.",
    ]);
    assert.deepEqual(changed(now, without), ["2023년의 요양병원 120일 초과 상한액을 뺐어요."]);
  });

  test("other groups", () => {
    const before = otherwise((_, year) => (year(2023).groups = ["1-5", "6-8", "9-10"]));
    assert.deepEqual(changed(before, now), [
      "2023년 구간이 달라졌어요. 상한액을 표에서 다시 봐 주세요.",
    ]);
  });

  test("a status that became official, and one that no longer is", () => {
    const before = otherwise((_, year) => {
      year(2024).status = "secondary";
      year(2022).status = "official";
    });
    assert.deepEqual(changed(before, now), [
      "2024년 상한액을 공식 자료로 확인했어요.",
      "2022년 상한액은 공식 확인을 거두었어요. 지금은 2차 자료예요.",
    ]);
  });

  test("the newest year first, the years of six months last", () => {
    const before = otherwise((table, year) => {
      table.windows[0].cap = 3_100_000;
      year(2025).general[0] = 880_000;
      table.years.pop();
    });
    assert.deepEqual(changed(before, now), [
      "2026년 상한액이 새로 들어왔어요.",
      "2025년 1분위 상한액이 88만\u00a0원에서 89만\u00a0원으로 바뀌었어요.",
      "2004~2008년의 여섯 달 상한액이 바뀌었어요. 표에서 다시 봐 주세요.",
    ]);
  });

  test("a table in which no amount moved says so", () => {
    const before = otherwise((_, year) => (year(2023).source = []));
    assert.deepEqual(changed(before, now), ["상한액은 그대로예요. 딸린 자료만 새로워졌어요."]);
  });
});
