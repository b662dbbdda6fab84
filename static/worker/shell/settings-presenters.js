/** Twin of webapp/shell/settings_presenters.py. */
import { countsInMan } from "../gettext.js";
import { _ } from "../say.js";

export function presentMenu() {
  return { title: _("전체"), tab: "menu" };
}

/** @param {Record<string, string>} look */
export function presentSettings(look) {
  return { title: _("설정"), tab: "menu", looks: presentLooks(look) };
}

/** Each choice with its answers; those of size from small to large. @param {Record<string, string>} look */
export function presentLooks(look) {
  /** @type {[string, string, [string, string][]][]} */
  const looks = [
    ["size", _("글자 크기"), sizes()],
    ["contrast", _("진한 화면"), [["auto", _("보통")], ["high", _("진하게")]]],
    ["theme", _("밝기"), themes()],
    ["mode", _("쉬운 화면"), [["all", _("모두 보기")], ["easy", _("쉬운 화면")]]],
    ["aloud", _("소리로 알려 주기"), [["off", _("끄기")], ["on", _("켜기")]]],
    ["speed", _("읽는 빠르기"), speeds()],
    ["motion", _("움직임"), [["auto", _("휴대전화대로")], ["less", _("줄이기")]]],
    ["buzz", _("진동"), [["on", _("켜기")], ["off", _("끄기")]]],
    ["money", _("금액 보기"), units()],
  ];
  return looks.filter(([, , answers]) => answers.length).map(([name, label, answers]) => ({
    name, label, value: look[name], options: answers.map(([value, label]) => ({ value, label })), hint: hint(name),
  }));
}

/** What a choice does, where its name does not say so. @param {string} name */
const hint = (name) => (name === "aloud" ? _("저장하면 “저장했어요”라고 말해요.") : "");

/** @returns {[string, string][]} */
const sizes = () => [
  ["90", _("작게")],
  ["100", _("보통")],
  ["110", _("조금 크게")],
  ["130", _("크게")],
  ["150", _("더 크게")],
  ["200", _("아주 크게")],
];

/** @returns {[string, string][]} */
const themes = () => [["auto", _("휴대전화대로")], ["light", _("밝게")], ["dark", _("어둡게")]];

/** @returns {[string, string][]} */
const speeds = () => [["80", _("천천히")], ["100", _("보통")], ["120", _("빠르게")]];

/** How amounts are told; nothing to choose in a language that does not count in 만. @returns {[string, string][]} */
const units = () => (countsInMan() ? [["won", _("18,500원")], ["man", _("1만 8,500원")]] : []);

export function presentInstall() {
  return { title: _("홈 화면에 두기"), tab: "menu" };
}
