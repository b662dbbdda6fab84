/**
 * Answers questions to the law: a JSON list of [name, ...arguments] on standard input, a list of
 * {ok} or {error} on standard output. It is run by test_law_parity.py.
 */
import { readFileSync, writeSync } from "node:fs";

// the law has no clock and no platform; taken away here, it would fail if it reached for one
for (const name of ["Date", "fetch", "crypto", "performance", "navigator", "Intl"]) {
  Reflect.deleteProperty(globalThis, name);
}
const law = await import("../../static/worker/law.js");

const questions = {
  household,
  refused,
  constants: () => ({
    reasons: law.REASONS,
    provider_kinds: [...law.PROVIDER_KINDS],
    care_kinds: [...law.CARE_KINDS],
    insurance_kinds: [...law.INSURANCE_KINDS],
    bracket_kinds: law.KINDS,
    tolerance: law.TOLERANCE,
    sources: [...law.sources().values()].map(({ id, title, kind }) => [id, [title, kind]]),
    everything: [...law.everything().keys()],
  }),
};

/** Everything that a person's year leads to. */
function household({ year, band, today, receipts }) {
  const read = receipts.map(law.receipt);
  const assessment = law.assess(year, band, read, today);
  const { counted, nursing } = assessment;
  return {
    assessment,
    tallies: read.map(law.tally),
    cliffs: [band, null].map((each) => law.cliff(year, each, counted, nursing, today)),
    shorter: law.withoutLongStay(year, band, counted, nursing),
    stakes: law.stakes(year, band, counted),
    rises: [band, null].map((each) => law.rise(year, each)),
    course: law.course(year, band, byMonth(year, read), nursing, today),
    ahead: law.daysAhead(year, today),
    if: law.whatIf(year, band, counted, nursing.total, { more: 480_000, days: 30 }),
    near: [
      law.nearness(counted, assessment.cap),
      ...assessment.providers.map((each) => law.nearness(each.counted, each.top_cap)),
    ],
    words: read.map(({ care_from: on, provider_kind, care_kind, uncounted }) =>
      Object.keys(uncounted).map((reason) => law.whyNot(reason, { on, provider_kind, care_kind })),
    ),
  };
}

/** Counted won of a year by month. */
function byMonth(year, receipts) {
  const found = new Map();
  for (const each of receipts) {
    if (law.yearOf(each.care_from) !== year) continue;
    const month = law.monthOf(each.care_from);
    found.set(month, (found.get(month) ?? 0) + law.tally(each).counted);
  }
  return found;
}

/** What a receipt of these fields is refused with. */
function refused(fields) {
  return law.assess(2023, 3, [law.receipt(fields)], "2023-12-31").counted;
}

const answers = JSON.parse(readFileSync(0, "utf8")).map(([name, ...given]) => {
  try {
    return { ok: (questions[name] ?? law[name])(...given) ?? null };
  } catch (error) {
    return { error: error.name };
  }
});
const text = Buffer.from(JSON.stringify(answers, sorted));
for (let sent = 0; sent < text.length; ) sent += writeSync(1, text, sent);

/** The kinds of a rule are a set in Python. */
function sorted(_key, value) {
  return this instanceof law.Rule && Array.isArray(value) ? [...value].sort() : value;
}
