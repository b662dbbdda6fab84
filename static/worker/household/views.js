/**
 * People: new, rename, delete, band of a year. Twin of webapp/household/views.py.
 *
 * @import { Ask } from "../answers.js"
 * @import { Errors, Values } from "../op.js"
 */
import { HttpError, page, to } from "../answers.js";
import { YEARS, asked, posted } from "../forms.js";
import { yearOf } from "../law.js";
import { _ } from "../say.js";
import { isGone, values as valuesOf } from "../synced.js";
import { load } from "../validate.js";
import { Member, MemberYear } from "./models.js";
import { presentMemberForm, presentRename, renamedMeanwhile } from "./presenters.js";
import { CLOSED, MEMBER_FORM, checkMember, checkMemberYear } from "./schemas.js";

const CONTROL = ["id", "op_id", "then", "another"];
const SEEN = ["was", "was-avatar"]; // the name and the picture as the person saw them
/** @type {Record<string, string>} */
const AFTERWARDS = { receipt: "new_receipt", scan: "scan", start: "start_band" };
const SAVED_BEFORE =
  "이 사람은 이미 저장했어요. 이름과 분위는 그 사람 화면에서 고쳐 주세요. " +
  "다른 사람이면 한 번 더 저장해 주세요.";

/** @param {Ask} ask */
async function newMember(ask) {
  const values = { year: String(yearOf(ask.today)) };
  return memberPage(ask, values, newControl(ask, asked(ask, "then")), {}, 200, await justAdded(ask));
}

/** The name of the person that was saved before this one; empty if none was. @param {Ask} ask */
async function justAdded(ask) {
  const added = asked(ask, "added");
  const member = added && ask.visit.opened ? await ask.visit.member(added) : null;
  return member ? member.name : "";
}

/** @param {Ask} ask @param {string} then @returns {Record<string, string>} */
function newControl({ newId, newOpId }, then) {
  return { id: newId(), op_id: newOpId(), then: Object.hasOwn(AFTERWARDS, then) ? then : "" };
}

/**
 * @param {Ask} ask @param {Values} values @param {Record<string, string>} control
 * @param {Errors} [errors] @param {number} [status] @param {string} [added]
 */
function memberPage({ today }, values, control, errors, status, added) {
  return page("new_member", presentMemberForm(values, control, yearOf(today), errors, "", added), status);
}

/** @param {Ask} ask */
async function createMember(ask) {
  const { visit, now, newOpId } = ask;
  const form = posted(ask, CONTROL);
  const control = newControl(ask, form.control.then ?? "");
  for (const name of ["id", "op_id"]) control[name] = form.id(name) ?? control[name];
  const values = { year: String(yearOf(ask.today)), ...form.values };
  const [loaded, unsound] = load(MEMBER_FORM, values);
  const errors = { ...unsound, ...form.errors };
  if (Object.keys(errors).length) return memberPage(ask, values, control, errors, 422);
  const ops = [Member.naming(control.id, loaded.name, loaded.avatar, control.op_id)];
  if (loaded.band !== null) {
    ops.push(MemberYear.placing(control.id, loaded.year, loaded.band, null, newOpId));
  }
  if (await visit.saidOtherwise(ops[0])) {
    const again = newControl(ask, control.then);
    return memberPage(ask, values, again, { "": [_(SAVED_BEFORE)] }, 422);
  }
  const [result] = await visit.save(ops, now);
  if (result.status !== "applied") {
    return memberPage(ask, values, newControl(ask, control.then), result.errors, 422);
  }
  if (form.ticked("another")) return to("new_member", { then: control.then, added: control.id });
  if (control.then) return to(AFTERWARDS[control.then], { member: control.id });
  return to("home", { year: loaded.year });
}

/** @param {Ask} ask */
async function updateMember(ask) {
  const { visit, now, newOpId } = ask;
  const member = await memberOr404(ask);
  const form = posted(ask, SEEN);
  const [loaded, unsound] = checkMember(form.values, now);
  let errors = { ...unsound, ...form.errors };
  if (!Object.keys(errors).length) {
    const { was: name = member.name, "was-avatar": avatar = member.avatar } = form.control;
    const wanted = Object.fromEntries(Object.entries(loaded).filter(([name]) => name in form.values));
    const [result] = await visit.save([Member.edit(member, { name, avatar }, wanted, newOpId)], now);
    errors = { ...result.errors, ...renamedMeanwhile(result.conflicts) };
  }
  if (Object.keys(errors).length) {
    const present = await memberOr404(ask); // one of the two may have been saved
    return page("ask_rename", presentRename(present, { avatar: "", ...form.values }, errors), 422);
  }
  return to("member", { member_id: member.id });
}

/** @param {Ask} ask */
async function askRename(ask) {
  const member = await memberOr404(ask);
  return page("ask_rename", presentRename(member, valuesOf("member", member), {}));
}

/** @param {Ask} ask */
async function deleteMember(ask) {
  const member = await memberOr404(ask);
  await ask.visit.save([Member.deletion(member, ask.newOpId)], ask.now);
  return to("home", { deleted: member.id });
}

/** @param {Ask} ask */
async function restoreMember(ask) {
  const { visit, now, newOpId } = ask;
  const member = visit.opened ? await visit.anyMember(ask.params.member_id) : null;
  if (member === null || isGone(member, now)) throw new HttpError(404);
  await visit.save([Member.restoration(member, newOpId)], now);
  return to("member", { member_id: member.id });
}

/** Say which band holds for a person in a year; an empty one means not known. @param {Ask} ask */
async function placeMember(ask) {
  const { visit, now, newOpId } = ask;
  const member = await memberOr404(ask);
  const { year } = ask.params;
  if (!YEARS.includes(year)) throw new HttpError(404);
  const form = posted(ask, ["then"]);
  const starting = form.control.then === "start";
  const there = { member_id: member.id, year };
  const here = { ...there, then: starting ? "start" : null };
  const band = form.values.band ?? "";
  const [loaded, errors] = checkMemberYear({ ...form.values, ...there, band }, now);
  if (Object.keys(errors).length || Object.keys(form.errors).length) {
    return to("bands", { ...here, refused: 1 });
  }
  const present = await visit.memberYear(member.id, year);
  const op = MemberYear.placing(member.id, year, loaded.band, present, newOpId);
  const [result] = await visit.save([op], now);
  if (result.status !== "applied") return to("bands", { ...here, refused: 1 });
  return starting ? to("start_band") : to("member_year", there);
}

/** Somebody has read that the ceiling is near, or reached: not to be told again. @param {Ask} ask */
async function closeNotice(ask) {
  const { visit, now, newOpId } = ask;
  const member = await memberOr404(ask);
  const { year } = ask.params;
  const level = posted(ask, []).values.level ?? "";
  if (!YEARS.includes(year) || !Object.hasOwn(CLOSED, level)) throw new HttpError(404);
  const present = await visit.memberYear(member.id, year);
  await visit.save([MemberYear.closing(member.id, year, level, present, newOpId)], now);
  return to("home", { year });
}

/** @param {Ask} ask */
async function memberOr404({ visit, params }) {
  const member = visit.opened ? await visit.member(params.member_id) : null;
  if (member === null) throw new HttpError(404);
  return member;
}

export const views = {
  new_member: newMember,
  create_member: createMember,
  update_member: updateMember,
  ask_rename: askRename,
  delete_member: deleteMember,
  restore_member: restoreMember,
  place_member: placeMember,
  close_notice: closeNotice,
};
