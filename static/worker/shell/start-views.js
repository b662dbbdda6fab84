/** Twin of webapp/shell/start_views.py. @import { Ask } from "../answers.js" */
import { page, to } from "../answers.js";
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

/** Asks for everybody whose band of this year nobody has chosen; then the set-up is over. @param {Ask} ask */
async function startBand({ visit, today, brackets }) {
  const year = yearOf(today);
  const members = visit.opened ? await visit.members() : [];
  if (!members.length) return to("home", { started: 1 });
  const bands = await visit.bands(year);
  const left = members.filter(({ id }) => !bands.has(id));
  if (!left.length) return to("home");
  const hasTable = brackets.some((/** @type {{year: number}} */ row) => row.year === year);
  return page("start_band", presentStartBand(left, year, { hasTable }));
}

export const views = { start, start_look: startLook, start_band: startBand };
