/**
 * Contexts of the screens about people and their years: a JSON list of [name, question] on standard
 * input, a list of contexts on standard output. It is run by test_shell_presenters_parity.py.
 */
import { readFileSync, writeSync } from "node:fs";

import * as law from "../../static/worker/law.js";
import { presentBands, presentPremium } from "../../static/worker/shell/band-presenters.js";
import { asJson, presentCaps } from "../../static/worker/shell/cap-presenters.js";
import { presentMember } from "../../static/worker/shell/member-presenters.js";
import { presentHome } from "../../static/worker/shell/presenters.js";
import { presentPreview } from "../../static/worker/shell/preview-presenters.js";
import { presentStays } from "../../static/worker/shell/stays-presenters.js";
import { presentYear } from "../../static/worker/shell/year-presenters.js";
import { asLaw } from "../../static/worker/synced.js";

const screens = { household, caps, premium, table: asJson };

/** Every screen of one person's year. */
function household({ year, band, today, members, bands, rows, sums, inpatient, ...given }) {
  const [member] = members;
  const whole = {
    sums: new Map(sums),
    inpatient: new Map(inpatient.map(([id, stays]) => [id, stays.map(law.receipt)])),
  };
  const assessment = law.assess(year, band, rows.map(asLaw), today);
  const { counted, nursing_days } = assessment;
  const settlement = law.settle(year, band, { counted, nursing_days });
  const { months, providers, years, past } = given;
  const sum = whole.sums.get(member.id);
  return {
    home: presentHome(members, new Map(bands), whole, years, year, today, null, {
      closed: given.closed,
      lapsing: given.lapsing,
    }),
    member: presentMember(
      member, band, settlement, sum, new Map(months), providers, years, past, year, today,
    ),
    bands: presentBands(member, band, settlement, year, { has_table: false }),
    year: presentYear(member, rows, assessment, today),
    stays: presentStays(member, rows, assessment, today),
    preview: presentPreview(
      member,
      band,
      sum,
      new Map(months),
      providers,
      assessment.nursing,
      given.question,
      year,
      today,
    ),
  };
}

function caps({ year, today, members, bands }) {
  return presentCaps(year, today, members, new Map(bands));
}

function premium({ year, kind, typed, premium: won, error }) {
  return presentPremium(year, kind, typed, won, error, law.shipped());
}

const answers = JSON.parse(readFileSync(0, "utf8")).map(([name, given]) => screens[name](given));
const text = Buffer.from(JSON.stringify(answers, none));
for (let sent = 0; sent < text.length; ) sent += writeSync(1, text, sent);

/** JSON would leave these out without a word, and a template would print the one as "". */
function none(key, value) {
  if (value === undefined || Number.isNaN(value)) throw new TypeError(`${key} is ${value}`);
  return value;
}
