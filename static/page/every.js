/** Says yes at most once in so many milliseconds, counted from `start`.
 * @param {number} pause
 * @param {number} start
 * @returns {(now: number) => boolean} */
export function every(pause, start) {
  let last = start;
  return (now) => {
    if (now - last < pause) return false;
    last = now;
    return true;
  };
}
