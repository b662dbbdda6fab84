/** 잠깐 보기: what was opened for a look closes by itself. It can be opened again at once. */

const LOOK = 10_000; // ms

/** @param {Document} document */
export function closeAfterALook(document) {
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !("peek" in target.dataset)) return;
      if (target.open) setTimeout(() => (target.open = false), LOOK);
    },
    true, // it does not bubble
  );
}
