/**
 * Home, a person, a person's year, the cap table. Twin of webapp/shell/views.py.
 *
 * @import { Ask } from "../answers.js"
 * @import { MemberRow } from "../replica/store.js"
 */
import { HttpError, page } from "../answers.js";
import { YEARS, asked, askedYear } from "../forms.js";
import { assess, settle } from "../law/assess.js";
import { yearOf } from "../law/days.js";
import { nursingDays } from "../law/stays.js";
import * as search from "../replica/search.js";
import * as sums from "../replica/sums.js";
import { _ } from "../say.js";
import { looksLikeResidentNumber } from "../security.js";
import { asLaw } from "../synced.js";
import { RESIDENT_NUMBER_MESSAGE, ValidationError, Won } from "../validate.js";
import { presentBands, presentPremium } from "./band-presenters.js";
import { changed } from "./cap-changes.js";
import { newTable } from "./cap-news.js";
import { asJson, presentCaps } from "./cap-presenters.js";
import { presentMember } from "./member-presenters.js";
import { givesBack, lapsesSoon, presentCard, presentHome } from "./presenters.js";
import { presentStays } from "./stays-presenters.js";
import { presentYear } from "./year-presenters.js";

const EVERYTHING = {
  member: "",
  year: null,
  provider: "",
  q: "",
  reason: "",
  todo: "",
  before: null,
};

/** @param {Ask} ask */
async function home(ask) {
  const { visit, today } = ask;
  const years = await sums.yearsWithReceipts(visit);
  const year = chosenYear(ask, years);
  const members = await visit.members();
  const context = presentHome(
    members,
    await visit.bands(year),
    await sums.yearOf(visit, year),
    years,
    year,
    today,
    await deletedMember(ask),
    {
      closed: year === yearOf(today) ? await visit.closedNotices(year) : [],
      lapsing: await lapsing(ask, members, years, year),
      started: ask.query.has("started"),
    },
  );
  return page("home", { ...context, new_table: await newTable(ask) });
}

/**
 * Other years that may give something back, and not for much longer; the oldest first.
 *
 * @param {Ask} ask
 * @param {readonly MemberRow[]} members
 * @param {readonly number[]} years
 * @param {number} shown
 */
async function lapsing(ask, members, years, shown) {
  const found = [];
  for (const year of [...years].sort((one, other) => one - other)) {
    if (year === shown || !lapsesSoon(year, ask.today)) continue;
    if (await mayGiveBack(ask, members, year)) found.push(year);
  }
  return found;
}

/** @param {Ask} ask @param {readonly MemberRow[]} members @param {number} year */
async function mayGiveBack({ visit, today }, members, year) {
  const [bands, whole] = [await visit.bands(year), await sums.yearOf(visit, year)];
  return members.some((each) =>
    givesBack(presentCard(each, bands.get(each.id) ?? null, whole, year, today)),
  );
}

/**
 * The year asked for; else this one; but the latest with receipts if this one has none.
 *
 * @param {Ask} ask
 * @param {readonly number[]} years
 */
function chosenYear(ask, years) {
  const wanted = askedYear(ask);
  const thisYear = yearOf(ask.today);
  if (wanted !== null && wanted <= thisYear) return wanted;
  return years.includes(thisYear) || !years.length ? thisYear : years[0];
}

/** @param {Ask} ask */
async function deletedMember(ask) {
  if (!ask.query.get("deleted")) return null;
  const found = await ask.visit.anyMember(asked(ask, "deleted"));
  return found && found.deleted_at !== null ? { id: found.id, name: found.name } : null;
}

/** @param {Ask} ask */
async function member(ask) {
  const { visit, today } = ask;
  const found = await memberOr404(ask);
  const years = await sums.yearsOfMember(visit, found.id);
  const year = chosenYear(ask, years);
  const { sum, band, settlement } = await settled(ask, found, year);
  const context = presentMember(
    found,
    band,
    settlement,
    sum,
    await sums.monthsOf(visit, found.id, year),
    await sums.providersOf(visit, found.id, year),
    years,
    await sums.pastYears(visit, found.id, year),
    year,
    today,
  );
  return page("member", context);
}

