// Alarms: states of ISA-18.2, priorities, first-out, flood, shelving.

import { askShelve, canCommand, send } from "./commands.js";
import { alarmKey, alarms, codeName, isUnacknowledged, number, time, userName, word } from "./model.js";
import { button, by, make, put, rows, set } from "./show.js";
import { say } from "./words.js";

const MARKS = { high: "■", medium: "▲", low: "▼" };

export const whose = (user) => (user === null || user === undefined ? say("station") : userName(user));

/** The key of the alarm that came first, while it is known. */
function firstOut() {
  const code = number("first_out");
  return code === null ? null : alarmKey(codeName("alarm_kind", code), number("first_out_user"));
}

let announced = new Set();

export function showAlarms() {
  const list = alarms();
  const waiting = list.filter(isUnacknowledged);
  const shown = list.filter((alarm) => !alarm.isShelved);
  put(by("alarms-count"), shown.length ? `${shown.length}${waiting.length ? ` (${say("unacknowledged", waiting.length)})` : ""}` : "");
  by("alarms-none").hidden = list.length > 0;
  by("alarm-rows").parentNode.hidden = list.length === 0;
  const first = firstOut();
  rows(by("alarm-rows"), list, (alarm) => alarm.key, create, (row, alarm) => update(row, alarm, first));
  const isFlood = number("is_flood") === 1;
  by("flood").hidden = !isFlood;
  if (isFlood) put(by("flood"), say("flood", first ? `${word("alarm_kind", number("first_out"))}, ${whose(number("first_out_user"))}` : "–"));
  announce(waiting);
  return waiting.length;
}

function announce(waiting) {
  const fresh = waiting.filter((alarm) => !announced.has(alarm.key));
  announced = new Set(waiting.map((alarm) => alarm.key));
  if (fresh.length) put(by("announce"), fresh.map((alarm) => `${word("alarm_kind", alarm.kind)}, ${whose(alarm.user)}`).join("; "));
}

function create(alarm) {
  const { kind, user } = alarm;
  const row = make("tr");
  const acknowledge = button("", () => send({ kind: "acknowledge_alarm", alarm: kind, user }), "main");
  const shelve = button("", () => (row.dataset.shelved === undefined ? askShelve(kind, user) : send({ kind: "unshelve", alarm: kind, user })));
  row.append(make("td", "priority"), make("th", "", make("span", "what"), make("span", "first"), make("span", "quiet state")), make("td", "acts", acknowledge, " ", shelve));
  row.children[1].scope = "row";
  return row;
}

function update(row, alarm, firstKey) {
  const [priority, told, acts] = row.children;
  const [what, first, state] = told.children;
  const isReturned = alarm.state === "returned_unacknowledged";
  put(priority, `${isReturned ? { high: "□", medium: "△", low: "▽" }[alarm.priority] : MARKS[alarm.priority]} ${word("alarm_priority", alarm.priority)}`);
  put(what, `${word("alarm_kind", alarm.kind)}: ${whose(alarm.user)}`);
  put(first, firstKey === alarm.key ? say("first_out") : "");
  const since = alarm.since === null ? "" : time(alarm.since, true);
  const until = alarm.isShelved ? alarm.until : null;
  put(state, [since, word("alarm_state", alarm.code), until ? say("until", time(until)) : ""].filter(Boolean).join(", "));
  set(row, "data-priority", alarm.isShelved || isReturned ? "none" : alarm.priority);
  set(row, "data-waits", isUnacknowledged(alarm));
  set(row, "data-shelved", alarm.isShelved);
  const [acknowledge, shelve] = acts.querySelectorAll("button");
  put(acknowledge, say("acknowledge"));
  put(shelve, say(alarm.isShelved ? "unshelve" : "shelve"));
  for (const act of [acknowledge, shelve]) act.setAttribute("aria-label", `${act.textContent}: ${what.textContent}`);
  acknowledge.hidden = !canCommand() || !isUnacknowledged(alarm);
  shelve.hidden = !canCommand();
}
