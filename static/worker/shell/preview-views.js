/**
 * 올해 미리보기: asked by the address alone, so that nothing of a "what if" is kept.
 * Twin of webapp/shell/preview_views.py.
 *
 * @import { Ask } from "../answers.js"
 * @import { Day } from "../law/days.js"
 * @import { Question } from "./preview-presenters.js"
 */
import { page } from "../answers.js";
import { asked } from "../forms.js";
import { CONTRACT } from "../generated/contract.js";
import { daysAhead } from "../law/preview.js";
import { nursingDays } from "../law/stays.js";
import { strip } from "../letters.js";
import * as sums from "../replica/sums.js";
import { _ } from "../say.js";
import { looksLikeResidentNumber } from "../security.js";
import { presentPreview } from "./preview-presenters.js";
import { memberOr404, readWon } from "./views.js";

const { MOST_WON } = CONTRACT;
const DAYS = /^[0-9]{1,3}$/;
const BY = /^-?[0-9]{1,9}$/;
const BANDS = new Map(Array.from({ length: 10 }, (_none, at) => [String(at + 1), at + 1]));

/** @param {Ask} ask */
async function preview(ask) {
  const { visit, today } = ask;
  const found = await memberOr404(ask);
  const year = Number(ask.params.year);
  const whole = await sums.yearOf(visit, year);
  const question = askedQuestion(ask, year, today);
  const context = presentPreview(
    found,
    await visit.band(found.id, year),
    sums.sumOf(whole, found.id),
    await sums.monthsOf(visit, found.id, year),
    await sums.providersOf(visit, found.id, year),
    nursingDays(year, sums.staysOf(whole, found.id), today),
    question,
    year,
    today,
  );
  return page("preview", context, Object.keys(question.errors).length ? 422 : 200);
}

/**
 * What the address asks; a button's `more_by` and `days_by` are taken into its field.
 *
 * @param {Ask} ask
 * @param {number} year
 * @param {Day} on
 * @returns {Question}
 */
function askedQuestion(ask, year, on) {
  const typed = {
    more: strip(asked(ask, "more")),
    days: strip(asked(ask, "days")),
    band: strip(asked(ask, "band")),
  };
  /** @type {Record<string, string>} */
  const errors = {};
  let [more, wrong] = readWon(typed.more);
  if (wrong) errors.more = wrong;
  if (looksLikeResidentNumber(typed.more)) typed.more = "";
  const most = daysAhead(year, on);
  let days = DAYS.test(typed.days) ? Number(typed.days) : 0;
  if ((typed.days && !DAYS.test(typed.days)) || days > most) {
    errors.days = _("날수는 0부터 %(most)s까지 적어 주세요.", { most });
  }
  if (typed.band && !BANDS.has(typed.band)) {
    errors.band = _("분위는 1부터 10까지예요. 모르면 ‘몰라요’를 골라 주세요.");
  }
  if (!Object.keys(errors).length) {
    more = Math.min(Math.max(0, (more ?? 0) + by(ask, "more_by")), MOST_WON);
    days = Math.min(Math.max(0, days + by(ask, "days_by")), most);
    typed.more = more ? String(more) : "";
    typed.days = days ? String(days) : "";
  }
  return { more: more ?? 0, days, band: BANDS.get(typed.band) ?? null, typed, errors };
}

/** @param {Ask} ask @param {string} name */
function by(ask, name) {
  const given = asked(ask, name);
  return BY.test(given) ? Number(given) : 0;
}

export const views = { preview };
