/**
 * Two readings of one page, each by another engine, made into one.
 *
 * @import { Parsed } from "./parse/parse.js"
 */

/**
 * The reading whose amounts hold together leads. Where neither's do, what both engines read alike is
 * sure, and of what they read differently the surer one is kept, to be looked at.
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
    const confidence = 1 - (1 - mine.confidence) * (1 - theirs.confidence);
    const computed = mine.computed && theirs.computed;
    return { ...mine, confidence, computed, doubtful: computed };
  }
  return { ...(theirs.confidence > mine.confidence ? theirs : mine), doubtful: true };
}
