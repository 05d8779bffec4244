// What persons do: log in, give commands, and what is answered.

import { flow, number, station, userName, word } from "./model.js";
import { button, by, make, put } from "./show.js";
import { knows, say } from "./words.js";

let person = null;

export const canCommand = () => person !== null && person.role !== "view" && document.body.dataset.live === "live";

async function post(path, body) {
  try {
    const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const said = await answer.json().catch(() => ({ result: say("http_error", answer.status) }));
    if (answer.status === 401 && said.result === "not_logged_in") await whoAmI();
    return { isDone: answer.ok, ...said };
  } catch {
    return { isDone: false, result: "unreachable" };
  }
}

/** A refusal in words: the page's own, or the RTU's for the result, with what it says more exactly. */
function refusal({ result, said, wait_s }) {
  const words = knows(result) ? say(result, wait_s) : word("command_result", result);
  return say("refused", [words === "?" ? result : words, said].filter(Boolean).join(": "));
}

let saidUntil = 0;

function tell(text, isWrong) {
  const box = by("said");
  box.hidden = false;
  put(box, text);
  box.toggleAttribute("data-wrong", isWrong);
  const own = (saidUntil = Date.now() + (isWrong ? 15_000 : 6_000));
  setTimeout(() => { if (saidUntil === own) box.hidden = true; }, own - Date.now());
}

/** Gives a command; true if it was done. */
export async function send(command) {
  const answer = await post("/api/command", command);
  tell(answer.isDone ? say("done", word("command", command.kind)) : refusal(answer), !answer.isDone);
  return answer.isDone;
}

/** Who is logged in; whether the page may be read. */
export async function whoAmI() {
  const answer = await fetch("/api/person").then((response) => response.json()).catch(() => null);
  if (answer) person = answer.person;
  showPerson();
  return answer?.may_read ?? true;
}

export function showPerson() {
  put(by("person"), person ? `${person.name}, ${say(`role_${person.role}`)}` : say("only_reading"));
  put(by("log"), say(person ? "log_out" : "log_in"));
  showActs();
}

/** Opens the dialog; `act` gets the fields' values, and returns what is wrong, or nothing. */
function ask(title, fields, doIt, act) {
  put(by("dialog-h"), title);
  put(by("dialog-do"), doIt);
  put(by("dialog-said"), "");
  const inputs = new Map();
  by("dialog-fields").replaceChildren(...fields.map((field) => {
    if (field.note) return make("p", "quiet", field.note);
    const input = field.input();
    input.id = `field-${field.name}`;
    inputs.set(field.name, input);
    const label = make("label", "", field.label);
    label.htmlFor = input.id;
    return make("p", "field", label, input);
  }));
  by("dialog-form").onsubmit = async (event) => {
    event.preventDefault();
    by("dialog-do").disabled = true;
    const wrong = await act(Object.fromEntries([...inputs].map(([name, input]) => [name, input.value])));
    by("dialog-do").disabled = false;
    if (wrong) put(by("dialog-said"), wrong);
    else by("dialog").close();
  };
  by("dialog").showModal();
  (inputs.values().next().value ?? by("dialog-cancel")).focus();
}

const typed = (kind, start = "", more = {}) => () => Object.assign(document.createElement("input"), { type: kind, value: start, required: true, ...more });
const written = () => Object.assign(document.createElement("textarea"), { rows: 4, required: true, maxLength: 8000 });
const chosen = (options) => () => {
  const node = make("select");
  node.append(...options.map(([own, text]) => new Option(text, own)));
  return node;
};

const whole = (text, low, high) => (/^\d+([.,]\d+)?$/.test(text.trim()) && Number(text.replace(",", ".")) >= low && Number(text.replace(",", ".")) <= high ? Number(text.replace(",", ".")) : null);

export function askLogin() {
  ask(say("login_title"), [
    { name: "person", label: say("person"), input: typed("text", "", { autocomplete: "username", maxLength: 64 }) },
    { name: "password", label: say("password"), input: typed("password", "", { autocomplete: "current-password", maxLength: 200 }) },
  ], say("log_in"), async (values) => {
    const answer = await post("/api/login", values);
    if (!answer.isDone) return refusal(answer);
    await whoAmI();
    document.dispatchEvent(new Event("logged-in"));
    return "";
  });
}

