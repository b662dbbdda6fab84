import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { flattenLight } from "../../../../static/scan/image/light.js";
import { amounts, dice, noise, plain } from "./drawing.js";

/** The mean of the px that `isInk` holds for, and of the others. */
function levels(gray, original) {
  let [ink, inked, paper, papered] = [0, 0, 0, 0];
  original.pixels.forEach((value, at) => {
    if (value < 100) [ink, inked] = [ink + gray.pixels[at], inked + 1];
    else [paper, papered] = [paper + gray.pixels[at], papered + 1];
  });
  return { ink: ink / inked, paper: paper / papered };
}

/** The page under a light and in an ink of our choice. */
function lit(original, light, paleness = 0, grain = 0) {
  const roll = dice(5);
  const pixels = original.pixels.map((value, at) => {
    const [x, y] = [at % original.width, Math.floor(at / original.width)];
    const ink = value < 100 ? value + (235 - value) * paleness : value;
    return ink * light(x / original.width, y / original.height) + (roll() - 0.5) * grain;
  });
  return { ...original, pixels };
}

describe("even light", () => {
  const { gray } = amounts();

  for (const [name, light] of Object.entries({
    "a lamp on the left": (x) => 1 - 0.6 * x,
    "the sharp shadow of a telephone": (x, y) => (x > 0.3 && y > 0.4 ? 0.5 : 1),
    dusk: () => 0.3,
  })) {
    test(`under ${name} paper is white and print black`, () => {
      const { ink, paper } = levels(flattenLight(lit(gray, light)), gray);
      assert.ok(paper > 247, `paper ${paper}`);
      assert.ok(ink < 60, `ink ${ink}`);
    });
  }

  test("pale thermal print becomes dark", () => {
    const { ink, paper } = levels(flattenLight(lit(gray, () => 0.8, 0.65)), gray);
    assert.ok(paper > 247 && ink < 70, `paper ${paper}, ink ${ink}`);
  });

  test("the grain of the paper does not become ink", () => {
    const { ink, paper } = levels(flattenLight(lit(gray, () => 0.6, 0.2, 30)), gray);
    assert.ok(paper > 235 && ink < 110, `paper ${paper}, ink ${ink}`);
    const blank = lit(plain(300, 300, 200), () => 0.7, 0, 30);
    assert.ok(flattenLight(blank).pixels.filter((value) => value < 150).length < 900);
  });

  test("takes any size and any picture", () => {
    for (const [width, height] of [
      [1, 1],
      [1, 200],
      [200, 1],
      [3, 2],
      [129, 130],
    ]) {
      for (const picture of [
        plain(width, height, 0),
        plain(width, height, 255),
        noise(width, height),
      ]) {
        const { pixels, ...size } = flattenLight(picture);
        assert.deepEqual(size, { width, height });
        assert.equal(pixels.length, width * height);
      }
    }
  });
});
