/** 문자 확인: which signs a message has. The messages are made up after those that people get. */
import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { starred } from "../../static/message/resident-numbers.js";
import { SIGNS, harmless, look } from "../../static/message/rules.js";
import { files } from "../../static/worker/generated/law-data.js";

/** @type {Record<string, [string, string[]]>} */
const MESSAGES = {
  "a notice without anything to tap": [
    "[Web발신]\n[국민건강보험공단] 본인부담상한액 초과금 지급신청 안내문을 우편으로 보냈습니다. 문의 1577-1000",
    [],
  ],
  "a hospital's reminder": ["[Web발신] 늘봄의원입니다. 11월 24일(화) 오전 10:30 진료 예약되어 있습니다.", []],
  "a daughter": ["엄마 점심 드셨어요? 약은 3번 나눠서 드세요. 내일 갈게요", []],
  "a code that one asked for": ["[Web발신] 인증번호 [123456]를 타인에게 절대 알려주지 마세요.", []],
  "sums, days and hours": ["2026.11.21 오후 3.30시, 10.000원, 1,270,000원. 1.5배 2-3분위 급여 30.5%", []],
  "a shortened address from abroad": [
    "[국제발신] 건강보험 환급금 1,270,000원 미수령. 확인 bit.ly/3xYz",
    ["address", "short", "foreign"],
  ],
  "the insurer's own address": ["환급금 조회 https://www.nhis.or.kr/nhis/index.do", ["address"]],
  "an address that looks like it": ["환급 신청 http://nhis-or.kr.refund24.top/apply", ["address", "lookalike"]],
  "one letter that differs": ["확인하기 nhls.or.kr", ["address", "lookalike"]],
  "a Korean address": ["건강보험공단.kr 에서 확인", ["address", "lookalike"]],
  "a bare number of a machine": ["접속 103.21.244.8/pay", ["address"]],
  "hxxp": ["hxxp://abc-check.top/a1", ["address", "twisted"]],
  "hxxps with brackets": ["hxxps://abc[.]site/a1", ["address", "twisted"]],
  "spaces around the dots": ["www . health-check . com 에서 확인", ["address", "twisted"]],
  "letters one by one": ["n h i s . c o m 으로 오세요", ["address", "twisted", "lookalike"]],
  "letters of double width": ["ｎｈｉｓ．ｏｒｇ 확인", ["address", "twisted", "lookalike"]],
  "점 com": ["nhis 점 com 접속", ["address", "twisted", "lookalike"]],
  "닷컴": ["환급조회 닷컴 으로 오세요", ["address", "twisted"]],
  "(dot)": ["abc-pay(dot)xyz/1", ["address", "twisted"]],
  "a Cyrillic letter": ["nhіs.com", ["address", "twisted", "lookalike"]],
  "a letter that cannot be seen": ["bit.\u200bly/3xYz", ["address", "twisted", "short"]],
  "an ideographic dot": ["abc-pay。com/1", ["address", "twisted"]],
  "glued to Korean": ["확인은bit.ly/abc에서", ["address", "short"]],
  "a file to install": ["첨부된 건강보험.apk 를 설치해 주세요", ["app"]],
  "an app and a helper from afar": ["보안 앱을 설치하고 상담원의 원격제어에 동의해 주세요", ["app"]],
  "a password": ["환급을 위해 계좌 비밀번호 4자리를 입력해 주세요", ["secret"]],
  "a resident number": ["주민등록번호와 신분증 사진을 보내 주세요", ["secret"]],
  "a one-time code": ["방금 받으신 OTP 번호를 알려 주세요", ["secret"]],
  "a fee first": ["수수료 33,000원 입금 확인 후 지급됩니다", ["fee"]],
  "a tax first": ["세금 10%를 먼저 입금하셔야 합니다", ["fee"]],
  "until today": ["오늘까지 신청하지 않으면 소멸됩니다", ["hurry"]],
  "a day left": ["24시간 이내 미신청 시 자동 취소됩니다", ["hurry"]],
  "a mobile to call": ["환급 상담은 010-1234-5678로 전화 주세요", ["call"]],
  "a number like the insurer's": ["문의 1577-1001", ["call"]],
  "a number in Korean": ["공일공 일이삼사 오육칠팔 로 전화 주세요", ["call"]],
  "an internet telephone": ["상담 07012345678", ["call"]],
  "abroad": ["문의 +86 138 0013 8000", ["call"]],
  "a messenger": ["카카오톡 친구 추가 후 상담 가능합니다", ["chat"]],
  "an open chat": ["오픈채팅 으로 문의", ["chat"]],
  "somebody's child": ["엄마 나 폰 고장났어. 이 번호로 톡 추가해줘", ["chat", "family"]],
  "all at once": [
    "[국외발신] [건강보험] 환급금 지급 대상. 금일 마감! 수수료 입금 후 처리, 앱 설치: hxxp://nhis-pay.top 문의 010-9999-8888",
    ["address", "twisted", "lookalike", "app", "fee", "hurry", "call", "foreign"],
  ],
};