async function command(body) {
  const answer = await post("/api/command", body);
  if (!answer.isDone) return refusal(answer);
  tell(say("done", word("command", body.kind)), false);
  return "";
}

export function askSet(user) {
  const most = Math.floor((number("contracted", user) ?? 0) / 1000);
  ask(say("set_title", userName(user)), [
    { name: "kind", label: say("set_what"), input: chosen(["override", "hold", "release"].map((kind) => [kind, say(kind)])) },
    { name: "flow", label: say("set_point", flow(most * 1000)), input: typed("text", String(Math.floor((number("set_point", user) ?? 0) / 1000)), { inputMode: "decimal" }) },
    { name: "minutes", label: say("for_how_long"), input: typed("text", "60", { inputMode: "numeric" }) },
    { note: say("then_back") },
  ], say("do_it"), async ({ kind, flow: text, minutes }) => {
    if (kind === "release") return command({ kind, user });
    const [m3, duration] = [whole(text, 0, most), whole(minutes, 1, 10_080)];
    if (duration === null) return say("needs_number", 1, 10080);
    if (kind === "hold") return command({ kind, user, duration_s: Math.round(duration * 60) });
    if (m3 === null) return say("needs_number", 0, flow(most * 1000));
    return command({ kind, user, set_point_dm3_per_h: Math.round(m3 * 1000), duration_s: Math.round(duration * 60) });
  });
}

export function askShelve(alarm, user) {
  ask(say("shelve_title", word("alarm_kind", alarm)), [
    { name: "minutes", label: say("for_how_long"), input: typed("text", "30", { inputMode: "numeric" }) },
    { note: say("shelve_what") },
  ], say("shelve"), async ({ minutes }) => {
    const duration = whole(minutes, 1, 1440);
    if (duration === null) return say("needs_number", 1, 1440);
    return command({ kind: "shelve", alarm, user, duration_s: Math.round(duration * 60) });
  });
}

/** To cut who is protected takes two steps. */
export function askConfirm(user, order, what, because) {
  ask(say("confirm_title", what), [{ note: because }], say("confirm"), () => command({ kind: "confirm", user, order }));
}

function askMode() {
  const modes = station.points.codes.mode.map((code) => [code.name, word("mode", code.name)]);
  ask(say("mode_title"), [{ name: "mode", label: say("mode"), input: chosen(modes) }], say("do_it"), ({ mode }) => command({ kind: "set_mode", mode }));
}

const ACTS = ["notify", "report", "propose_warning", "withdraw_warning", "close"];

function askAct(act) {
  const levels = station.points.codes.warning.map((code) => [code.name, word("warning", code.name)]);
  const fields = act === "propose_warning" ? [{ name: "level", label: say("level"), input: chosen(levels) }] : [];
  fields.push({ name: "text", label: say("text"), input: written });
  if (act === "report") fields.push({ note: say("sent_to_all") });
  ask(say(`act_${act}`), fields, say("do_it"), async (values) => {
    const answer = await post("/api/event", { act, level: values.level ?? null, text: values.text });
    if (!answer.isDone) return refusal(answer);
    tell(say("done", say(`act_${act}`)), false);
    return "";
  });
}

let actsOf = "";

/** The buttons of the event and of the mode: there only for who may. */
export function showActs() {
  const isOn = canCommand();
  const now = `${isOn}${person?.role}${document.documentElement.lang}`;
  if (now === actsOf) return;
  actsOf = now;
  const acts = isOn ? ACTS.map((act) => button(say(act), () => askAct(act))) : [];
  if (isOn && person.role === "engineer") acts.push(button(`${say("mode")}…`, askMode));
  by("event-acts").replaceChildren(...acts);
}

export function begin() {
  by("log").addEventListener("click", async () => {
    if (!person) return askLogin();
    await post("/api/logout", {});
    await whoAmI();
  });
  by("dialog-cancel").addEventListener("click", () => by("dialog").close());
}