/**
 * A person's year from the sums that are kept.
 *
 * @param {Ask} ask
 * @param {MemberRow} found
 * @param {number} year
 */
async function settled({ visit, today }, found, year) {
  const whole = await sums.yearOf(visit, year);
  const band = await visit.band(found.id, year);
  const sum = sums.sumOf(whole, found.id);
  const nursing = nursingDays(year, sums.staysOf(whole, found.id), today);
  const settlement = settle(year, band, { counted: sum.counted, nursing_days: nursing.total });
  return { sum, band, settlement };
}

/** @param {Ask} ask */
async function askDeleteMember(ask) {
  const found = await memberOr404(ask);
  const [count] = await search.totals(ask.visit, { ...EVERYTHING, member: found.id });
  return page("ask_delete_member", {
    title: _("이 사람 지우기"),
    tab: "home",
    member: { id: found.id, name: found.name },
    receipts: count,
  });
}

/** @param {Ask} ask */
async function bands(ask) {
  const found = await memberOr404(ask);
  const year = Number(ask.params.year);
  const { band, settlement } = await settled(ask, found, year);
  const typed = asked(ask, "premium");
  const kind = asked(ask, "kind") || "employee";
  const [premium, error] = readWon(typed);
  const shown = looksLikeResidentNumber(typed) ? "" : typed;
  const context = presentBands(
    found,
    band,
    settlement,
    year,
    presentPremium(year, kind, shown, premium, error, ask.brackets),
    { refused: ask.query.has("refused") },
  );
  context.starting = asked(ask, "then") === "start";
  return page("bands", context, error || context.refused ? 422 : 200);
}

/** @param {string} typed @returns {[number | null, string]} */
export function readWon(typed) {
  if (looksLikeResidentNumber(typed)) return [null, _(RESIDENT_NUMBER_MESSAGE)];
  try {
    return [new Won({ loadDefault: null }).deserialize(typed), ""];
  } catch (problem) {
    if (problem instanceof ValidationError) return [null, problem.message];
    throw problem;
  }
}

/** @param {Ask} ask */
async function memberYear(ask) {
  const { found, rows, assessment } = await assessed(ask);
  return page("member_year", presentYear(found, rows, assessment, ask.today));
}

/** @param {Ask} ask */
async function stays(ask) {
  const { found, rows, assessment } = await assessed(ask);
  return page("stays", presentStays(found, rows, assessment, ask.today));
}

/** A person's year from all its receipts. @param {Ask} ask */
async function assessed(ask) {
  const found = await memberOr404(ask);
  const year = Number(ask.params.year);
  const rows = await sums.ofMemberAndYear(ask.visit, found.id, year);
  const band = await ask.visit.band(found.id, year);
  return { found, rows, assessment: assess(year, band, rows.map(asLaw), ask.today) };
}

/** @param {Ask} ask */
async function caps(ask) {
  const { visit, today } = ask;
  const year = askedYear(ask) || yearOf(today);
  const news = changed(ask.tableBefore?.table, asJson());
  const [members, bands] = [await visit.members(), await visit.bands(year)];
  if (news.length) await ask.sawTable();
  return page("caps", presentCaps(year, today, members, bands, news));
}

/** @param {Ask} ask @returns {Promise<MemberRow>} */
export async function memberOr404({ visit, params }) {
  const found = await visit.member(String(params.member_id));
  if (found === null || (params.year !== undefined && !YEARS.includes(params.year))) {
    throw new HttpError(404);
  }
  return found;
}

export const views = {
  home,
  member,
  ask_delete_member: askDeleteMember,
  bands,
  member_year: memberYear,
  stays,
  caps,
};
