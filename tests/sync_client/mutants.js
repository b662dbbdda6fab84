/**
 * Alters the worker's modules while Node reads them: one mistake at a time, which a test must
 * notice. A text that is not found in its module is an error: the mutant has to be written anew.
 */

/** @type {Record<string, [module: string, text: string, instead: string][]>} */
const MUTANTS = {
  "drops operations when their answer is lost": [
    [
      "sync.js",
      "await learn(db, ops.length, false);",
      `for (const { op_id } of ops) {
        await db.delete("outbox", await db.getKeyFromIndex("outbox", "op_id", op_id));
      }`,
    ],
  ],
  "takes a login page for an answer": [
    ["sync.js", "return status !== 200 || isOurs(answer) ?", "return true ?"],
    ["replica/absorb.js", "of answer.results)", "of answer.results ?? (await accepted(tx)))"],
    ["replica/absorb.js", "of answer.changes)", "of answer.changes ?? [])"],
    [
      "replica/absorb.js",
      "function draw(",
      `async function accepted(tx) {
        const all = await tx.objectStore("outbox").getAll();
        return all.map(({ op: { op_id } }) => ({ op_id, status: "applied", conflicts: {} }));
      }
      function draw(`,
    ],
  ],
  "coalesces edits of one record": [
    [
      "replica/write.js",
      'await tx.objectStore("outbox").add(',
      `const waiting = await tx.objectStore("outbox").index("record").getAll([op.entity, op.id]);
      const last = waiting.at(-1);
      if (last && last.op.kind === "put" && op.kind === "put") {
        for (const [name, [seen, wanted]] of Object.entries(op.set)) {
          last.op.set[name] = [last.op.set[name]?.[0] ?? seen, wanted];
        }
        return tx.objectStore("outbox").put(last);
      }
      await tx.objectStore("outbox").add(`,
    ],
  ],
  "sends the newest first": [
    ["replica/outbox.js", "return ops;", "return ops.reverse();"],
  ],
  "sends everything at once": [
    ["replica/outbox.js", "?? CONTRACT.MOST_OPS", "?? 10_000"],
  ],
  "does not count bytes": [
    ["replica/outbox.js", "bytes > CONTRACT.MOST_BYTES", "false"],
  ],
  "clears the outbox on reset": [
    [
      "replica/absorb.js",
      "const sweeping =",
      'if (answer.reset) await tx.objectStore("outbox").clear();\n  const sweeping =',
    ],
  ],
  "keeps what the server forgot": [
    ["replica/absorb.js", "if (sweeping && !answer.more) await sweep(", "if (false) await sweep("],
  ],
  "sweeps before the pull has ended": [
    ["replica/absorb.js", "if (sweeping && !answer.more)", "if (sweeping)"],
  ],
  "moves the base of a deletion blindly": [
    ["replica/absorb.js", "if (alike(next.op.entity,", "if (true || alike(next.op.entity,"],
  ],
  "never moves the base of a deletion": [
    ["replica/absorb.js", "if (alike(next.op.entity,", "if (false && alike(next.op.entity,"],
  ],
  "sends a deletion along with the edits before it": [
    ["replica/outbox.js", "(pulling || seen.has(key))", "false"],
  ],
  "sends a deletion in the middle of a pull": [
    ["replica/outbox.js", "(pulling || seen.has(key))", "seen.has(key)"],
  ],
  "takes late answers": [["replica/absorb.js", "if (moved) return null;", ""]],
  "puts no problem before the person": [
    ["replica/absorb.js", 'await tx.objectStore("problem").put(problem);', ""],
  ],
  "keeps what was refused waiting": [
    [
      "replica/absorb.js",
      "const { op } = waiting;",
      'const { op } = waiting;\n  if (result.status === "rejected") return;',
    ],
  ],
  "shows only what the server has": [
    ["replica/absorb.js", "for (const { op, at } of waiting) draw(row, op, at);", ""],
  ],
  "shows old rows between two pages": [
    ["replica/absorb.js", 'if (result.status !== "rejected") await fold(', "if (false) await fold("],
  ],
  "draws the rest of what was refused": [
    [
      "replica/absorb.js",
      "if (!copy) return waiting.length ? (before ?? null) : null;",
      `const first = waiting[0];
      if (!copy && !first) return null;
      copy ??= { row: blank(first.op, first.at) };`,
    ],
  ],
  "forgets to renew the sums": [
    ["replica/absorb.js", "await renewSums(tx, places);", ""],
  ],
  "forgets the sum of the month before": [
    [
      "replica/absorb.js",
      'if (entity === "receipt" && before) places.push(placeOf(/** @type {any} */ (before)));',
      "",
    ],
  ],
  "wipes for another household although something waits": [
    ["sync.js", "!(await holdsOwn(db))", "true"],
  ],
  "wipes for an upgrade": [
    ["sync.js", 'await db.put("meta", why, "stopped");', "await wipe(db);"],
  ],
  "stays after it was put out": [
    ["sync.js", 'why === "put_out") {\n    await wipe(db);', 'why === "put_out") {'],
  ],
};

let chosen = "";

/** @param {string} name */
export function initialize(name) {
  if (!(name in MUTANTS)) throw new Error(`no mutant: ${name}`);
  chosen = name;
}

/** @param {string} url @param {any} context @param {any} next */
export async function load(url, context, next) {
  const read = await next(url, context);
  const [, module] = url.split("/static/worker/");
  const edits = MUTANTS[chosen].filter(([name]) => name === module);
  if (!edits.length) return read;
  let source = String(read.source);
  for (const [, text, instead] of edits) {
    if (source.split(text).length !== 2) throw new Error(`${module} has no, or two: ${text}`);
    source = source.replace(text, () => instead);
  }
  return { ...read, source };
}
