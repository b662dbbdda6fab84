/** Twin of webapp/shell/help_views.py. */
import { page } from "../answers.js";
import { asked } from "../forms.js";
import { _ } from "../say.js";
import { looksLikeResidentNumber } from "../security.js";
import {
  presentAbout,
  presentHelp,
  presentMessage,
  presentNeighbours,
  presentWords,
} from "./help-presenters.js";
import { presentStatistics } from "./statistics-presenters.js";
import { RESIDENT_NUMBER_MESSAGE } from "../validate.js";

async function help() {
  return page("help", presentHelp());
}

async function neighbours() {
  return page("neighbours", presentNeighbours());
}

/** @param {import("../answers.js").Ask} ask */
async function words(ask) {
  const q = asked(ask, "q");
  if (!looksLikeResidentNumber(q)) return page("words", presentWords(q));
  const refused = presentWords("", _(RESIDENT_NUMBER_MESSAGE));
  return page("words", refused, 422, { "HX-Push-Url": "false" });
}

async function message() {
  return page("message", presentMessage());
}

async function about() {
  return page("about", presentAbout());
}

async function statistics() {
  return page("statistics", presentStatistics());
}

export const views = { help, neighbours, words, message, about, statistics };
