/**
 * Renders what pytest asks for: a list of {module, template, context, language} on standard input,
 * a list of {text} or {error} on standard output. A context may hold {"$map": [[key, value]]}.
 */
import { readFileSync, writeSync } from "node:fs";

/** @param {string} _key @param {any} value */
const revive = (_key, value) =>
  value !== null && typeof value === "object" && Array.isArray(value.$map)
    ? new Map(value.$map)
    : value;

const jobs = JSON.parse(readFileSync(0, "utf-8"), revive);
const answers = [];
for (const { module, template, context, language } of jobs) {
  const { render, globals, speak, catalogues } = await import(module);
  globals.asset = (/** @type {string} */ name) => `/static/build/${name}`;
  speak?.(catalogues?.[language]);
  try {
    answers.push({ text: render(template, context) });
  } catch (error) {
    answers.push({ error: `${error.name}: ${error.message}` });
  }
}
writeAll(Buffer.from(JSON.stringify(answers)));

/** @param {Buffer} bytes */
function writeAll(bytes) {
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}
