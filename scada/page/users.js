// The users: what each wants, may take and draws, why, and its order.

import { askConfirm, askSet, canCommand, send } from "./commands.js";
import { flow, lasts, named, number, station, time, userCount, userName, value, word } from "./model.js";
import { button, by, make, put, rows, set } from "./show.js";
import { knows, local, say } from "./words.js";

/** Smaller differences are noise of the demand, not worth a mark: a hundredth of the contract. */
const isMuch = (dm3, user) => dm3 > Math.max(1000, (number("contracted", user) ?? 0) / 100);

export function cut(user) {
  return Math.max(0, (number("wants", user) ?? 0) - (number("set_point", user) ?? 0));
}

export const isCurtailed = (user) => isMuch(cut(user), user);

/** Users under the headings of their classes, in the supply order. */
function items() {
  const users = [...Array(userCount()).keys()];
  const classes = station.points.codes.class.map((code) => code.number);
  const list = [];
  for (const code of classes) {
    const own = users.filter((user) => number("class", user) === code);
    // A class of one needs no heading of its own.
    if (own.length > 1) list.push({ code, own });
    list.push(...own.map((user) => ({ user, isAlone: own.length === 1 })));
  }
  return list;
}

export function showUsers() {
  rows(by("user-rows"), items(), (item) => (item.own ? `class-${item.code}` : item.user),
    (item) => (item.own ? classRow() : userRow(item.user)),
    (node, item) => (item.own ? updateClass(node, item) : updateUser(node, item)));
}

function classRow() {
  const row = make("tr", "class");
  row.append(make("th"), ...["", "", ""].map(() => make("td", "number")), make("td", "bar"), make("td", "number"), make("td"), make("td"));
  row.firstChild.scope = "rowgroup";
  return row;
}

function updateClass(row, { code, own }) {
  const sum = (name) => own.reduce((all, user) => all + (number(name, user) ?? 0), 0);
  const less = own.filter(isCurtailed).reduce((all, user) => all + cut(user), 0);
  const texts = [word("class", code), flow(sum("wants")), flow(sum("set_point")), flow(sum("draws")), "", less > 0 ? flow(less) : ""];
  texts.forEach((text, place) => put(row.children[place], text));
}

const figure = () => make("td", "number", make("span"), make("span", "own-class"));

function userRow(user) {
  const row = make("tr", "user");
  const bar = make("span", "user-bar", make("span", "want"), make("span", "draw"), make("span", "mark", "▾"));
  const set = button("", () => askSet(user), "");
  row.append(make("th", "", make("span"), make("span", "own-class")), figure(), make("td", "number"), figure(), make("td", "bar", bar),
    make("td", "number less"), make("td", "why", make("span"), make("span", "order")), make("td", "acts", set));
  row.firstChild.scope = "row";
  return row;
}

function updateUser(row, { user, isAlone }) {
  const [name, wants, may, draws, barCell, less, reason, acts] = row.children;
  const { minimum, contact } = station.points.users[user];
  put(name.firstChild, userName(user));
  put(name.lastChild, isAlone ? word("class", number("class", user)) : "");
  name.classList.toggle("in-class", !isAlone);
  set(name, "title", [contact, minimum ? `≥ ${flow(minimum)} m³/h` : ""].filter(Boolean).join("; ") || null);
  put(may, flow(number("set_point", user)));
  updateFigure(wants, "wants", user);
  updateFigure(draws, "draws", user);
  const isCut = isCurtailed(user);
  put(less, isCut ? `▼ ${flow(cut(user))}` : "");
  set(row, "data-cut", isCut);
  put(reason.firstChild, why(user));
  const straying = named("standing", "standing", user) === "not_following";
  const isOutOfReach = named("valve", "valve", user) === "not_available" && named("control", "control", user) === "controlled";
  set(row, "data-wrong", straying ? "high" : isOutOfReach ? "medium" : null);
  updateBar(barCell.firstChild, user);
  updateOrder(reason.lastChild, user);
  put(acts.firstChild, say("control"));
  acts.firstChild.setAttribute("aria-label", `${userName(user)}: ${say("control")}`);
  acts.firstChild.hidden = !canCommand();
}

/** What is not measured is marked, and it is said what it is instead. */
function updateFigure(cell, point, user) {
  const isGood = value(point, user).isGood;
  put(cell.firstChild, `${isGood ? "" : "~"}${flow(number(point, user))}`);
  put(cell.lastChild, isGood ? "" : word("rung", number(`${point}_rung`, user)));
  set(cell, "data-doubt", !isGood);
}

