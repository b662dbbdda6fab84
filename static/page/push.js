/** 휴대전화 알림: says how things stand, and asks the browser only when the person taps. */
import { put } from "./form.js";
import { thisDevice, wayOf } from "./install.js";

/** @typedef {"unsupported" | "ios" | "denied" | "off" | "on"} State */
/**
 * What is known of this browser. `way` is how the app gets to its home screen, `subscribed`
 * whether it has a subscription for this server's key, `known` whether the server has it.
 *
 * @typedef {{able: boolean, way: string, permission: string, subscribed: boolean, known: boolean}} Found
 */

/** @param {Document} document */
export function watchPush(document) {
  document.addEventListener("click", ({ target }) => {
    const part = target instanceof Element ? target.closest("[data-push]") : null;
    if (!(part instanceof HTMLElement) || !(target instanceof Element)) return;
    if (target.closest("[data-turn-on]")) void turnOn(part);
    if (target.closest("[data-turn-off]")) void subscription().then((own) => own?.unsubscribe());
  });
}

/** @param {Document} document */
export async function showPush(document) {
  const part = document.querySelector("[data-push]");
  if (!(part instanceof HTMLElement)) return;
  if (isAble()) await navigator.serviceWorker.ready; // without a worker the page stays as it came
  await show(part);
}

/** @param {HTMLElement} part */
async function show(part) {
  const able = isAble();
  const own = able ? await subscription() : null;
  const state = stateOf({
    able,
    way: wayOf(thisDevice()),
    permission: able ? Notification.permission : "",
    subscribed: !!own && isFor(own, keyOf(part)),
    known: "on" in part.dataset,
  });
  for (const each of part.querySelectorAll("[data-state]")) {
    each.toggleAttribute("hidden", each.getAttribute("data-state") !== state);
  }
}

/** @param {Found} found @returns {State} */
export function stateOf({ able, way, permission, subscribed, known }) {
  if (!able) return way === "ios" ? "ios" : "unsupported";
  if (permission === "denied") return "denied";
  return permission === "granted" && subscribed && known ? "on" : "off";
}

/** @param {HTMLElement} part */
async function turnOn(part) {
  const failed = part.querySelector("[data-failed]");
  const form = part.querySelector("form");
  failed?.setAttribute("hidden", "");
  if ((await Notification.requestPermission()) !== "granted") return show(part);
  try {
    const { endpoint, keys } = (await subscribe(keyOf(part))).toJSON();
    if (!form) return;
    put(form, "endpoint", endpoint ?? "");
    put(form, "p256dh", keys?.p256dh ?? "");
    put(form, "auth", keys?.auth ?? "");
    form.requestSubmit();
  } catch {
    failed?.removeAttribute("hidden"); // no network, or a browser without a push service
  }
}

/** A subscription for another key, of before, has to go first. @param {Uint8Array} key */
async function subscribe(key) {
  const { pushManager } = await navigator.serviceWorker.ready;
  const old = await pushManager.getSubscription();
  if (old && !isFor(old, key)) await old.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key.slice().buffer });
}

async function subscription() {
  return (await navigator.serviceWorker.ready).pushManager.getSubscription();
}

function isAble() {
  return Boolean(navigator.serviceWorker) && "PushManager" in window && "Notification" in window;
}

/** @param {PushSubscription} own @param {Uint8Array} key */
function isFor(own, key) {
  const its = new Uint8Array(own.options.applicationServerKey ?? new ArrayBuffer(0));
  return its.length === key.length && its.every((byte, at) => byte === key[at]);
}

/** The server's public key. @param {HTMLElement} part */
function keyOf(part) {
  const text = (part.dataset.key ?? "").replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
