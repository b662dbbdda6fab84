/**
 * What waits and what must be settled, in words. The phone's own: Flask has no twin of it.
 *
 * @import { Ask } from "../answers.js"
 * @import { Op, Values } from "../op.js"
 * @import { Moved, Problem, Waiting } from "../replica/store.js"
 */
import { givenDay } from "../formats.js";
import { avatarLabel, labels as ofPeople } from "../household/presenters.js";
import { CLOSED } from "../household/schemas.js";
import { labels, shown } from "../receipts/labels.js";
import { _ } from "../say.js";

/**
 * @typedef {Record<string, string>} Names
 * @typedef {{waiting: Waiting[], problems: Problem[], moved: Moved[], stopped: string | null,
 *   going: import("../answers.js").Going}} Standing
 *   `stopped`: why the exchange with the server stands still; `going`: what it is doing now
 */

/**
 * @param {Standing} standing @param {Names} names
 * @param {Map<string, Values | null>} rows  what all these are about as it is now, by op
 * @param {Map<string, string[]>} [told]  what a second try was told, by op
 */
export function presentOutbox({ waiting, problems, moved, stopped, going }, names, rows, told = new Map()) {
  const line = (/** @type {{op: Op}} */ { op }) => ({
    what: action(op),
    about: about(op, rows.get(op.op_id) ?? null, names),
  });
  const sending = new Set(going.sending);
  return {
    title: _("옮길 것"),
    tab: "menu",
    waiting: waiting.map((each) => ({ ...line(each), going: sending.has(each.op.op_id) })),
    count: waiting.length,
    moved: moved.map(line),
    problems: problems.map((problem) =>
      presentProblem(problem, names, rows.get(problem.op.op_id) ?? null, told.get(problem.op.op_id)),
    ),
    stopped: stoppedBecause(stopped),
    offline: going.offline,
    mark: [waiting.length, sending.size, problems.length, stopped ?? "", going.offline ? "offline" : ""].join("/"),
  };
}

/** @param {string | null} stopped */
function stoppedBecause(stopped) {
  if (stopped === "upgrade") return _("새 버전으로 바꿔야 옮길 수 있어요. 적은 것은 그대로예요.");
  if (stopped === "household") {
    return _("이 휴대전화가 다른 가족에 이어져 있어 옮기지 못해요. 적은 것은 그대로예요.");
  }
  if (stopped === "unknown") {
    return _(
      "서버가 이 휴대전화를 알아보지 못해요. 적은 것은 여기 그대로 있어요. 다른 휴대전화에서 ‘기기 잇기’로 다시 이어 주세요.",
    );
  }
  return stopped ? _("서버가 받지 않았어요. 앱을 새로 고친 뒤 다시 옮겨 볼게요.") : "";
}

/** What an operation does. @param {Op} op */
export function action({ entity, kind, set }) {
  const made = kind === "put" && (set.member_id ?? set.name)?.[0] === null;
  if (entity === "receipt") {
    if (kind === "delete") return _("영수증 지움");
    if (kind === "restore") return _("영수증 되살림");
    return made ? _("영수증 적음") : _("영수증 고침");
  }
  if (entity === "member_year") {
    const closed = Object.values(CLOSED).some((name) => name in set);
    return closed ? _("알림 닫음") : _("분위 고름");
  }
  if (kind === "delete") return _("사람 지움");
  if (kind === "restore") return _("사람 되살림");
  if (made) return _("사람 더함");
  return "name" in set ? _("이름 바꿈") : _("그림 바꿈");
}

/** Which record it is about. @param {Op} op @param {Values | null} row @param {Names} names */
function about({ entity, id, set }, row, names) {
  const value = (/** @type {string} */ name) => set[name]?.[1] ?? row?.[name] ?? "";
  if (entity === "receipt") {
    return [givenDay(String(value("care_from"))), value("provider_name")].filter(Boolean).join(" ");
  }
  if (entity === "member_year") {
    const [member, year] = id.split(":");
    return `${names[member] ?? ""} ${year}`.trim();
  }
  return String(value("name") || names[id] || "");
}

