/** What the screens read, beside the plainest computation over all rows: households made by chance. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { op } from "../../../static/worker/op.js";
import { byCodePoint } from "../../../static/worker/order.js";
import * as doubts from "../../../static/worker/replica/doubts.js";
import * as search from "../../../static/worker/replica/search.js";
import * as sums from "../../../static/worker/replica/sums.js";
import { Visit } from "../../../static/worker/replica/visit.js";
import { write } from "../../../static/worker/replica/write.js";
import { NOW, RECEIPT, fresh, made, naming, newId, newOpId, rowsOf, told, whole } from "./phone.js";

const NAMES = ["성모병원", "성모의원", "Seoul Clinic", "가_나%다", "ㅅㅁ의원", "🏥병원", "﨑병원", "서울 성모병원", "a.c"];
const KINDS = ["clinic", "hospital", "general", "nursing", "pharmacy"];
const CARES = ["outpatient", "inpatient", "pharmacy"];
const YEARS = [2019, 2023, 2024, 2026];
const [ANNA, BERT, GONE, NOBODY] = Array.from({ length: 4 }, () => newId());

/** Numbers by chance, the same each time. @param {number} seed */
function chance(seed) {
  const next = () => ((seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31), seed / 2 ** 31);
  const below = (/** @type {number} */ most) => Math.floor(next() * most);
  return { below, of: (/** @type {any} */ list) => list[below(list.length)] };
}

/** @param {ReturnType<typeof chance>} dice @param {number} at */
function values(dice, at) {
  const year = dice.of(YEARS);
  const month = String(1 + dice.below(year === 2026 ? 11 : 12)).padStart(2, "0");
  const day = `${year}-${month}-${String(1 + dice.below(20)).padStart(2, "0")}`;
  return {
    ...RECEIPT,
    member_id: dice.of([ANNA, ANNA, BERT, GONE]),
    provider_name: dice.of(NAMES),
    provider_kind: dice.of(KINDS),
    care_kind: dice.of(CARES),
    care_from: day,
    care_to: day,
    insurance_kind: dice.of(["health", "health", "auto"]),
    copay: 1000 * (1 + dice.below(90)) + (at % 7),
    noncovered: dice.of([0, 0, 5000]),
    full_self_pay: dice.of([0, 0, 700]),
    advance: dice.of([0, 0, 0, 300]),
    "uncounted-shared_room": dice.of([0, 0, 400]),
    separate: true,
    unverified: dice.of(["", "", "care_from", "copay,advance"]),
  };
}

/** @param {number} seed @param {number} count */
async function household(seed, count) {
  const dice = chance(seed);
  const db = await fresh();
  const receipts = Array.from({ length: count }, (_, at) => made({ id: newId(), wanted: values(dice, at) }));
  const people = [naming(ANNA, "안나"), naming(BERT, "베르트"), naming(GONE, "누구")];
  const changes = rowsOf([...people, ...receipts]).map(whole);
  changes[2].deleted_at = NOW;
  for (const row of changes.slice(3)) {
    if (dice.below(8) === 0) row.deleted_at = `2026-${dice.of(["09", "10", "11"])}-${10 + dice.below(10)}T00:00:00+00:00`;
  }
  await told(db, { changes, cursor: changes.length });
  const visit = new Visit(db, { opened: true, example: false });
  return { db, visit, dice, all: async () => /** @type {any[]} */ (await db.getAll("receipt")) };
}

const NONE = { member: "", year: null, provider: "", q: "", reason: "", todo: "", before: null };
/** @param {any} row */
const living = (row) => row.deleted_at === null;
/** @param {any} row */
const shown = (row) => living(row) && row.member_id !== GONE;
/** @param {any[]} rows @param {string} name */
const total = (rows, name) => rows.reduce((sum, row) => sum + row[name], 0);
/** @param {any[]} rows */
const yearSum = (rows) => {
  const [counted, paid] = [total(rows, "counted"), total(rows, "paid")];
  const [advance, unverified] = [total(rows, "advance"), rows.reduce((sum, row) => sum + amountsOf(row), 0)];
  return { receipts: rows.length, counted, paid, advance, unverified, not_counted: paid - counted };
};
/** @param {any[]} rows */
const newestFirst = (rows) => rows.sort((one, other) => (key(one) < key(other) ? 1 : -1));
/** @param {any} row */
const key = (row) => `${row.care_from} ${row.id}`;
/** @param {any} number */
const down = (number, /** @type {any} */ other) => other - number;
/** @param {any[]} rows @param {(row: any) => any} of */
const each = (rows, of) => [...new Set(rows.map(of))];

