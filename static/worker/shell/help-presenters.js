/**
 * 도움말: what people ask, what they mix up, what words mean, which messages to doubt.
 * Twin of webapp/shell/help_presenters.py.
 *
 * @import { HelpRow } from "../law/rulebook.js"
 * @import { Context } from "./presenters.js"
 */
import { CONTRACT } from "../generated/contract.js";
import { evidence, read, sources } from "../law/rulebook.js";
import { official } from "../refunds/real-presenters.js";
import { _ } from "../say.js";
import { isInitial } from "../replica/search.js";
import { initials } from "../synced.js";
import { presentSources, titleOf } from "../sources.js";
import { statusLabel } from "./cap-presenters.js";

/** @returns {Context} */
export function presentHelp() {
  return {
    title: _("도움말"),
    tab: "menu",
    questions: read("help").question.map((row) => ({
      id: row.id,
      title: _(row.title),
      answer: texts(row.answer),
      href: row.href ?? "",
      link: optional(row.link),
      ...presentOrigin(row),
    })),
  };
}

/** @returns {Context} */
export function presentNeighbours() {
  return {
    title: _("비슷해 보이는 것들"),
    tab: "menu",
    neighbours: read("help").neighbour.map((row) => ({
      id: row.id,
      title: _(row.title),
      summary: _(row.summary),
      what: texts(row.what),
      differs: texts(row.differs),
      unknown: optional(row.unknown),
      ask: _(row.ask),
      tel: row.tel,
      legal: optional(row.legal),
      ...presentOrigin(row),
    })),
  };
}

/**
 * The glossary, or those of its words that `q` finds: by word, meaning or initials.
 *
 * @param {string} [q] @param {string} [error] @returns {Context}
 */
export function presentWords(q = "", error = "") {
  const { glossary } = read("help");
  const groups = glossary.group.map(({ id, title, word }) => ({
    id,
    title: _(title),
    words: word
      .map((each) => ({ id: each.id, word: _(each.word), means: _(each.means) }))
      .filter(({ word: name, means }) => finds(q, name, means)),
  }));
  return {
    title: _("쉬운 말 풀이"),
    tab: "menu",
    q: q.trim(),
    q_error: error,
    count: groups.reduce((sum, { words }) => sum + words.length, 0),
    groups: groups.filter(({ words }) => words.length),
    sources: presentSources(glossary.source),
    checked: glossary.checked,
  };
}

/** @param {string} q @param {string} word @param {string} means */
function finds(q, word, means) {
  const wanted = q.trim().toLowerCase();
  const byInitials = [...wanted].every((letter) => isInitial(letter) || /\s/u.test(letter));
  return (
    `${word} ${means}`.toLowerCase().includes(wanted) ||
    (byInitials && initials(word).includes(initials(wanted)))
  );
}

/** @returns {Context} */
export function presentMessage() {
  return {
    title: _("문자 확인"),
    tab: "menu",
    signs: read("help").sign.map(({ id, title, why }) => ({ id, title: _(title), why: _(why) })),
  };
}

/** @returns {Context} */
export function presentAbout() {
  const named = {
    caps: _("상한액 표"),
    exclusions: _("세지 않는 돈"),
    stays: _("요양병원 입원일 세기"),
    calendar: _("안내가 나가는 날과 3년"),
    premium_brackets: _("보험료와 분위"),
    banks: _("은행과 계좌번호의 길이"),
    papers: _("챙길 서류"),
    help: _("도움말"),
    statistics: _("통계"),
  };
  /** @type {{ where: string }[]} */
  const libraries = CONTRACT.LIBRARIES;
  return {
    title: _("이 앱에 대해"),
    tab: "menu",
    rules: Object.entries(named).map(([file, name]) => ({
      name,
      checked: evidence(file).checked,
      sources: presentOrigins(evidence(file).sources),
    })),
    libraries: CONTRACT.PLACES.map((/** @type {string} */ place) => ({
      where: place,
      used: libraries.filter(({ where }) => where === place),
    })),
  };
}

/** Where a whole file was read; `official` where the app leads out to it. @param {readonly string[]} ids */
function presentOrigins(ids) {
  const known = ids.flatMap((id) => sources().get(id) ?? []);
  const titles = new Map(known.map((source) => [titleOf(source), source.id]));
  return [...titles].map(([title, id]) => ({ id, title, official: Object.hasOwn(official(), id) }));
}

/** Where a text was read. What is about this app itself has no status. @param {HelpRow} row */
function presentOrigin(row) {
  return {
    status: row.status === "app" ? "" : statusLabel(row.status),
    official: row.status === "official",
    checked: row.checked,
    sources: presentSources(row.source),
  };
}

/** @param {readonly string[]} rows */
function texts(rows) {
  return rows.map((row) => _(row));
}

/** @param {string} [text] */
function optional(text) {
  return text === undefined ? "" : _(text);
}
