// What the RTU says: its points, and their values now.

import { language, local, say } from "./words.js";

export const station = { points: null, image: null, happened: [] };

let ofStation = new Map();
let ofUser = new Map();

export function take(points) {
  station.points = points;
  ofStation = new Map(points.points.map((point, place) => [point.name, { point, place }]));
  ofUser = new Map(points.user_points.map((point, place) => [point.name, { point, place }]));
}

export const userCount = () => station.points.users.length;
export const userName = (user) => local(station.points.users[user]?.name);

/** A point's value: its number, or null; and whether it is measured. */
export function value(name, user = null) {
  const known = (user === null ? ofStation : ofUser).get(name);
  if (!known || !station.image) return { number: null, isGood: false };
  const place = user === null ? known.place : ofStation.size + user * ofUser.size + known.place;
  const number = station.image.numbers[place];
  const text = known.point.form === "u64" && number !== null ? Number(number) : number ?? null;
  return { number: text, isGood: !(place in station.image.qualities) };
}

export const number = (name, user = null) => value(name, user).number;

/** What a code is called in files. */
export function codeName(table, code) {
  return station.points.codes[table]?.find((own) => own.number === code)?.name ?? null;
}

/** What people call a code, by its number or its name. */
export function word(table, code) {
  const found = station.points.codes[table]?.find((own) => own.number === code || own.name === code);
  return found ? found[language] : "?";
}

export const named = (name, table, user = null) => codeName(table, number(name, user));

/** A point that is an alarm, of the station and of each user. */
export function alarmPoints() {
  const all = [];
  for (const { point } of ofStation.values()) if (point.alarm) all.push({ kind: point.alarm, name: point.name, user: null });
  for (let user = 0; user < userCount(); user++) {
    for (const { point } of ofUser.values()) if (point.alarm) all.push({ kind: point.alarm, name: point.name, user });
  }
  return all;
}

const SHELVED = 8;

/** The alarms that are not normal, or shelved. */
export function alarms() {
  const found = [];
  const told = new Map(station.image.alarms.map((own) => [alarmKey(own.alarm, own.user), own]));
  for (const alarm of alarmPoints()) {
    const code = number(alarm.name, alarm.user) ?? 0;
    if (code === 0) continue;
    const state = codeName("alarm_state", code & ~SHELVED);
    const key = alarmKey(alarm.kind, alarm.user);
    const priority = station.points.alarm_priorities[alarm.kind];
    found.push({ ...alarm, key, code, state, isShelved: (code & SHELVED) !== 0, priority, since: told.get(key)?.since ?? null, until: told.get(key)?.until ?? null });
  }
  const weight = (alarm) => (alarm.isShelved ? 100 : 0) + (isUnacknowledged(alarm) ? 0 : 10)
    + ({ high: 0, medium: 1, low: 2 })[alarm.priority];
  return found.sort((a, b) => weight(a) - weight(b) || (b.since ?? 0) - (a.since ?? 0));
}

export const alarmKey = (kind, user) => `${kind}/${user ?? ""}`;
export const isUnacknowledged = (alarm) => !alarm.isShelved && /unacknowledged$/.test(alarm.state);

/** Takes what happened. */
export function takeHappened(list) {
  const last = station.happened.at(-1)?.number ?? 0;
  // A lower number than before: the RTU was started again.
  if (list.length && list.at(-1).number < last) station.happened = [];
  for (const one of list) {
    if (one.number <= (station.happened.at(-1)?.number ?? 0)) continue;
    station.happened.push(one);
  }
  station.happened.splice(0, station.happened.length - 300);
}

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** A flow of dm³/h in m³/h: whole from 10 on. What is beyond that is left out, so that nobody reads a larger share. */
export function flow(dm3) {
  if (dm3 === null || dm3 === undefined) return "–";
  if (dm3 !== 0 && dm3 < 10_000) return (Math.floor(dm3 / 100) / 10).toFixed(1);
  return whole.format(Math.floor(dm3 / 1000));
}

export const withUnit = (dm3) => `${flow(dm3)} m³/h`;

export function lasts(seconds) {
  if (seconds === null) return "–";
  const space = language === "zh" ? "" : " ";
  if (seconds < 60) return `${Math.floor(seconds)}${space}${say("s")}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}${space}${say("min")}`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}${space}${say("h")}${rest ? `${space || ""}${rest}${space}${say("min")}` : ""}`;
}

const two = (part) => String(part).padStart(2, "0");

export function time(unixMs, withSeconds = false) {
  const date = new Date(unixMs);
  const seconds = withSeconds ? `:${two(date.getSeconds())}` : "";
  return `${two(date.getHours())}:${two(date.getMinutes())}${seconds}`;
}

export function day(unixMs) {
  const date = new Date(unixMs);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