const FILTERS = [
  NONE,
  { ...NONE, member: ANNA },
  { ...NONE, member: GONE },
  { ...NONE, member: NOBODY },
  { ...NONE, year: 2023 },
  { ...NONE, year: 2004 },
  { ...NONE, member: BERT, year: 2026 },
  ...NAMES.map((provider) => ({ ...NONE, provider })),
  ...["noncovered", "full_self_pay", "advance", "shared_room", "other_insurance"].map((reason) => ({ ...NONE, reason })),
  { ...NONE, member: ANNA, year: 2024, reason: "noncovered", provider: "성모병원" },
  { ...NONE, todo: "unverified" },
  { ...NONE, member: ANNA, year: 2025, todo: "unverified" },
];

/** @param {any} row @param {string} reason */
function has(row, reason) {
  if (reason === "other_insurance") return row.insurance_kind !== "health";
  return row[reason === "shared_room" ? "uncounted-shared_room" : reason] > 0;
}

/** How many amounts nobody has looked at. @param {any} row */
const amountsOf = (row) => row.unverified.split(",").filter((/** @type {string} */ name) => ["copay", "advance"].includes(name)).length;

/** @param {any[]} rows @param {typeof NONE} filter */
function plain(rows, { member, year, provider, reason, todo }) {
  const found = rows.filter(
    (row) =>
      shown(row) &&
      (!member || row.member_id === member) &&
      (year === null || row.year === year) &&
      (!provider || row.provider_name === provider) &&
      (!reason || has(row, reason)) &&
      (!todo || row.unverified !== ""),
  );
  return newestFirst(found);
}

