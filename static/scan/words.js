/**
 * Texts that the server has written and translated for this page: `<template id data-name="…">`.
 *
 * @param {Document} document @param {string} id
 * @returns {(name: string, filledIn?: Record<string, string | number>) => string}
 */
export function wordsOf(document, id) {
  const template = document.querySelector(`template#${id}`);
  return (name, filledIn = {}) =>
    Object.entries(filledIn).reduce(
      (words, [part, value]) => words.replace(`{${part}}`, () => String(value)),
      template?.getAttribute(`data-${name}`) ?? "",
    );
}
