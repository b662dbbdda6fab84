/**
 * 내보내기: what a phone can show of it. Twin of webapp/export/views.py; files and the sheet are the
 * server's, backups and bundles the page's own.
 *
 * @import { Ask } from "../answers.js"
 */
import { page } from "../answers.js";
import { asked, askedYear } from "../forms.js";
import { yearOf } from "../law.js";
import { yearsWithReceipts } from "../replica/sums.js";
import {
  presentBackup, presentBundle, presentExport, presentHandOver, presentImport, presentRestoration,
} from "./presenters.js";

/** @param {Ask} ask */
async function exportScreen(ask) {
  const years = await yearsShown(ask);
  return page("export", presentExport(years, askedYear(ask) ?? years[0]));
}

async function backup() {
  return page("backup", presentBackup());
}

async function restoration() {
  return page("restoration", presentRestoration());
}

/** @param {Ask} ask */
async function handOver(ask) {
  return page("hand_over", presentHandOver(await ask.visit.members(), asked(ask, "member")));
}

/** @param {Ask} ask */
async function bundle(ask) {
  const years = await yearsShown(ask);
  return page("bundle", presentBundle(years, askedYear(ask) ?? years[0]));
}

/** @param {Ask} ask */
async function tableImport(ask) {
  return page("table_import", presentImport(await ask.visit.members()));
}

/** Years that have receipts, and this one. @param {Ask} ask */
async function yearsShown({ visit, today }) {
  const years = new Set([...(await yearsWithReceipts(visit)), yearOf(today)]);
  return [...years].sort((one, other) => other - one);
}

export const views = {
  export: exportScreen,
  backup,
  restoration,
  hand_over: handOver,
  bundle,
  table_import: tableImport,
};
