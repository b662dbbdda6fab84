/** Twin of webapp/shell/start_presenters.py. */
import { _ } from "../say.js";
import { presentLooks } from "./settings-presenters.js";

const ASKED = ["size", "contrast", "mode"];

/** @param {Record<string, string>} look */
export function presentStart(look) {
  return {
    title: _("글자를 얼마나 크게 볼까요?"),
    tab: "home",
    looks: presentLooks(look).filter(({ name }) => ASKED.includes(name)),
  };
}

/** @param {import("../replica/store.js").MemberRow} member @param {number} year */
export function presentStartBand(member, year) {
  return {
    title: _("보험료가 어느 정도인지 아세요?"),
    tab: "home",
    member: { id: member.id, name: member.name },
    year,
  };
}
