/** The number on the app's icon: what waits and what is to settle. None where there is nothing. */

/**
 * @param {Pick<Navigator, "setAppBadge" | "clearAppBadge">} device
 * @param {{waiting: number, problems: number}} status
 */
export function showBadge(device, { waiting, problems }) {
  if (!device.setAppBadge) return;
  const count = waiting + problems;
  const shown = count ? device.setAppBadge(count) : device.clearAppBadge();
  shown.catch(() => {}); // not installed, or not allowed: the status line says it too
}