function updateBar(bar, user) {
  const most = Math.max(1, number("contracted", user) ?? 1, number("draws", user) ?? 0);
  const share = (name) => `${Math.min(100, (100 * (number(name, user) ?? 0)) / most)}%`;
  const [want, draw, mark] = bar.children;
  want.style.width = share("wants");
  draw.style.width = share("draws");
  mark.style.left = share("set_point");
}

/** Why it gets what it gets, in words. */
export function why(user) {
  const standing = named("standing", "standing", user);
  const parts = [];
  const granted = number("granted", user) ?? 0;
  const may = number("set_point", user) ?? 0;
  if (standing === "not_following") parts.push(say("draws_too_much"));
  else if (knows(standing)) parts.push(say(standing));
  else if (standing !== "shared") parts.push(word("standing", standing));
  const until = number("manual_until", user);
  if (until !== null) parts.push(say("until", time(station.image.unix_ms + until * 1000)));
  if (standing === "shared") {
    if (isMuch(granted - may, user)) parts.push(say("held_back", flow(granted)));
    else if (isMuch(may - granted, user)) parts.push(say("reduction_waits", flow(granted)));
    else if (isCurtailed(user) && named("reason", "reason", user) === "satisfied") parts.push(say("rise_waits"));
    else parts.push(word("reason", number("reason", user)));
    const step = number("step", user);
    if (step !== null && isCurtailed(user)) parts.push(say("step", step + 1));
  }
  const without = number("without_gas", user);
  if (without > 0 && standing !== "not_following") parts.push(say("without_gas", lasts(without)));
  return parts.join(", ");
}

function updateOrder(cell, user) {
  const own = number("order_number", user);
  const effective = number("order_effective", user);
  const parts = own ? [`${say("order_is", own)}: ${word("order_cause", number("order_cause", user))}`, word("order_state", number("order_state", user))] : [];
  if (own && effective > 0) parts.push(say("takes_effect", lasts(effective)));
  put(cell, parts.join(", "));
  set(cell, "data-wrong", named("order_state", "order_state", user) === "not_followed" ? "high" : null);
}

/** What waits for a person: proposals first, then orders that have to be acknowledged, the most urgent first. */
function todo() {
  const list = [];
  for (let user = 0; user < userCount(); user++) {
    const proposal = number("proposal_number", user);
    if (proposal) list.push({ kind: "confirm", user, order: proposal, to: number("proposal_to", user), left: -1 });
    const left = number("order_acknowledge", user);
    const state = named("order_state", "order_state", user);
    if (left !== null && number("order_number", user) && state !== "superseded") {
      list.push({ kind: "acknowledge_order", user, order: number("order_number", user), to: number("order_to", user), left });
    }
  }
  return list.sort((a, b) => a.left - b.left);
}

export function showTodo() {
  const list = todo();
  put(by("todo-count"), list.length ? String(list.length) : "");
  by("todo-none").hidden = list.length > 0;
  rows(by("todo-list"), list, (item) => `${item.kind}-${item.user}-${item.order}`, todoRow, updateTodo);
}

function todoRow(item) {
  const { kind, user, order } = item;
  const text = (own) => row.querySelector(own).textContent;
  const act = button("", () => (kind === "confirm"
    ? askConfirm(user, order, text(".todo-what"), text(".todo-why"))
    : send({ kind, user, order })), "main");
  const row = make("li", "", make("span", "todo-mark"), make("span", "todo-what"), make("span", "todo-left"), act, make("span", "todo-why"));
  return row;
}

function updateTodo(row, { kind, user, order, to, left }) {
  const [mark, what, until, act, because] = row.children;
  const name = userName(user);
  const isLate = kind !== "confirm" && left === 0;
  set(row, "data-wrong", kind === "confirm" ? "high" : isLate ? "medium" : null);
  put(mark, kind === "confirm" ? "■" : isLate ? "▲" : "□");
  const { contact } = station.points.users[user];
  if (kind === "confirm") {
    put(what, say("todo_confirm", name, flow(number("set_point", user)), `${flow(to)} m³/h`));
    put(because, say("todo_confirm_why", name));
  } else {
    put(what, say(isLate ? "todo_overdue" : "todo_acknowledge", name, `${flow(to)} m³/h`));
    const cause = word("order_cause", number("order_cause", user));
    put(because, [say("todo_acknowledge_why", order, cause), contact ? say("call", local(contact) || contact) : ""].filter(Boolean).join(" "));
  }
  put(until, kind === "confirm" || isLate ? "" : say("within", lasts(left)));
  put(act, say(kind));
  act.setAttribute("aria-label", `${say(kind)}: ${what.textContent}`);
  act.hidden = !canCommand();
}
