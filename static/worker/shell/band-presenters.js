/**
 * 분위 찾기: the ladder of ceilings, one's own rung on it, and a band from a premium.
 * Twin of webapp/shell/band_presenters.py.
 *
 * @import { Settlement } from "../law/assess.js"
 * @import { Bracket } from "../law/brackets.js"
 * @import { Context, Member } from "./presenters.js"
 */
import { KINDS, suggestBand } from "../law/brackets.js";
import { _ } from "../say.js";
import { bandLabel, groupLabel } from "./presenters.js";

/**
 * @param {Member} member
 * @param {number | null} band
 * @param {Settlement} settlement
 * @param {number} year
 * @param {Context} premium
 * @param {{ refused?: boolean }} [how]
 * @returns {Context}
 */
export function presentBands(member, band, settlement, year, premium, { refused = false } = {}) {
  return {
    title: _("%(name)s · 분위 찾기", { name: member.name }),
    tab: "home",
    member: { id: member.id, name: member.name },
    year,
    ladder: presentLadder(settlement, band),
    band,
    band_label: bandLabel(year, band),
    long_stay: settlement.long_stay,
    premium,
    refused,
  };
}

/**
 * Cap and estimate of each group; `mine` marks the person's own.
 *
 * @param {Settlement} settlement
 * @param {number | null} band
 */
export function presentLadder(settlement, band) {
  return settlement.ladder.map((rung) => ({
    key: rung.band,
    label: groupLabel(rung.band),
    band: rung.band.split("-")[0],
    cap: rung.cap,
    estimate: rung.estimate,
    mine: band !== null && covers(rung.band, band),
  }));
}

/** @param {string} key @param {number} band */
export function covers(key, band) {
  const [first, last = first] = key.split("-");
  return Number(first) <= band && band <= Number(last);
}

/**
 * A band suggested from a monthly premium, where the year's bracket is certain.
 *
 * @param {number} year
 * @param {string} kind
 * @param {string} typed
 * @param {number | null} premium
 * @param {string} error
 * @param {readonly Bracket[]} rows
 * @returns {Context}
 */
export function presentPremium(year, kind, typed, premium, error, rows) {
  const known = rows.filter((row) => row.year === year);
  const suggestion =
    premium !== null && KINDS.includes(kind) ? suggestBand(year, kind, premium, known) : null;
  return {
    has_table: known.length > 0,
    kind,
    typed,
    error,
    asked: premium !== null && !error,
    band: suggestion ? suggestion.band.split("-")[0] : "",
    label: suggestion ? groupLabel(suggestion.band) : "",
    over: suggestion && suggestion.over,
    upto: suggestion && suggestion.upto,
    official: suggestion !== null && ["official", "operator"].includes(suggestion.status),
  };
}
