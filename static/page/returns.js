/**
 * ← leads to the screen one came from, as one left it: with its filters, and where it was scrolled to.
 *
 * `data-returns` on the link says which. A path is a list: it is led back to whatever came in between.
 * Empty is any other screen of this app. An input with it carries the same address.
 */
import { ofThisTab } from "./notes.js";

const { read, write } = ofThisTab;
const [LAST, LIST, FROM] = ["last", "list:", "from:"]; // notes; the latter two with a path
const ANSWER = "main[data-answers-form]"; // a page that only a form leads to has no address
const ONCE = ["saved", "also", "deleted", "restored", "gone"]; // told by a list once

let moved = false; // htmx has pushed an address: where the page came from says nothing any more

/** @param {Document} document */
export function rememberWays(document) {
  window.addEventListener("pagehide", () => leave(document));
  document.addEventListener("htmx:pushedIntoHistory", () => (moved = true));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-returns]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.metaKey || event.ctrlKey) return;
    if (plain(previous(document)) !== plain(link.href)) return; // the address does
    event.preventDefault();
    history.back();
  });
}

/** @param {Document} document */
export function showWays(document) {
  const [own, last] = [location.pathname, read(LAST)];
  if (!last || new URL(last, location.href).pathname !== own) write(FROM + own, last);
  for (const each of document.querySelectorAll("[data-returns]")) {
    const list = each.getAttribute("data-returns");
    const back = read(list ? LIST + list : FROM + own);
    if (back) each.setAttribute(each instanceof HTMLAnchorElement ? "href" : "value", back);
  }
}

/** @param {Document} document */
function leave(document) {
  const here = plain(location.href);
  if (document.querySelector(ANSWER)) return write(LAST, "");
  write(LAST, here);
  if (document.querySelector("main form[role=search]")) write(LIST + location.pathname, here);
}

/** The address that one step back leads to, if it is known. @param {Document} document */
function previous(document) {
  const { navigation } = /** @type {{navigation?: any}} */ (window);
  if (!navigation) return moved ? "" : document.referrer;
  return navigation.entries()[navigation.currentEntry.index - 1]?.url ?? "";
}

/** An address of this app as it can be opened again, and says the same. @param {string} address */
export function plain(address) {
  const url = new URL(address || "about:blank", location.href);
  for (const name of ONCE) url.searchParams.delete(name);
  return url.origin === location.origin ? url.pathname + url.search : "";
}