for (const [name, [message, signs]] of Object.entries(MESSAGES)) {
  test(`${name}: ${signs.join(", ") || "nothing was found"}`, () => {
    assert.deepEqual(look(message).findings.map(({ id }) => id), signs);
  });
}

test("the signs are those that the screen explains", () => {
  assert.deepEqual(SIGNS, files.help.sign.map(({ id }) => id));
});

test("every sign is found in one of the messages above", () => {
  const found = new Set(Object.values(MESSAGES).flatMap(([message]) => look(message).findings.map(({ id }) => id)));
  assert.deepEqual(SIGNS.filter((id) => !found.has(id)), []);
});

test("Web발신 is told of, but no sign", () => {
  assert.deepEqual(look("[Web발신] 안녕하세요"), { findings: [], web: true });
  assert.equal(look("안녕하세요").web, false);
});

test("what is quoted cannot be taken for an address or go on for long", () => {
  assert.equal(harmless("http://bit.ly/abc"), "http bit 점 ly/abc");
  assert.ok(harmless("a.com/".padEnd(4000, "x")).length < 60);
  for (const [message] of Object.values(MESSAGES)) {
    for (const { quote } of look(message).findings) assert.doesNotMatch(quote, /\.\S|:\/\//);
  }
});

const PARTS = [
  ...["http", "hxxp", "://", ".", " ", "점", "닷컴", "com", "bit.ly", "/", "[", "]", "(", ")", "\n", "\u200b", "ｗ", "0", "1"],
  ...["-", "카톡", "추가", "엄마", "폰", "비밀번호", "입력", "수수료", "입금", "오늘까지", "a", "\ud800", "공일공", "전화"],
];

test("no text makes it stumble, and what it says stays as it is", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.array(fc.constantFrom(...PARTS), { maxLength: 200 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const { findings, web } = look(text);
      assert.equal(typeof web, "boolean");
      for (const { id, quote } of findings) {
        assert.ok(SIGNS.includes(id));
        assert.doesNotMatch(quote, /\.\S|:\/\//);
      }
      assert.equal(new Set(findings.map(({ id }) => id)).size, findings.length);
      assert.deepEqual(look(text), { findings, web });
    }),
    { numRuns: 3_000 },
  );
});

test("no text keeps the phone busy", () => {
  const long = [...PARTS, "a ", "a.", "점 ", "1-", "엄마폰", "세금 ", "[.", "h t", "비밀번호 "].map((part) => part.repeat(4_000));
  for (const text of long) {
    const start = performance.now();
    look(text);
    starred(text);
    assert.ok(performance.now() - start < 1_000, text.slice(0, 8));
  }
});

const NUMBERS = {
  dashed: ["번호는 900101-1234567 입니다", "번호는 ******-******* 입니다"],
  plain: ["9001011234567", "******-*******"],
  "of double width": ["９００１０１－１２３４５６７", "******-*******"],
  "with a gap": ["900101  2234567 끝", "******-******* 끝"],
  two: ["900101-1234567, 010203-3123456", "******-*******, ******-*******"],
  none: ["010-1234-5678 1,270,000원 2026.11.21", "010-1234-5678 1,270,000원 2026.11.21"],
};

for (const [name, [typed, kept]] of Object.entries(NUMBERS)) {
  test(`a resident number does not stay: ${name}`, () => assert.equal(starred(typed), kept));
}

test("whatever is around it, no resident number stays", () => {
  const around = fc.string({ unit: "grapheme", maxLength: 40 });
  fc.assert(
    fc.property(around, around, fc.constantFrom("-", "", " ", "~", "－", " - "), (before, after, between) => {
      const left = starred(`${before} 900101${between}1234567 ${after}`);
      assert.ok(!left.includes("1234567"));
    }),
  );
});
