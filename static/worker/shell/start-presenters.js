/** Twin of webapp/shell/start_presenters.py. */
import { _ } from "../say.js";
import { presentLooks } from "./settings-presenters.js";

const ASKED = ["size", "contrast", "mode", "aloud"];

/** @param {Record<string, string>} look */
export function presentStart(look) {
  return {
    title: _("글자를 얼마나 크게 볼까요?"),
    tab: "home",
    looks: presentLooks(look)
      .filter(({ name }) => ASKED.includes(name))
      .map((each) => (each.name === "aloud" ? { ...each, ...readingAloud() } : each)),
  };
}

/** At the start it is one thing: what is said without being asked, and what one asks for. */
const readingAloud = () => ({
  label: _("읽어주기"),
  hint: _("저장하면 말로 알려 줘요. 화면은 위의 ‘읽어주기’를 누르면 읽어 줘요."),
});

/**
 * @param {import("../replica/store.js").MemberRow[]} members @param {number} year
 * @param {{hasTable: boolean}} known  which premium belongs to which band in that year
 */
export function presentStartBand(members, year, { hasTable }) {
  return {
    title: hasTable ? _("보험료가 어느 정도인지 아세요?") : _("소득 분위를 아세요?"),
    tab: "home",
    members: members.map(({ id, name }) => ({ id, name })),
    several: members.length > 1,
    year,
    has_table: hasTable,
  };
}
