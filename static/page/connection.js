/**
 * The pill under the title: that there is no internet, that it is back and what is on its way, and
 * that the phone's own clock is wrong, by which days are counted.
 *
 * @import { Status, Words } from "./status.js"
 */

const SHOWN_FOR = 6_000; // ms: 모두 옮겼어요

/** @typedef {"on" | "off" | "holding" | "back"} Connection  `holding`: off, and something waits */

/** @type {Connection} */
let connection = "on";

/** @type {ReturnType<typeof setTimeout> | undefined} */
let fading;

/** @param {Document} document @param {Status} status @param {Words} words */
export function tellConnection(document, status, words) {
  const pill = document.querySelector("#connection");
  if (!pill) return;
  const told = inWords(connection, { ...status, offline: status.offline || !navigator.onLine }, words);
  connection = told.connection;
  if (pill.textContent === told.text) return;
  if (!told.text && fading) return; // what was just said stays a while
  clearTimeout(fading);
  fading = undefined;
  pill.textContent = told.text;
  if (told.passes) {
    fading = setTimeout(() => {
      fading = undefined;
      if (pill.textContent === told.text) pill.textContent = "";
    }, SHOWN_FOR);
  }
}

/**
 * @param {Connection} before @param {Pick<Status, "offline" | "waiting" | "clock_off">} status
 * @param {Words} words @returns {{connection: Connection, text: string, passes: boolean}}
 */
export function inWords(before, { offline, waiting, clock_off }, words) {
  if (offline) return { connection: waiting ? "holding" : "off", text: words.offline, passes: false };
  if (before !== "on" && waiting) {
    return { connection: "back", text: words.back.replace("{n}", String(waiting)), passes: false };
  }
  if (before === "back" || before === "holding") return { connection: "on", text: words.moved, passes: true };
  return { connection: "on", text: clock_off ? words.clock : "", passes: false };
}
