/** 종이 한 장: a button that prints, shown where something can be printed. */

/** @param {Document} document */
export function offerPaper(document) {
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-print]")) window.print();
  });
}
