/** 읽어주기 and 소리로 알려 주기: what is said, and where nothing can be. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { tellSaved } from "../../static/page/aloud.js";
import { spoken } from "../../static/page/spoken.js";
import { voicesCome } from "../../static/page/voices.js";

const KOREAN = /** @type {SpeechSynthesisVoice} */ ({ lang: "ko-KR", voiceURI: "one" });
const world = /** @type {any} */ (globalThis);

/** A phone that speaks with these voices, some of which it knows only later. */
class Synthesis {
  /** @param {SpeechSynthesisVoice[]} voices */
  constructor(voices) {
    this.voices = voices;
    /** @type {string[]} */
    this.said = [];
    /** @type {() => void} */
    this.come = () => {};
  }

  getVoices() {
    return this.voices;
  }

  /** @param {{text: string}} utterance */
  speak({ text }) {
    this.said.push(text);
  }

  /** @param {string} _type @param {() => void} listener */
  addEventListener(_type, listener) {
    this.come = listener;
  }
}

/** A page that follows a saved receipt. @param {string} saved @param {{aloud: string, voices?: SpeechSynthesisVoice[]}} phone */
async function arrives(saved, { aloud, voices = [KOREAN] }) {
  const synthesis = new Synthesis(voices);
  world.speechSynthesis = synthesis;
  world.window = { speechSynthesis: synthesis };
  world.SpeechSynthesisUtterance = class {
    /** @param {string} text */
    constructor(text) {
      this.text = text;
    }
  };
  world.HTMLElement = class {
    dataset = { saved: "저장했어요." };
  };
  tellSaved(/** @type {any} */ ({
    location: { search: saved && `?year=2026&saved=${saved}` },
    documentElement: { lang: "ko", dataset: { aloud } },
    querySelector: () => new world.HTMLElement(),
  }));
  await new Promise(setImmediate);
  return synthesis.said;
}

afterEach(() => {
  for (const name of ["window", "speechSynthesis", "SpeechSynthesisUtterance", "HTMLElement"]) delete world[name];
});

test("what was saved is said once, to who wants to hear it", async () => {
  assert.deepEqual(await arrives("one", { aloud: "on" }), ["저장했어요."]);
  assert.deepEqual(await arrives("one", { aloud: "on" }), []);
  assert.deepEqual(await arrives("", { aloud: "on" }), []);
  assert.deepEqual(await arrives("two", { aloud: "on" }), ["저장했어요."]);
});

test("nobody hears anything who has not asked for it, or whose phone has no voice", async () => {
  assert.deepEqual(await arrives("three", { aloud: "off" }), []);
  assert.deepEqual(await arrives("four", { aloud: "on", voices: [] }), []);
});

test("a phone may know its voices late, or have none at all", async () => {
  const late = new Synthesis([]);
  const speaks = voicesCome(/** @type {any} */ (late), "ko");
  late.come(); // others came
  late.voices = [KOREAN];
  late.come();
  assert.equal(await speaks, true);
  assert.equal(await voicesCome(/** @type {any} */ (new Synthesis([])), "ko", 1), false);
  assert.equal(await voicesCome(undefined, "ko"), false);
  assert.equal(await voicesCome(/** @type {any} */ (new Synthesis([KOREAN])), "en", 1), false);
});

test("an estimate is read with its caveat, as one says it", () => {
  assert.equal(
    spoken("예상 환급금은 463만\u00a0원이에요. 아직 확정이 아니에요.", "ko"),
    "예상 환급금은 사백육십삼만 원이에요. 아직 확정이 아니에요.",
  );
  assert.equal(
    spoken("예상 환급금은 0원에서 463만\u00a0원 사이예요. 아직 확정이 아니에요.", "ko"),
    "예상 환급금은 영 원에서 사백육십삼만 원 사이예요. 아직 확정이 아니에요.",
  );
});
