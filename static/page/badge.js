/** The number on the app's icon: what waits and what is to settle. None where there is nothing. */

/** @type {number | undefined} */
let shown;

/**
 * Tells the device only what is new: each page asks for its status, and the device takes its time.
 *
 * @param {Pick<Navigator, "setAppBadge" | "clearAppBadge">} device
 * @param {{waiting: number, problems: number}} status
 */
export function showBadge(device, { waiting, problems }) {
  const count = waiting + problems;
  if (!device.setAppBadge || count === shown) return;
  shown = count;
  const told = count ? device.setAppBadge(count) : device.clearAppBadge();
  told.catch(() => {}); // not installed, or not allowed: the status line says it too
}
