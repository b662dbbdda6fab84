/** The number on the app's icon: what waits, what is to settle, photos without amounts. None where there is nothing. */

/** @typedef {{waiting: number, problems: number, photos: number}} Counts */

/** The worker tells two of them, the photos are counted here: nothing is shown of half of it. @type {Partial<Counts>} */
let known = {};

/** @type {number | undefined} */
let shown;

/**
 * Tells the device only what is new: each page asks for its status, and the device takes its time.
 *
 * @param {Pick<Navigator, "setAppBadge" | "clearAppBadge">} device
 * @param {Partial<Counts>} news
 */
export function showBadge(device, news) {
  known = { ...known, ...news };
  const { waiting, problems, photos } = known;
  if (waiting === undefined || problems === undefined || photos === undefined) return;
  const count = waiting + problems + photos;
  if (!device.setAppBadge || count === shown) return;
  shown = count;
  const told = count ? device.setAppBadge(count) : device.clearAppBadge();
  told.catch(() => {}); // not installed, or not allowed: the status line says it too
}
