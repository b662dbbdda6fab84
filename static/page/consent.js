/** 전체 동의: one tick for all the others of its group, and back. Without this the server reads it. */

/** @param {Document} document */
export function tickAll(document) {
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const group = target.closest("fieldset");
    const all = group?.querySelector("[data-tick-all]");
    if (!group || !(all instanceof HTMLInputElement)) return;
    const others = [...group.querySelectorAll("input")].filter((each) => each !== all);
    if (target === all) for (const each of others) each.checked = all.checked;
    else all.checked = others.every((each) => each.checked);
  });
}
