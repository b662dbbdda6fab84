/** 모두 지우기 without a network. Twin of emptying() and empty_phone() in webapp/household/leaving.py. @import { Ask } from "../answers.js" */
import { page, to } from "../answers.js";
import { posted } from "../forms.js";
import { forgetAll, isOwed, leavingOf } from "../leaving.js";
import { presentEmptied, presentEmptying, wrongIn } from "./leaving-presenters.js";

/** @param {Ask} ask */
async function emptying({ visit }) {
  const leaving = await leavingOf(visit.db);
  const begunAnew = visit.opened || (await visit.db.count("outbox")) > 0;
  const isOver = leaving && (isOwed(leaving) || !begunAnew);
  return page("emptying", isOver ? presentEmptied(leaving) : presentEmptying({}, {}));
}

/** What is here goes at once; the server is told as soon as it can be. @param {Ask} ask */
async function emptyPhone(ask) {
  const { values } = posted(ask, []);
  const errors = wrongIn(/** @type {Record<string, string>} */ (values));
  if (Object.keys(errors).length) return page("emptying", presentEmptying(values, errors), 422);
  await ask.empty(() => forgetAll(ask.visit.db, String(values.what)));
  return to("emptying");
}

export const views = { emptying, empty_phone: emptyPhone };
