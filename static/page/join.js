/** 기기 잇기: the code comes after the # of the address, which no server and no log ever sees. */

/** @param {Document} document */
export function fillCode(document) {
  const field = document.querySelector("input[data-code]");
  const code = /^#([0-9A-Z]{4}-?[0-9A-Z]{4})$/i.exec(location.hash)?.[1];
  if (!(field instanceof HTMLInputElement) || !code) return;
  if (!field.value) field.value = code;
  history.replaceState(history.state, "", location.pathname);
}
