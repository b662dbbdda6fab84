/**
 * Two readings of one page, each from another cleaning of its picture, made into one.
 *
 * @import { Parsed } from "./parse/parse.js"
 */

/**
 * The reading whose amounts hold together leads. Where neither's do, what both read alike is as sure as
 * the surer of them, no surer: one engine makes the same mistake twice. Of what they read differently
 * the surer one is kept, to be looked at.
 *
 * @param {Parsed} first @param {Parsed} second @returns {Parsed}
 */
export function combine(first, second) {
  const [lead, other] = second.accepted && !first.accepted ? [second, first] : [first, second];
  const names = [...new Set([...Object.keys(lead.fields), ...Object.keys(other.fields)])];
  return {
    ...lead,
    form: lead.form || other.form,
    fields: Object.fromEntries(names.map((name) => [name, field(lead, other, name)])),
    questions: lead.questions.length ? lead.questions : other.questions,
    labelsFound: Math.max(lead.labelsFound, other.labelsFound),
    residentNumbers: [...lead.residentNumbers, ...other.residentNumbers],
  };
}

/** @param {Parsed} lead @param {Parsed} other @param {string} name */
function field(lead, other, name) {
  const [mine, theirs] = [lead.fields[name], other.fields[name]];
  if (!mine) return { ...theirs, doubtful: true };
  if (!theirs || lead.accepted) return mine;
  if (mine.value === theirs.value) {
    return mine.confidence < theirs.confidence ? theirs : mine;
  }
  return { ...(theirs.confidence > mine.confidence ? theirs : mine), doubtful: true };
}
