/** Draws SVG files as PNG: node rasterise.js '[{"source": …, "size": 192, "target": …}]' */
import { readFileSync, writeFileSync } from "node:fs";

import { Resvg } from "@resvg/resvg-js";

for (const { source, size, target } of JSON.parse(process.argv[2])) {
  const drawing = new Resvg(readFileSync(source), { fitTo: { mode: "width", value: size } });
  writeFileSync(target, drawing.render().asPng());
}