for (const [seed, count] of [[1, 400], [2, 40], [3, 0]]) {
  describe(`household ${seed} of ${count} receipts`, () => {
    /** @type {Awaited<ReturnType<typeof household>>} */
    let house;
    /** @type {any[]} */
    let rows;
    before(async () => {
      house = await household(seed, count);
      rows = await house.all();
    });

    test("every filter, page after page", async () => {
      for (const filter of FILTERS) {
        const expected = plain(rows, filter);
        const found = [];
        let before = null;
        for (let more = true; more; ) {
          const page = await search.page(house.visit, /** @type {any} */ ({ ...filter, before }));
          assert.ok(page.rows.length <= 50);
          found.push(...page.rows);
          more = page.more;
          if (more) assert.equal(page.rows.length, 50);
          before = page.rows.length ? [page.rows.at(-1).care_from, page.rows.at(-1).id] : null;
        }
        assert.deepEqual(found.map(key), expected.map(key), JSON.stringify(filter));
      }
    });

    test("a page may begin anywhere, also where no receipt is", async () => {
      for (const day of ["1999-01-01", "2023-06-15", "2024-12-31", "2026-11-20", "9999-12-31"]) {
        for (const id of ["", "ffffffff"]) {
          for (const filter of [NONE, { ...NONE, year: 2023 }, { ...NONE, member: ANNA, year: 2024 }]) {
            const { rows: found } = await search.page(house.visit, /** @type {any} */ ({ ...filter, before: [day, id] }));
            const expected = plain(rows, filter).filter((row) => key(row) < `${day} ${id}`).slice(0, 50);
            assert.deepEqual(found.map(key), expected.map(key), `${day} ${id} ${JSON.stringify(filter)}`);
          }
        }
      }
    });

    test("totals of every filter", async () => {
      for (const filter of FILTERS) {
        const expected = plain(rows, filter);
        assert.deepEqual(
          await search.totals(house.visit, /** @type {any} */ (filter)),
          [expected.length, total(expected, "counted"), total(expected, "paid")],
          JSON.stringify(filter),
        );
      }
    });

    for (const [q, hits] of /** @type {[string, string[]][]} */ ([
      ["병원", ["성모병원", "🏥병원", "﨑병원", "서울 성모병원"]],
      ["seoul", ["Seoul Clinic"]],
      ["SEOUL C", ["Seoul Clinic"]],
      ["ㅅㅁ", ["성모병원", "성모의원", "ㅅㅁ의원", "서울 성모병원"]],
      ["ㅅㅇ ㅅㅁ", ["서울 성모병원"]],
      ["성모ㅂ", ["성모병원", "서울 성모병원"]],
      ["ㅅ모ㅇ", ["성모의원"]],
      ["_", ["가_나%다"]],
      ["%", ["가_나%다"]],
      [".", ["a.c"]],
      ["a.c", ["a.c"]],
      ["🏥", ["🏥병원"]],
      ["(", []],
      ["없는곳", []],
    ])) {
      test(`${q} finds ${hits.join(", ") || "nothing"}`, async () => {
        const filter = { ...NONE, q, year: 2024 };
        const expected = newestFirst(rows.filter((row) => shown(row) && row.year === 2024 && hits.includes(row.provider_name)));
        const page = await search.page(house.visit, filter);
        assert.deepEqual(page.rows.map(key), expected.slice(0, 50).map(key));
        assert.equal((await search.totals(house.visit, filter))[0], expected.length);
      });
    }

    test("the trash holds what was deleted in the last 30 days, the latest first", async () => {
      const gone = rows.filter((row) => row.deleted_at && Date.parse(row.deleted_at) > Date.parse(NOW) - 30 * 86_400_000);
      const latest = gone.sort((one, other) => byCodePoint(other.deleted_at, one.deleted_at) || byCodePoint(one.id, other.id));
      const found = await search.inTrash(house.visit, NOW);
      assert.deepEqual(found.map(({ id }) => id), latest.slice(0, 50).map(({ id }) => id));
    });

    test("places are offered by the last visit, then by name", async () => {
      const latest = each(rows.filter(shown), (row) => row.provider_name).map((name) => ({
        name,
        day: rows.filter((row) => shown(row) && row.provider_name === name).map((row) => row.care_from).sort().at(-1),
      }));
      latest.sort((one, other) => byCodePoint(other.day, one.day) || byCodePoint(one.name, other.name));
      const found = await search.visited(house.visit);
      assert.deepEqual(found.map((row) => row.provider_name), latest.map(({ name }) => name));
      for (const { provider_name, care_from, id } of found) {
        const visits = rows.filter((row) => shown(row) && row.provider_name === provider_name);
        const last = visits.filter((row) => row.care_from === care_from).map((row) => row.id);
        assert.equal(care_from, latest.find(({ name }) => name === provider_name)?.day);
        assert.equal(id, last.sort(byCodePoint).at(-1));
      }
    });

    test("sums of each year, month and place", async () => {
      assert.deepEqual(await sums.yearsWithReceipts(house.visit), each(rows.filter(shown), (row) => row.year).sort(down));
      for (const id of [ANNA, BERT, GONE, NOBODY]) {
        const own = rows.filter((row) => living(row) && row.member_id === id);
        const years = each(own, (row) => row.year).sort(down);
        assert.deepEqual(await sums.yearsOfMember(house.visit, id), years);
        const past = years.filter((year) => year < 2024);
        const expected = past.map((year) => [year, yearSum(own.filter((row) => row.year === year))]);
        assert.deepEqual(await sums.pastYears(house.visit, id, 2024), expected);
        for (const year of [...YEARS, 2005]) await sumsOfYear(house.visit, own.filter((row) => row.year === year), id, year);
      }
    });

    test("after many edits, deletions and restorations the sums are those of the rows", async () => {
      const { db, visit, dice } = house;
      for (let turn = 0; turn < 60 && rows.length; turn++) {
        const { id, deleted_at, rev } = await db.get("receipt", dice.of(rows).id);
        const before = await db.get("receipt", id);
        const about = { op_id: newOpId(), entity: /** @type {const} */ ("receipt"), id, base: rev };
        const set = Object.fromEntries(
          Object.entries(values(dice, turn)).map(([name, value]) => [name, [before[name], value]]),
        );
        const kind = deleted_at ? "restore" : dice.of(["put", "put", "delete"]);
        await write(db, [op({ ...about, kind, set: /** @type {any} */ (kind === "put" ? set : {}) })], NOW);
      }
      const now = await house.all();
      for (const id of [ANNA, BERT, GONE]) {
        for (const year of YEARS) {
          const own = now.filter((row) => living(row) && row.member_id === id && row.year === year);
          await sumsOfYear(visit, own, id, year);
        }
      }
    });

    test("a twin and a usual amount", async () => {
      for (const row of rows.slice(0, 60)) {
        const now = await house.all();
        const place = now.filter(
          (each) => living(each) && each.id !== row.id && each.member_id === row.member_id && each.provider_name === row.provider_name,
        );
        const twins = place.filter((each) => ["copay", "care_from", "care_to"].every((name) => each[name] === row[name]));
        assert.equal((await doubts.twinOf(house.visit, row, row.id))?.id, twins.map(({ id }) => id).sort()[0]);
        const most = Math.max(0, ...place.map(({ copay }) => copay));
        for (const copay of [2 * most - 1, 2 * most, 6 * most]) {
          const far = place.length >= 2 && most && copay >= 2 * most ? most : null;
          assert.equal(await doubts.usualMost(house.visit, { ...row, copay }, row.id), far);
        }
      }
    });
  });
}

