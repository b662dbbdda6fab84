import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { shrink, toGray, toRgba, transpose } from "../../../../static/scan/image/gray.js";
import { skewAngle, uprightFrame } from "../../../../static/scan/image/deskew.js";
import { project, warp } from "../../../../static/scan/image/warp.js";
import { amounts, noise, plain } from "./drawing.js";

describe("a picture in grey", () => {
  test("goes there and back", () => {
    const gray = noise(7, 5);
    assert.deepEqual(
      toGray(toRgba(gray), 7, 5).pixels,
      gray.pixels.map((value) => (value * 256) >> 8),
    );
  });

  test("shrinks to the mean, also where the last px are fewer", () => {
    const gray = { pixels: Uint8Array.from([0, 100, 50, 100, 200, 70]), width: 3, height: 2 };
    assert.deepEqual(shrink(gray, 2), { pixels: Uint8Array.from([100, 60]), width: 2, height: 1 });
  });

  test("mirrored twice along its diagonal is itself", () => {
    const gray = noise(45, 70);
    assert.deepEqual(transpose(transpose(gray)), gray);
  });
});

describe("laying flat", () => {
  const { gray } = amounts();
  const whole = [
    [0, 0],
    [600, 0],
    [600, 800],
    [0, 800],
  ];

  test("the whole picture at its own size is the picture", () => {
    assert.deepEqual(warp(gray, whole, 800).gray.pixels, gray.pixels);
  });

  test("a smaller size keeps the mean", () => {
    const { gray: small } = warp(gray, whole, 200);
    const mean = (pixels) => pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    assert.deepEqual([small.width, small.height], [150, 200]);
    assert.ok(Math.abs(mean(small.pixels) - mean(gray.pixels)) < 1);
  });

  test("never magnifies by more than 1.4", () => {
    const { gray: big } = warp(
      gray,
      [
        [100, 100],
        [200, 100],
        [200, 200],
        [100, 200],
      ],
      2_400,
    );
    assert.deepEqual([big.width, big.height], [140, 140]);
  });

  test("corners of the sheet lie at the corners of the photo's shape", () => {
    const quad = [
      [50, 40],
      [520, 90],
      [560, 700],
      [20, 760],
    ];
    const { gray: sheet, toPhoto, toPhotoMatrix } = warp(gray, quad, 800);
    const corners = [
      [0, 0],
      [sheet.width, 0],
      [sheet.width, sheet.height],
      [0, sheet.height],
    ];
    corners.forEach(([x, y], index) => {
      assert.ok(
        Math.hypot(toPhoto(x, y)[0] - quad[index][0], toPhoto(x, y)[1] - quad[index][1]) < 1e-6,
      );
      assert.deepEqual(project(toPhotoMatrix, x, y), toPhoto(x, y));
    });
  });

  test("tells the sheet's own shape from a steep view", () => {
    // a camera above the lower edge of a sheet as wide as 5 and as high as 7
    const [focal, lean] = [750, 0.6];
    const seen = [
      [-250, -350],
      [250, -350],
      [250, 350],
      [-250, 350],
    ].map(([x, y]) => {
      const depth = 1_200 - y * Math.sin(lean);
      return [500 + (focal * x) / depth, 500 + (focal * y * Math.cos(lean)) / depth];
    });
    const { gray: sheet } = warp(plain(1000, 1000, 200), seen, 700);
    assert.ok(Math.abs(sheet.width / sheet.height - 5 / 7) < 0.03, `${sheet.width / sheet.height}`);
  });

  test("takes any size and any corners", () => {
    for (const [width, height] of [
      [1, 1],
      [1, 30],
      [30, 1],
    ]) {
      warp(
        plain(width, height, 9),
        [
          [0, 0],
          [width, 0],
          [width, height],
          [0, height],
        ],
        2_400,
      );
      warp(
        plain(width, height, 9),
        [
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 0],
        ],
        2_400,
      );
    }
  });
});

describe("a slant without an edge of the page", () => {
  for (const degrees of [-11, -3.4, 0, 2, 14]) {
    test(`of ${degrees} degrees is seen and taken out`, () => {
      const { gray } = amounts();
      const turn = (degrees * Math.PI) / 180;
      const around = ([x, y]) => [
        300 + (x - 300) * Math.cos(turn) + (y - 400) * Math.sin(turn),
        400 - (x - 300) * Math.sin(turn) + (y - 400) * Math.cos(turn),
      ];
      const slanting = warp(
        gray,
        [
          [0, 0],
          [600, 0],
          [600, 800],
          [0, 800],
        ].map(around),
        800,
      ).gray;
      assert.ok(Math.abs(skewAngle(slanting) - degrees) <= 0.3, `${skewAngle(slanting)}`);
      assert.ok(Math.abs(skewAngle(warp(slanting, uprightFrame(slanting), 800).gray)) <= 0.3);
    });
  }

  test("is none where nothing is written", () => {
    assert.deepEqual(uprightFrame(plain(50, 40, 128)), [
      [0, 0],
      [50, 0],
      [50, 40],
      [0, 40],
    ]);
    assert.equal(skewAngle(plain(1, 1, 0)), 0);
  });
});
