/**
 * Small things that the browser keeps for a page: of this tab until it is closed, or of this browser. Where
 * it keeps nothing for us (storage is blocked), reading finds nothing and the page does without.
 */

/** @param {"sessionStorage" | "localStorage"} where */
const notes = (where) => ({
  /** @param {string} key @returns {string} what was written, or "" */
  read(key) {
    try {
      return window[where].getItem(key) ?? "";
    } catch {
      return "";
    }
  },

  /** @param {string} key @param {string} value */
  write(key, value) {
    try {
      window[where].setItem(key, value);
    } catch {
      // it holds until the page is left
    }
  },
});

export const ofThisTab = notes("sessionStorage");
export const ofThisBrowser = notes("localStorage");
