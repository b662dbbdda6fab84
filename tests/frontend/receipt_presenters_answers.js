/**
 * Contexts of the screens about receipts: a JSON list of [name, question] on standard input, a list
 * of contexts on standard output. It is run by test_receipt_presenters_parity.py.
 */
import { readFileSync, writeSync } from "node:fs";

import {
  presentForm,
  presentPreview,
  presentQuestion,
  presentSplit,
  toJson,
} from "../../static/worker/receipts/form-presenters.js";
import { shown } from "../../static/worker/receipts/labels.js";
import {
  presentList,
  presentReceipt,
  presentRow,
  presentTrash,
} from "../../static/worker/receipts/presenters.js";
import { values } from "../../static/worker/synced.js";

const screens = {
  list: ({ rows, more, totals, chosen, members, years, places, ...told }) =>
    presentList(rows, more, totals, chosen, members, years, places, told),
  receipt: ({ row, names, today, notice }) =>
    presentReceipt(row, names, row.history, today, { notice }),
  trash: ({ rows, members, names, today }) => presentTrash(rows, members, names, today),
  form: ({ values, members, places, twin, ...options }) =>
    presentForm(values, members, places, {
      ...options,
      question: twin && presentQuestion("twin", { receipt: presentRow(twin, {}) }),
    }),
  preview: ({ typed }) => presentPreview(typed),
  split: ({ halves, typed, member, ...options }) => presentSplit(halves, typed, member, options),
  shown: ({ name, value, names }) => shown(name, value, names),
  json: ({ values }) => toJson(values),
  seen: ({ row }) => toJson(values("receipt", row)),
};

const answers = JSON.parse(readFileSync(0, "utf8")).map(([name, given]) => screens[name](given));
const text = Buffer.from(JSON.stringify(answers, none));
for (let sent = 0; sent < text.length; ) sent += writeSync(1, text, sent);

/** JSON would leave these out without a word, and a template would print the one as "". */
function none(key, value) {
  if (value === undefined || Number.isNaN(value)) throw new TypeError(`${key} is ${value}`);
  return value;
}
