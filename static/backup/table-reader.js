/**
 * A table file as rows of text. Fetched when the first one is chosen: the parsers are not small.
 */
import Papa from "papaparse";
import { readSheet } from "read-excel-file/universal";

const ZIP = [0x50, 0x4b]; // what every XLSX begins with

/** Days come as 2023-05-31, numbers as they are written there, nothing as "". @param {Blob} file @returns {Promise<string[][]>} */
export async function readTable(file) {
  const start = new Uint8Array(await file.slice(0, ZIP.length).arrayBuffer());
  const isXlsx = ZIP.every((byte, at) => start[at] === byte);
  const rows = isXlsx ? await readSheet(await file.arrayBuffer()) : readCsv(await file.arrayBuffer());
  return rows.map((row) => row.map(inWords)).filter((row) => row.some((cell) => cell !== ""));
}

/** Excel in Korea still saves CSV in the letters of old Windows. @param {ArrayBuffer} bytes @returns {unknown[][]} */
function readCsv(bytes) {
  const { data } = Papa.parse(decoded(bytes), { skipEmptyLines: "greedy" });
  return /** @type {unknown[][]} */ (data);
}

/** @param {ArrayBuffer} bytes */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("euc-kr", { fatal: true }).decode(bytes);
  }
}

/** @param {unknown} cell */
function inWords(cell) {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell).normalize("NFC").trim();
}
