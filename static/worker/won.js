/**
 * Won for people, the same as webapp/templating.py says it.
 * Numbers are whole won from 0 to 10 billion.
 */
import { numberToHangul } from "es-hangul";

/** 1250000 → "1,250,000" @param {number} number @returns {string} */
export function comma(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** 1250000 → "백이십오만 원" @param {number} number @returns {string} */
export function words(number) {
  const spelt = numberToHangul(number, { spacing: true });
  return `${spelt.startsWith("일만") ? spelt.slice(1) : spelt} 원`;
}
