/**
 * 진짜로 신청하려면: the official ways, a question before one leaves, a sheet of paper to take. Twin of
 * webapp/refunds/real_views.py; the way out itself is the server's.
 *
 * @import { Ask } from "../answers.js"
 */
import { HttpError, page } from "../answers.js";
import { asked } from "../forms.js";
import { HOSTS, official, presentCard, presentOfficialSite, presentReal } from "./real-presenters.js";

async function real() {
  return page("real", presentReal());
}

/** @param {Ask} ask */
async function officialSite(ask) {
  return page("official_site", presentOfficialSite(...askedSite(ask)));
}

async function card() {
  return page("card", presentCard());
}

/** The source that somebody wants to read, or none; and its site. @param {Ask} ask @returns {[string, string]} */
function askedSite(ask) {
  const source = asked(ask, "source");
  if (!source) return ["", HOSTS[0]];
  if (!Object.hasOwn(official(), source)) throw new HttpError(404);
  return [source, official()[source]];
}

export const views = { real, official_site: officialSite, card };
