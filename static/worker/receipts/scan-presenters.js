/**
 * What 찍기 shows around the form. Twin of webapp/receipts/scan_presenters.py.
 *
 * @import { MemberRow } from "../replica/store.js"
 * @import { Context } from "./presenters.js"
 */
import { _ } from "../say.js";

/**
 * @param {readonly MemberRow[]} members
 * @param {string} chosen
 * @param {{shared: number | null, day: string, saved: Context | null}} options
 * @returns {Context}
 */
export function presentScan(members, chosen, { shared, day, saved }) {
  return {
    title: _("찍기"),
    tab: "scan",
    people: members.map(({ id, name, avatar }) => ({ value: id, label: name, avatar, chosen: id === chosen })),
    shared: shared ?? 0,
    not_taken: shared === 0,
    day,
    scanning: true,
    saved: null,
    saved_row: saved,
  };
}
