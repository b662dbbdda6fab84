/** What 진짜로 신청하려면 shows: nobody's. Twin of webapp/refunds/real_presenters.py. */
import { CONTRACT } from "../generated/contract.js";
import { _ } from "../say.js";

/** @type {{WAYS: [string, string, string][], STEPS: string[], HOSTS: string[], SOURCES: Record<string, string>}} */
const { WAYS, STEPS, HOSTS, SOURCES } = CONTRACT.REAL;

export function presentReal() {
  const ways = WAYS.map(([id, name, says]) => ({ id, name: _(name), says: _(says) }));
  return { title: _("진짜로 신청하려면"), tab: "statements", ways };
}

/** The question before one leaves. @param {string} source  what one wants to read there, or empty @param {string} host */
export function presentOfficialSite(source, host) {
  return {
    title: _("공식 누리집으로 나가요"),
    tab: "statements",
    host,
    site: `https://${host}/`.split("."),
    source,
  };
}

export function presentCard() {
  return { title: _("신청 순서 한 장"), tab: "statements", steps: STEPS.map((step) => _(step)) };
}

/** The sources that stand on an official site: by their id, the name of the site. */
export const official = () => SOURCES;

export { HOSTS };
