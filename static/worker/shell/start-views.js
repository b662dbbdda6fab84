/** Twin of webapp/shell/start_views.py. @import { Ask } from "../answers.js" */
import { page, to } from "../answers.js";
import { asked } from "../forms.js";
import { yearOf } from "../law/days.js";
import { settled } from "../look.js";
import { presentStart, presentStartBand } from "./start-presenters.js";

/** @param {Ask} ask */
async function start({ look }) {
  return page("start", presentStart(look));
}

/** @param {Ask} ask */
async function startLook({ form, look, dress }) {
  await dress(settled({ ...look, ...Object.fromEntries(form) }));
  return to("new_member", { then: "start" });
}

/** @param {Ask} ask */
async function startBand(ask) {
  const { visit, today } = ask;
  const member = visit.opened ? await visit.member(asked(ask, "member")) : null;
  return member ? page("start_band", presentStartBand(member, yearOf(today))) : to("home");
}

export const views = { start, start_look: startLook, start_band: startBand };
