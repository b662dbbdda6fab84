/**
 * Rows → what the templates about people show. Twin of webapp/household/presenters.py.
 *
 * @import { Errors, Values } from "../op.js"
 * @import { MemberRow } from "../replica/store.js"
 */
import { first, kept, summary } from "../forms.js";
import { computedYears } from "../law.js";
import { _ } from "../say.js";
import { AVATARS } from "./schemas.js";

/** The fields of a person and of their year, by name. @returns {Record<string, string>} */
export const labels = () => ({
  name: _("부르는 이름"),
  avatar: _("그림"),
  band: _("분위"),
  year: _("해"),
});

/** What a picture is called. @param {string} avatar */
export const avatarLabel = (avatar) => (Object.hasOwn(AVATARS, avatar) ? _(AVATARS[avatar]) : _("없이"));

const avatars = () =>
  ["", ...Object.keys(AVATARS)].map((value) => ({ value, label: avatarLabel(value) }));

/**
 * What to say where another device has written something else in the meantime.
 *
 * @param {import("../op.js").Changes} conflicts
 */
export function renamedMeanwhile(conflicts) {
  /** @type {Errors} */
  const told = {};
  if (conflicts.name) {
    const theirs = String(conflicts.name[0]);
    const message = _("그 사이 ‘%(theirs)s’(으)로 바뀌었어요. 바꾸려면 다시 저장해 주세요.", { theirs });
    told.name = [message];
  }
  if (conflicts.avatar) {
    told.avatar = [_("그 사이 다른 그림으로 바뀌었어요. 바꾸려면 다시 저장해 주세요.")];
  }
  return told;
}

/**
 * The form of a new person. `added` is the name of the one that was saved just before.
 *
 * @param {Readonly<Values>} values
 * @param {Readonly<Record<string, string>>} control
 * @param {number} thisYear
 * @param {Errors} [errors]
 * @param {string} [notice]
 * @param {string} [added]
 */
export function presentMemberForm(values, control, thisYear, errors = {}, notice = "", added = "") {
  const [typed, named] = [kept(values), labels()];
  const count = thisYear - Math.min(...computedYears()) + 1;
  return {
    title: _("누구의 병원비를 모을까요?"),
    tab: "home",
    values: Object.fromEntries(Object.keys(named).map((name) => [name, typed[name] ?? ""])),
    avatars: avatars(),
    control: Object.entries(control).map(([name, value]) => ({ name, value })),
    starting: control.then === "start",
    errors: first(errors),
    summary: summary(errors, named),
    notice,
    added,
    years: Array.from({ length: count }, (_none, back) => String(thisYear - back)),
    bands: Array.from({ length: 10 }, (_none, at) => String(at + 1)),
  };
}

/** @param {MemberRow} member @param {Readonly<Values>} values @param {Errors} errors */
export function presentRename({ id, name, avatar }, values, errors) {
  const typed = kept(values);
  return {
    title: _("이름·그림 바꾸기"),
    tab: "home",
    member: { id, name, avatar },
    values: { name: typed.name ?? "", avatar: typed.avatar ?? "" },
    avatars: avatars(),
    errors: first(errors),
    summary: summary(errors, labels()),
  };
}
