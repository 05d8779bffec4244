// Trends over the last hours, drawn by uPlot.

import { number, station, userCount, userName, value } from "./model.js";
import { button, by, make } from "./show.js";
import { language, say } from "./words.js";

const HOURS = [1, 2, 4, 8, 24];
const EVERY_MS = 30_000;
/** Told apart by line and width too, for who does not see colours and for paper. */
const LINES = {
  supply: { stroke: "#1a1a1a", width: 2.5 },
  supply_substituted: { stroke: "#b00020", width: 2.5, dash: [2, 4] },
  demand: { stroke: "#1f5a99", width: 1.75, dash: [10, 4] },
  permitted: { stroke: "#5a5a5a", width: 1.5 },
  wants: { stroke: "#1f5a99", width: 1.75, dash: [10, 4] },
  set_point: { stroke: "#1a1a1a", width: 2.25 },
  draws: { stroke: "#5a5a5a", width: 1.5, dash: [2, 2] },
};
const NAMES = { set_point: "may_take" };
const OF_STATION = ["supply", "supply_substituted", "demand", "permitted"];
const OF_USER = ["wants", "set_point", "draws"];

let hours = 4;
let user = null;
let data = null;
let chart = null;
let zoomed = false;
let asked = 0;

const names = () => (user === null ? OF_STATION : OF_USER);
const inM3 = (list) => list.map((dm3) => (dm3 === null || dm3 === undefined ? null : dm3 / 1000));

/** Asks the RTU for the hours before. */
export async function load() {
  const own = ++asked;
  const answer = await fetch(user === null ? "/api/history" : `/api/history?user=${user}`).catch(() => null);
  if (!answer?.ok || own !== asked) return;
  const { unix_ms, is_measured, series } = await answer.json();
  const columns = {
    ...series,
    supply: series.supply?.map((dm3, place) => (is_measured[place] ? dm3 : null)),
    supply_substituted: series.supply?.map((dm3, place) => (is_measured[place] ? null : dm3)),
  };
  data = [unix_ms.map((ms) => ms / 1000), ...names().map((name) => inM3(columns[name]))];
  draw();
}

/** Adds what is shown now, when it is time for it. */
export function follow() {
  if (!data || !station.image) return;
  const now = station.image.unix_ms / 1000;
  const since = data[0].length ? now - data[0].at(-1) : Infinity;
  if (since < EVERY_MS / 1000) return;
  // Something is missing: the page was not live, or the station stood still. The RTU knows which.
  if (data[0].length && since > (3 * EVERY_MS) / 1000) load();
  data[0].push(now);
  names().forEach((name, place) => {
    const isGood = value("supply").isGood;
    const own = name === "supply" ? (isGood ? number("supply") : null)
      : name === "supply_substituted" ? (isGood ? null : number("supply")) : number(name, user);
    data[place + 1].push(own === null ? null : own / 1000);
  });
  if (data[0].length > 2880) data.forEach((column) => column.shift());
  if (!chart) return draw();
  chart.setData(data, false);
  if (!zoomed) range();
}

/** Some room above and below; from 0 where that is near. */
function between(_, low, high) {
  if (low === null || high === null) return [0, 1];
  const room = Math.max((high - low) * 0.1, high * 0.01, 1);
  return [low < high / 3 ? 0 : low - room, high + room];
}

/** The last hours, or as much of them as is known, but half an hour at least. */
function range() {
  const last = data[0].at(-1) ?? Date.now() / 1000;
  const known = Math.max(1800, last - (data[0][0] ?? last));
  chart.setScale("x", { min: last - Math.min(hours * 3600, known), max: last });
}

function draw() {
  const box = by("trend-chart");
  chart?.destroy();
  box.replaceChildren();
  const pad = (part) => String(part).padStart(2, "0");
  const clock = (seconds) => `${pad(new Date(seconds * 1000).getHours())}:${pad(new Date(seconds * 1000).getMinutes())}`;
  const figure = (m3) => (m3 === null || m3 === undefined ? "–" : Math.floor(m3).toLocaleString("en"));
  const axis = { stroke: "#333", grid: { stroke: "#b4b4b4", width: 1 }, ticks: { stroke: "#888" }, font: "13px sans-serif" };
  chart = new uPlot({
    width: box.clientWidth || 600,
    height: Math.max(180, Math.min(320, Math.round(window.innerHeight * 0.28))),
    cursor: { drag: { x: true, y: false } },
    scales: { x: { time: true }, y: { range: between } },
    bands: user === null ? [{ series: [3, 4], fill: "rgba(138,90,0,0.16)", dir: -1 }] : [],
    axes: [
      { ...axis, values: (_, marks) => marks.map(clock) },
      { ...axis, size: 64, values: (_, marks) => marks.map(figure) },
    ],
    series: [
      { label: say("time"), value: (_, seconds) => (seconds === null ? "–" : clock(seconds)) },
      ...names().map((name) => ({ label: say(NAMES[name] ?? name), ...LINES[name], points: name === "supply_substituted" ? { show: true, size: 5, fill: LINES[name].stroke } : { show: false }, value: (_, m3) => figure(m3), spanGaps: false })),
    ],
    hooks: { setSelect: [() => { zoomed = true; }] },
  }, data, box);
  box.setAttribute("aria-label", `${say("trend")}, ${user === null ? say("the_whole_station") : userName(user)}, m³/h`);
  zoomed = false;
  range();
}

function zoom(factor, move) {
  const { min, max } = chart.scales.x;
  const [middle, half] = [(min + max) / 2 + move * (max - min), ((max - min) / 2) * factor];
  zoomed = true;
  chart.setScale("x", { min: middle - half, max: middle + half });
}

function whole() {
  zoomed = false;
  range();
}

export function begin() {
  const box = by("trend-chart");
  box.addEventListener("keydown", (event) => {
    const act = { "+": () => zoom(0.6, 0), "=": () => zoom(0.6, 0), "-": () => zoom(1 / 0.6, 0), ArrowLeft: () => zoom(1, -0.15), ArrowRight: () => zoom(1, 0.15), Escape: whole, Home: whole }[event.key];
    if (!act || !chart) return;
    event.preventDefault();
    act();
  });
  box.addEventListener("dblclick", () => chart && whole());
  new ResizeObserver(() => chart && box.clientWidth && Math.abs(chart.width - box.clientWidth) > 1 && chart.setSize({ width: box.clientWidth, height: chart.height })).observe(box);
  showTools();
  load();
}

/** The buttons; again when the language changes. */
export function showTools() {
  const tools = HOURS.map((own) => {
    const node = button(say("hours", own), () => {
      hours = own;
      showTools();
      if (chart) whole();
    });
    node.setAttribute("aria-pressed", String(own === hours));
    return node;
  });
  const choice = make("select");
  choice.append(new Option(say("the_whole_station"), ""), ...[...Array(userCount()).keys()].map((own) => new Option(userName(own), own)));
  choice.value = user ?? "";
  choice.addEventListener("change", () => {
    user = choice.value === "" ? null : Number(choice.value);
    load();
  });
  by("trend-tools").replaceChildren(make("label", "", `${say("trend_of")} `, choice), " ", ...tools, make("span", "quiet", " m³/h"));
  if (chart && chart.spoken !== language) draw();
  if (chart) chart.spoken = language;
}
