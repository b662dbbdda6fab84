/**
 * 되돌리기 after records were taken in: exactly what came goes again.
 *
 * @import { Photo } from "../scan/photos.js"
 * @import { Op } from "../worker/op.js"
 * @import { Part } from "./part.js"
 */
import { removePhoto } from "../scan/photos.js";
import { isStop } from "./part.js";
import { undo } from "./replica.js";

/** @param {Part} part @param {Op[]} done @param {readonly Photo[]} [photos]  that came along */
export function offerUndo(part, done, photos = []) {
  const button = /** @type {HTMLButtonElement} */ (part.find("[data-undo]"));
  button.hidden = !done.length && !photos.length;
  button.onclick = () => takeBack(part, done, photos);
}

/** @param {Part} part @param {Op[]} done @param {readonly Photo[]} photos */
async function takeBack(part, done, photos) {
  const found = await part.works(
    "done",
    async (tell, signal) => {
      const told = await undo(done, tell, signal);
      const gone = photos.filter(({ id }) => !told.left.includes(id));
      await Promise.all(gone.map(({ id }) => removePhoto(id)));
      return told;
    },
    (error) => part.complain(isStop(error) ? "stopped" : "failed"),
    { writes: true },
  );
  if (!found) return;
  part.say("back", { n: found.back });
  part.say("left", { n: found.left.length });
  part.toggle("[data-left]", found.left.length > 0);
  part.show("undone");
}
