/** Twin of webapp/shell/help_views.py. */
import { page } from "../answers.js";
import {
  presentAbout,
  presentHelp,
  presentMessage,
  presentNeighbours,
  presentWords,
} from "./help-presenters.js";
import { presentStatistics } from "./statistics-presenters.js";

async function help() {
  return page("help", presentHelp());
}

async function neighbours() {
  return page("neighbours", presentNeighbours());
}

async function words() {
  return page("words", presentWords());
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
