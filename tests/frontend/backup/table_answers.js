/**
 * Reads a table as 표 가져오기 does: {file, words} on standard input, where `words` are those of the
 * page, and its rows as receipts on standard output.
 */
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";

import { guess, headingRow, isCopay } from "../../../static/backup/headings.js";
import { linesOf } from "../../../static/backup/rows.js";
import { readTable } from "../../../static/backup/table-reader.js";

const { file, words } = JSON.parse(await text(process.stdin));
const all = await readTable(new Blob([readFileSync(file)]));
const at = headingRow(all, words.fields);
const columns = guess(all[at], words.fields);
const label = words.fields.find((/** @type {any} */ { name }) => name === "copay").label;
const how = { words, person: "", isCopay: isCopay(all[at][columns.copay], label), newId: () => "" };
const lines = linesOf(all.slice(at + 1), columns, how);
process.stdout.write(JSON.stringify({ columns: Object.keys(columns), lines }));