/** @param {Visit} visit @param {any[]} own @param {string} id @param {number} year */
async function sumsOfYear(visit, own, id, year) {
  const whole = await sums.yearOf(visit, year);
  assert.deepEqual(sums.sumOf(whole, id), yearSum(own));
  const inpatient = own.filter((row) => row.care_kind === "inpatient");
  const nursed = inpatient.some((row) => row.provider_kind === "nursing");
  const days = (/** @type {any[]} */ stays) => stays.map((row) => row.care_from).sort();
  assert.deepEqual(days([...sums.staysOf(whole, id)]), nursed ? days(inpatient) : []);
  const months = each(own, (row) => row.month).sort((one, other) => one - other);
  assert.deepEqual(
    [...(await sums.monthsOf(visit, id, year))],
    months.map((month) => [month, yearSum(own.filter((row) => row.month === month))]),
  );
  const places = each(own, (row) => `${row.provider_name}|${row.provider_kind}`).map((place) => {
    const there = own.filter((row) => `${row.provider_name}|${row.provider_kind}` === place);
    return [there[0].provider_name, there[0].provider_kind, total(there, "counted"), there.length];
  });
  places.sort((one, other) => other[2] - one[2] || byCodePoint(one[0], other[0]) || byCodePoint(one[1], other[1]));
  assert.deepEqual(await sums.providersOf(visit, id, year), places);
  const oldest = newestFirst([...own]).reverse().map(key);
  assert.deepEqual((await sums.ofMemberAndYear(visit, id, year)).map(key), oldest);
}

test("a receipt of the same place and sum, over other days, is no twin; places of one day go by name", async () => {
  const db = await fresh();
  const inpatient = { ...RECEIPT, member_id: ANNA, care_kind: "inpatient", care_to: "2026-03-05" };
  const names = ["🏥병원", "﨑병원"];
  const stays = names.map((provider_name) => made({ wanted: { ...inpatient, provider_name } }));
  await told(db, { changes: rowsOf([naming(ANNA, "안나"), ...stays]).map(whole), cursor: 3 });
  const visit = new Visit(db, { opened: true, example: false });
  const twin = await doubts.twinOf(visit, { ...inpatient, provider_name: "🏥병원" }, "");
  assert.equal(twin?.id, stays[0].id);
  assert.equal(await doubts.twinOf(visit, { ...inpatient, provider_name: "🏥병원", care_to: "2026-03-06" }, ""), null);
  const places = (await search.visited(visit)).map((row) => row.provider_name);
  assert.deepEqual(places, ["﨑병원", "🏥병원"]);
});

describe("the people of a household", () => {
  /** @param {any[]} changes */
  async function visitWith(changes) {
    const db = await fresh();
    await told(db, { changes, cursor: 9 });
    return new Visit(db, { opened: true, example: false });
  }
  /** @param {string} name @param {any} more */
  const person = (name, more) => ({ ...rowsOf([naming(newId(), name)])[0], ...more });

  test("stand in the order in which they came, to the microsecond", async () => {
    const came = ["2026-01-01T00:00:00.000002+00:00", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00.000010+00:00"];
    const visit = await visitWith(came.map((created_at, at) => person(String(at), { created_at })));
    assert.deepEqual((await visit.members()).map(({ name }) => name), ["1", "0", "2"]);
  });

  test("are in the trash for 30 days, to the moment", async () => {
    const days = ["2026-10-22T03:00:00+00:00", "2026-10-22T03:00:00.001+00:00", "2026-11-20T00:00:00+00:00"];
    const visit = await visitWith(days.map((deleted_at, at) => person(String(at), { deleted_at })));
    assert.deepEqual((await visit.deletedMembers(NOW)).map(({ name }) => name), ["2", "1"]);
    assert.deepEqual(await visit.members(), []);
  });

  test("have bands by year; one not known is none", async () => {
    const visit = await visitWith([person("가", {})]);
    const [{ id }] = await visit.members();
    for (const [year, band] of [[2024, 3], [2025, null]]) {
      const wanted = { member_id: id, year, band };
      await visit.save([made({ entity: "member_year", id: `${id}:${year}`, wanted })], NOW);
    }
    assert.deepEqual([await visit.band(id, 2024), await visit.band(id, 2025), await visit.band(id, 2026)], [3, null, null]);
    assert.deepEqual([await visit.bands(2024), await visit.bands(2025)], [new Map([[id, 3]]), new Map()]);
  });

  test("are not found by an address that is no id", async () => {
    const visit = await visitWith([person("가", {})]);
    for (const id of ["", "x".repeat(42), "\u0000", "__proto__"]) assert.equal(await visit.member(id), null);
  });
});
