/**
 * What a new cap table says otherwise than the one that the phone had before.
 *
 * @import { CapTable, CapWindow, CapYear } from "./cap-presenters.js"
 */
import { man } from "../formats.js";
import { _ } from "../say.js";
import { covers } from "./band-presenters.js";
import { groupLabel } from "./presenters.js";

/**
 * One sentence for each change, the newest year first; none if it is the same table or the first.
 *
 * @param {CapTable | null | undefined} before
 * @param {CapTable} after
 * @returns {string[]}
 */
export function changed(before, after) {
  if (!before || before.version === after.version) return [];
  const old = new Map(before.years.map((each) => [each.year, each]));
  const now = new Map(after.years.map((each) => [each.year, each]));
  const years = [...new Set([...now.keys(), ...old.keys()])].sort((one, other) => other - one);
  const found = [
    ...years.flatMap((year) => changedYear(year, old.get(year), now.get(year))),
    ...changedWindows(before.windows, after.windows),
  ];
  return found.length ? found : [_("상한액은 그대로예요. 딸린 자료만 새로워졌어요.")];
}

/**
 * Years whose ceilings are not what they were, the newest first.
 *
 * @param {CapTable} before
 * @param {CapTable} after
 */
export function movedYears(before, after) {
  const [old, now] = [before, after].map(({ years }) => new Map(years.map((each) => [each.year, ceilings(each)])));
  const years = [...new Set([...old.keys(), ...now.keys()])].sort((one, other) => other - one);
  return years.filter((year) => old.get(year) !== now.get(year));
}

/** @param {CapYear} each */
function ceilings({ groups, general, long_stay }) {
  return JSON.stringify([groups, general, long_stay]);
}

/**
 * The least and the most won that a table gives back of a sum; nothing without that year.
 *
 * @param {CapTable} table
 * @param {number} year
 * @param {number | null} band
 * @param {number} counted
 * @param {boolean} isLongStay
 */
export function given(table, year, band, counted, isLongStay) {
  const found = table.years.find((each) => each.year === year);
  if (!found) return [0, 0];
  const caps = (isLongStay && found.long_stay) || found.general;
  const possible = caps.filter((_cap, place) => band === null || covers(found.groups[place], band));
  return [Math.max(...possible), Math.min(...possible)].map((cap) => Math.max(0, counted - cap));
}

/**
 * @param {number} year
 * @param {CapYear | undefined} old
 * @param {CapYear | undefined} now
 */
function changedYear(year, old, now) {
  if (!now) return [_("%(year)s년 상한액을 뺐어요. 이 해는 다시 미확인이에요.", { year })];
  if (!old) return [_("%(year)s년 상한액이 새로 들어왔어요.", { year })];
  return [...changedAmounts(old, now), ...changedStatus(old, now)];
}

/** @param {CapYear} old @param {CapYear} now */
function changedAmounts(old, now) {
  const { year, groups } = now;
  if (old.groups.join() !== groups.join()) {
    return [_("%(year)s년 구간이 달라졌어요. 상한액을 표에서 다시 봐 주세요.", { year })];
  }
  const general = moved(groups, old.general, now.general).map((cap) =>
    _("%(year)s년 %(band)s 상한액이 %(before)s에서 %(after)s으로 바뀌었어요.", { year, ...cap }),
  );
  return [...general, ...changedLongStay(old, now)];
}

/** @param {CapYear} old @param {CapYear} now */
function changedLongStay({ long_stay: old }, { year, groups, long_stay: now }) {
  if (now && old) {
    return moved(groups, old, now).map((cap) =>
      _(
        "%(year)s년 %(band)s의 요양병원 120일 초과 상한액이 %(before)s에서 %(after)s으로 바뀌었어요.",
        { year, ...cap },
      ),
    );
  }
  if (now) return [_("%(year)s년의 요양병원 120일 초과 상한액이 새로 들어왔어요.", { year })];
  return old ? [_("%(year)s년의 요양병원 120일 초과 상한액을 뺐어요.", { year })] : [];
}

/**
 * The ceilings that differ, in words.
 *
 * @param {string[]} groups
 * @param {number[]} old
 * @param {number[]} now
 */
function moved(groups, old, now) {
  return groups.flatMap((key, place) => {
    const [before, after] = [man(old[place]), man(now[place])];
    return old[place] === now[place] ? [] : [{ band: groupLabel(key), before, after }];
  });
}

/** @param {CapYear} old @param {CapYear} now */
function changedStatus(old, now) {
  if ((old.status === "official") === (now.status === "official")) return [];
  const { year } = now;
  return now.status === "official"
    ? [_("%(year)s년 상한액을 공식 자료로 확인했어요.", { year })]
    : [_("%(year)s년 상한액은 공식 확인을 거두었어요. 지금은 2차 자료예요.", { year })];
}

/** The ceilings of 2004-2008. @param {CapWindow[]} old @param {CapWindow[]} now */
function changedWindows(old, now) {
  const known = JSON.stringify(old.map(spanAndCap));
  return known === JSON.stringify(now.map(spanAndCap))
    ? []
    : [_("2004~2008년의 여섯 달 상한액이 바뀌었어요. 표에서 다시 봐 주세요.")];
}

/** @param {CapWindow} each */
function spanAndCap({ from, to, months, cap }) {
  return [from, to, months, cap];
}
