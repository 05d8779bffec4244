// Brings the page to life, keeps it up to date, and says loudly when it is not.

import { showAlarms } from "./alarms.js";
import * as commands from "./commands.js";
import { showHappened } from "./log.js";
import { day, lasts, named, number, station, take, takeHappened, time, word } from "./model.js";
import { showOverview } from "./overview.js";
import { by, put, set } from "./show.js";
import * as trend from "./trend.js";
import { showTodo, showUsers } from "./users.js";
import { local, say, speak } from "./words.js";

/** When something was last heard, a scan was last seen, and the events come from. */
const heard = { any: 0, scan: 0, count: null, source: null, isFull: false };

/** The server ticks every 2 s. */
const SILENT_MS = 6_000;

function stoppedAfterMs() {
  const { scan_ms, speed } = station.points.station;
  return Math.max(5_000, (3 * scan_ms) / speed);
}

function state() {
  const now = performance.now();
  if (!heard.any || now - heard.any > SILENT_MS) return heard.any || now > SILENT_MS ? "lost" : "begins";
  if (!station.image) return "begins";
  return now - heard.scan > stoppedAfterMs() ? "stopped" : "live";
}

function listen() {
  heard.source?.close();
  const source = (heard.source = new EventSource("/api/live"));
  const hear = () => { heard.any = performance.now(); };
  source.addEventListener("tick", hear);
  source.addEventListener("image", (event) => {
    hear();
    station.image = JSON.parse(event.data);
    const count = number("scan_count");
    if (count !== heard.count) [heard.count, heard.scan] = [count, performance.now()];
    ask();
  });
  source.addEventListener("happened", (event) => {
    hear();
    takeHappened(JSON.parse(event.data));
    ask();
  });
  source.onerror = () => {
    // It tries again by itself, but not after an answer that is no stream.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => again(), 3_000);
  };
}

async function again() {
  const answer = await fetch("/api/person").catch(() => null);
  if (answer?.ok && !(await answer.json()).may_read) return commands.askLogin();
  heard.isFull = Boolean(answer?.ok);
  listen();
}

let isAsked = false;

/** Has the page drawn with the next frame; once, however much comes. */
function ask() {
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(() => {
    isAsked = false;
    show();
  });
}

function show() {
  showLive();
  if (!station.image) return;
  showHead();
  showOverview();
  showTodo();
  showUsers();
  const waiting = showAlarms();
  showHappened();
  trend.follow();
  commands.showActs();
  const { title } = station.points.station;
  const mark = document.body.dataset.live === "live" ? (waiting ? `■ ${waiting} – ` : "") : `${say("lost_short")} – `;
  document.title = `${mark}${local(title)}`;
}

function showHead() {
  const { title, number: own, speed, is_simulated } = station.points.station;
  put(by("title"), `${own} · ${local(title)}`);
  put(by("clock"), `${day(station.image.unix_ms)} ${time(station.image.unix_ms, true)}`);
  put(by("mode"), word("mode", number("mode")));
  set(by("mode"), "data-wrong", named("mode", "mode") === "automatic" ? null : "medium");
  by("simulated").hidden = !is_simulated;
  put(by("simulated"), say(speed === 1 ? "simulated_1" : "simulated", speed));
}

function showLive() {
  const now = state();
  if (document.body.dataset.live !== now) {
    document.body.dataset.live = now;
    commands.showActs();
  }
  put(by("live"), say(now === "live" ? "live" : now === "begins" ? "begins" : "lost_short"));
  const isLoud = now === "lost" || now === "stopped";
  by("loud").hidden = !isLoud;
  if (!isLoud) return;
  const age = lasts((performance.now() - (now === "lost" ? heard.any : heard.scan)) / 1000);
  const text = heard.isFull && now === "lost" && !heard.any ? say("full")
    : !station.image ? say("never")
      : say(now, `${day(station.image.unix_ms)} ${time(station.image.unix_ms, true)}`, age);
  put(by("loud"), text);
}

function choose(language) {
  speak(language);
  for (const node of document.querySelectorAll(".language")) node.setAttribute("aria-pressed", String(node.dataset.language === language));
  commands.showPerson();
  if (station.points) {
    trend.showTools();
    show();
  }
}

function wanted() {
  const stated = new URLSearchParams(location.search).get("lang") ?? navigator.language;
  return stated.toLowerCase().startsWith("zh") ? "zh" : "en";
}

async function begin() {
  choose(wanted());
  for (const node of document.querySelectorAll(".language")) {
    node.addEventListener("click", () => {
      history.replaceState(null, "", `?lang=${node.dataset.language}`);
      choose(node.dataset.language);
    });
  }
  by("paper").addEventListener("click", () => window.print());
  commands.begin();
  document.addEventListener("logged-in", () => (station.points ? ask() : open()));
  setInterval(() => { showLive(); if (document.body.dataset.live !== "live") ask(); }, 1000);
  if (await commands.whoAmI()) open();
  else commands.askLogin();
}

async function open() {
  const answer = await fetch("/api/points").catch(() => null);
  if (!answer?.ok) return setTimeout(open, 3_000);
  take(await answer.json());
  listen();
  trend.begin();
}

begin();
