// Supply against demand, the event, and what there is in reserve.

import { day, flow, lasts, named, number, station, time, value, withUnit, word } from "./model.js";
import { by, make, put, rows, set } from "./show.js";
import { isCurtailed } from "./users.js";
import { say } from "./words.js";

const BARS = ["supply", "available", "demand", "permitted", "curtailed"];

/** How a value in use comes about, where it is not measured. */
function doubt(name, rung) {
  return value(name).isGood ? "" : `${say("not_measured")}: ${word("rung", number(rung))}`;
}

function bar(name) {
  const row = make("div", "bar-row");
  row.append(make("span", "bar-name"), make("span", "bar-number"), make("span", "bar-track", make("span", "bar-fill")),
    make("span", "bar-said"));
  row.dataset.name = name;
  return row;
}

function updateBar(row, name) {
  const [label, figure, track, said] = row.children;
  const most = Math.max(1, ...BARS.map((own) => number(own) ?? 0));
  const own = value(name);
  put(label, say(name));
  put(figure, withUnit(own.number));
  track.firstChild.style.width = `${(100 * (own.number ?? 0)) / most}%`;
  const missing = Math.max(0, (number("demand") ?? 0) - (number("available") ?? 0));
  const allotted = station.points.station.has_allotment;
  const texts = {
    supply: doubt("supply", "supply_rung") || say("measured"),
    available: "",
    demand: missing > 0 ? `${say("missing")} ${withUnit(missing)}` : "",
    permitted: number("cannot_be_met_now") ? say("more_than_there_is") : "",
    curtailed: missing > 0 || (own.number ?? 0) > 0 ? percent(own.number, number("demand")) : "",
  };
  put(said, texts[name]);
  const isWrong = (name === "supply" && !own.isGood) || (name === "permitted" && number("cannot_be_met_now") === 1);
  set(row, "data-wrong", isWrong);
  set(row, "data-short", name === "demand" && missing > (number("demand") ?? 0) / 200);
  row.hidden = name === "available" && !allotted;
}

function percent(part, whole) {
  return part && whole ? `${((100 * part) / whole).toFixed(1)} %` : "";
}

/** Label, text, and whether it is wrong. */
function facts() {
  const { has_allotment, has_storage } = station.points.station;
  const due = number("report_due");
  const now = station.image.unix_ms;
  const grade = number("grade");
  const warning = number("warning");
  const list = [
    ["grade", grade === null ? say("none") : word("grade", grade), grade === null ? "" : "event"],
    ["warning", warning === null ? say("none") : word("warning", warning), warning === null ? "" : `warning-${named("warning", "warning")}`],
    ["imbalance", number("imbalance") === null ? "–" : `${(number("imbalance") / 10).toFixed(1)} %`, ""],
  ];
  if (number("interruption")) list.push(["interruption", lasts(number("interruption") * 60), "event"]);
  const report = due === null ? say("none") : due === 0 ? say("overdue") : say("due_in", lasts(due), time(now + due * 1000));
  list.push(["next_report", report, due === 0 ? "high" : due !== null && due < 900 ? "medium" : ""]);
  if (has_storage || number("storage") !== null) {
    list.push(["storage", number("storage") === null ? "–" : `${flow(number("storage") * 1000)} m³`, value("storage").isGood ? "" : "medium"]);
    const survival = number("survival");
    list.push(["survival", survival === null ? say("none") : lasts(survival * 60), survival !== null && survival < 120 ? "high" : ""]);
  }
  if (has_allotment) list.push(...dispatch());
  return list;
}

function dispatch() {
  const isGood = value("allotment").isGood;
  const allotted = number("allotment");
  const silence = number("master_silence");
  const said = allotted === null ? "–" : withUnit(allotted);
  const heard = silence === null ? say("never_heard") : say(isGood ? "heard" : "silent", lasts(silence));
  return [
    ["allotment", isGood ? said : `~${said}, ${word("rung", number("allotment_rung"))}`, isGood ? "" : "high"],
    ["master", heard, isGood ? "" : "high"],
  ];
}

export function showOverview() {
  rows(by("bars"), BARS, (name) => name, bar, updateBar);
  rows(by("event-facts"), facts(), ([name]) => name,
    () => make("div", "", make("dt"), make("dd")),
    (node, [name, text, wrong]) => {
      put(node.firstChild, say(name));
      put(node.lastChild, text);
      set(node, "data-wrong", wrong || null);
    });
  put(by("paper-head"), paperHead());
  put(by("paper-foot"), say("paper_foot"));
}

function paperHead() {
  const { title, number: own } = station.points.station;
  const at = `${day(station.image.unix_ms)} ${time(station.image.unix_ms, true)}`;
  const users = station.points.users.map((_, user) => user);
  const curtailed = users.filter(isCurtailed);
  const inForce = say("paper_in_force", curtailed.length, users.length, withUnit(number("permitted")), withUnit(number("demand")));
  const live = document.body.dataset.live === "live" ? "" : ` ${say("paper_not_live")}`;
  return `${say("paper_head")}: ${say("paper_of", title[document.documentElement.lang === "en" ? "en" : "zh"], own, at, inForce)}${live}`;
}
