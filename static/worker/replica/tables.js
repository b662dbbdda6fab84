/**
 * The cap table that this worker brought, beside the one before it; and an operator's brackets.
 *
 * @import { Database } from "./store.js"
 */
import { fetchWithin } from "../patience.js";
import { asJson } from "../shell/cap-presenters.js";

const NEWS_DAYS = 30;
const PATIENCE = 8_000; // ms

/**
 * Keep this worker's table, in one transaction with the one that it replaces.
 *
 * @param {Database} db @param {string} today
 */
export async function rememberTable(db, today) {
  const table = asJson();
  const tx = db.transaction("meta", "readwrite");
  const before = await tx.store.get("table");
  if (before?.version !== table.version) {
    if (before) await tx.store.put({ table: before, since: today }, "table_before");
    await tx.store.put(table, "table");
  }
  await tx.done;
}

/**
 * The table that was replaced in the last days, if one was, and whether somebody has seen what is new.
 *
 * @param {Database} db @param {string} today
 */
export async function tableBefore(db, today) {
  const found = await db.get("meta", "table_before");
  if (!found) return null;
  const days = (Date.parse(today) - Date.parse(found.since)) / (24 * 60 * 60 * 1000);
  return days <= NEWS_DAYS ? { table: found.table, seen: !!found.seen } : null;
}

/** Somebody has looked at what the table brought. @param {Database} db */
export async function sawTable(db) {
  const tx = db.transaction("meta", "readwrite");
  const found = await tx.store.get("table_before");
  if (found) await tx.store.put({ ...found, seen: true }, "table_before");
  await tx.done;
}

/**
 * Ask the server for its table: an operator's premium brackets are known there alone.
 *
 * @param {Database} db @param {typeof fetch} fetch
 * @returns {Promise<boolean>} whether the server's table is another one than this worker's
 */
export async function refreshTables(db, fetch) {
  const told = await fetchWithin(fetch, "/caps.json", {}, PATIENCE, (response) =>
    response.ok ? response.json() : null,
  );
  if (!told) return false;
  await db.put("meta", told.brackets, "brackets");
  return told.version !== asJson().version;
}