/** @param {Problem} problem @param {Names} names @param {Values | null} row @param {string[]} [told] */
function presentProblem(problem, names, row, told) {
  const { op, kind, conflicts, errors } = problem;
  const gone = "deleted" in conflicts;
  return {
    op_id: op.op_id,
    kind: gone ? "deleted" : kind,
    title: title(problem),
    what: `${action(op)} · ${about(op, row ?? problem.seen, names)}`,
    reasons: told ?? reasons(errors),
    fields: gone || kind === "refused" ? mineOnly(op, names) : sideBySide(problem, row, names),
    choices: choices(problem),
  };
}

/** @param {Problem} problem */
function title({ op, kind, conflicts }) {
  if (kind === "refused") return _("옮기지 못했어요");
  if ("double" in conflicts) return _("같은 영수증이 이미 있어요");
  if (!("deleted" in conflicts)) return _("같은 것을 두 곳에서 다르게 적었어요");
  return op.kind === "delete"
    ? _("여기서는 지웠는데 다른 휴대전화에서 고쳤어요")
    : _("여기서는 고쳤는데 다른 휴대전화에서 지웠어요");
}

/** @param {Record<string, string[]>} errors */
function reasons(errors) {
  const found = labels();
  return Object.entries(errors).flatMap(([name, messages]) =>
    messages.map((message) => (found[name] ? `${found[name]}: ${message}` : message)),
  );
}

/** @param {Op} op @param {Names} names */
function mineOnly({ set }, names) {
  return Object.entries(set)
    .filter(([, [, mine]]) => mine !== null && mine !== "" && mine !== 0 && mine !== false)
    .map(([name, [, mine]]) => ({
      name,
      label: labelOf(name),
      mine: said(name, mine, names),
      theirs: "",
    }));
}

/** @param {Problem} problem @param {Values | null} row @param {Names} names */
function sideBySide({ op, conflicts }, row, names) {
  if ("double" in conflicts) {
    return mineOnly(op, names).map(({ name, ...field }) => ({
      ...field,
      theirs: row ? said(name, row[name], names) : "",
    }));
  }
  return Object.entries(conflicts).map(([name, [kept, mine]]) => ({
    label: labelOf(name),
    mine: said(name, mine, names),
    theirs: said(name, row ? row[name] : kept, names),
  }));
}

/** A field's value in words. @param {string} name @param {import("../op.js").Value} value @param {Names} names */
function said(name, value, names) {
  return name === "avatar" ? avatarLabel(String(value ?? "")) : shown(name, value, names);
}

/** @param {string} name */
function labelOf(name) {
  return { ...ofPeople(), ...labels() }[name] ?? name;
}

/** What can be done; the first is what most people want. @param {Problem} problem */
export function choices({ op, kind, conflicts }) {
  if (kind === "refused") {
    return [
      { value: "again", label: _("다시 옮기기") },
      { value: "discard", label: _("버리기") },
    ];
  }
  if ("double" in conflicts) {
    return [
      { value: "theirs", label: _("같은 영수증이에요. 하나만 두기") },
      { value: "both", label: _("서로 다른 영수증이에요. 둘 다 두기") },
    ];
  }
  if ("deleted" in conflicts) {
    return op.kind === "delete"
      ? [
          { value: "theirs", label: _("지우지 않고 두기") },
          { value: "mine", label: _("그래도 지우기") },
        ]
      : [
          { value: "mine", label: _("되살려서 이 휴대전화 것으로") },
          { value: "theirs", label: _("지운 채로 두기") },
        ];
  }
  const both = op.entity === "receipt" ? [{ value: "both", label: _("둘 다 두기") }] : [];
  return [
    { value: "mine", label: _("이 휴대전화 것") },
    { value: "theirs", label: _("다른 휴대전화 것") },
    ...both,
  ];
}
