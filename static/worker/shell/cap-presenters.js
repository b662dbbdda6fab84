/**
 * The cap table: every year, each row with its source and status.
 * Twin of webapp/shell/cap_presenters.py.
 *
 * @import { Window, YearTable } from "../law/caps.js"
 * @import { Day } from "../law/days.js"
 * @import { Context, Member } from "./presenters.js"
 *
 * @typedef {object} CapYear
 * @property {number} year
 * @property {string[]} groups
 * @property {number[]} general
 * @property {number[] | null} long_stay
 * @property {string} status
 * @property {Day} checked
 * @property {string[]} source
 *
 * @typedef {object} CapWindow
 * @property {Day} from
 * @property {Day} to
 * @property {number} months
 * @property {number} cap
 * @property {string} status
 * @property {Day} checked
 * @property {string[]} source
 *
 * @typedef {object} CapTable  what /caps.json holds
 * @property {string} unit
 * @property {Day} checked
 * @property {string} version
 * @property {CapYear[]} years
 * @property {CapWindow[]} windows
 */
import { computedYears, hasTable, table, windows } from "../law/caps.js";
import { latest, yearOf } from "../law/days.js";
import { versionOf } from "../law/rulebook.js";
import { _ } from "../say.js";
import { presentSources } from "../sources.js";
import { covers } from "./band-presenters.js";
import { groupLabel } from "./presenters.js";

/**
 * @param {number} year
 * @param {Day} today
 * @param {readonly Member[]} members
 * @param {ReadonlyMap<string, number>} bands
 * @param {readonly string[]} news  what a new table brought: the twin has none
 * @returns {Context}
 */
export function presentCaps(year, today, members, bands, news = []) {
  const shown = new Set(windows().flatMap(({ first, last }) => span(yearOf(first), yearOf(last))));
  const years = [...new Set([...computedYears(), ...shown, yearOf(today), year])];
  years.sort((one, other) => other - one);
  return {
    title: _("상한액 표"),
    tab: "menu",
    year,
    years: years.map((each) => ({ year: each, chosen: each === year })),
    by_six_months: shown.has(year),
    table: presentTable(year, members, bands),
    edition: edition(),
    news,
    windows: windows().map((each) => presentWindow(each, year)),
  };
}

/** A ceiling of six months, as it was before there were yearly ones. @param {Window} each @param {number} year */
function presentWindow(each, year) {
  return {
    from: each.first,
    to: each.last,
    cap: each.cap,
    note: _(each.note),
    status: statusLabel(each.status),
    official: each.status === "official",
    checked: each.checked,
    sources: presentSources(each.source),
    chosen: yearOf(each.first) <= year && year <= yearOf(each.last),
  };
}

/** @param {number} first @param {number} last */
function span(first, last) {
  return Array.from({ length: last - first + 1 }, (_nothing, place) => first + place);
}

/**
 * @param {number} year
 * @param {readonly Member[]} members
 * @param {ReadonlyMap<string, number>} bands
 * @returns {Context | null}
 */
function presentTable(year, members, bands) {
  if (!hasTable(year)) return null;
  const found = table(year);
  return {
    rows: found.groups.map(({ key }, place) => ({
      label: groupLabel(key),
      general: found.general[place],
      long_stay: found.long_stay && found.long_stay[place],
      mine: members
        .filter(({ id }) => covers(key, bands.get(id) ?? 0))
        .map(({ name }) => name),
    })),
    has_long_stay: found.long_stay !== null,
    status: statusLabel(found.status),
    official: found.status === "official",
    checked: found.checked,
    note: found.note ? _(found.note) : "",
    sources: presentSources(found.source),
    changed: changedSince(found),
  };
}

/** @param {string} status */
export function statusLabel(status) {
  return status === "official" ? _("공식 확인") : _("2차 자료");
}

/** From when the tables are, and which ones: the last day on which one was checked. */
function edition() {
  const days = computedYears().map((year) => table(year).checked);
  const [first, ...others] = [...days, ...windows().map((each) => each.checked)];
  return { checked: latest(first, ...others), version: versionOf("caps") };
}

/**
 * 지난 표와 달라진 점: which ceilings moved since the year before, long stays', too.
 *
 * @param {YearTable} found
 * @returns {Context | null}
 */
function changedSince(found) {
  if (!hasTable(found.year - 1)) return null;
  const before = table(found.year - 1);
  const keys = found.groups.map(({ key }) => key);
  if (keys.join() !== before.groups.map(({ key }) => key).join()) return null;
  const [old, now] = [before, found].map((each) => each.caps({ long_stay: true }));
  return {
    year: before.year,
    rows: moved(keys, before.general, found.general),
    long_stay: found.long_stay !== null ? moved(keys, old, now) : [],
  };
}

/**
 * The groups whose ceiling is not what it was.
 *
 * @param {readonly string[]} keys
 * @param {readonly number[]} before
 * @param {readonly number[]} now
 */
function moved(keys, before, now) {
  return keys
    .map((key, place) => ({ label: groupLabel(key), old: before[place], new: now[place] }))
    .filter((row) => row.old !== row.new);
}

/**
 * Every year as the law reads it: won, by group. What /caps.json holds.
 *
 * @returns {CapTable}
 */
export function asJson() {
  return {
    unit: "KRW",
    ...edition(),
    years: computedYears()
      .map(table)
      .map(({ year, groups, general, long_stay, status, checked, source }) => ({
        year,
        groups: groups.map(({ key }) => key),
        general,
        long_stay,
        status,
        checked,
        source,
      })),
    windows: windows().map(({ first, last, months, cap, status, checked, source }) => ({
      from: first,
      to: last,
      months,
      cap,
      status,
      checked,
      source,
    })),
  };
}
