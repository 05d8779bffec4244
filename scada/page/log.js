// What happened, the newest first.

import { whose } from "./alarms.js";
import { flow, station, time, userName, withUnit, word } from "./model.js";
import { by, make, put, rows, set } from "./show.js";
import { language, say } from "./words.js";

const SHOWN = 100;

function told(one) {
  switch (one.what) {
    case "alarm_came":
    case "alarm_went":
    case "alarm_unshelved":
      return say(`h_${one.what}`, word("alarm_kind", one.alarm), whose(one.user));
    case "flood_ended":
      return say("h_flood_ended", one.alarms);
    case "command":
      return say("h_command", `${one.by} (${one.person})`, commandTold(one), word("command_result", one.result));
    case "refused":
      return say("h_refused", one.by, one.why);
    case "act":
      return say("h_act", `${one.by} (${one.person})`, [say(`act_${one.act}`), one.level && word("warning", one.level), one.text].filter(Boolean).join("; "));
    default: {
      const step = one.step === null || one.step === undefined ? "" : `, ${say("step", one.step + 1)}`;
      const because = one.cause ? `${word("order_cause", one.cause)}${one.cause === "allocation" ? `: ${word("reason", one.reason)}${step}` : ""}` : "";
      return say(`h_${one.what}`, one.user === undefined ? "" : userName(one.user), one.order, withUnit(one.to), flow(one.from), because);
    }
  }
}

function commandTold(one) {
  const about = {
    override: () => withUnit(one.set_point),
    acknowledge_alarm: () => word("alarm_kind", one.alarm),
    shelve: () => word("alarm_kind", one.alarm),
    unshelve: () => word("alarm_kind", one.alarm),
    set_mode: () => word("mode", one.mode),
    confirm: () => one.order,
    acknowledge_order: () => one.order,
  }[one.command];
  const user = one.user === null ? "" : userName(one.user);
  return [word("command", one.command), about?.(), user].filter((part) => part !== undefined && part !== "").join(", ");
}

let shownOf = "";

export function showHappened() {
  const newest = station.happened.at(-1)?.number ?? 0;
  if (shownOf === `${newest}${language}`) return;
  shownOf = `${newest}${language}`;
  const list = station.happened.slice(-SHOWN).reverse();
  rows(by("happened-rows"), list, (one) => one.number,
    () => make("tr", "", make("td", "when"), make("td")),
    (row, one) => {
      put(row.firstChild, time(one.unix_ms, true));
      put(row.lastChild, told(one));
      set(row, "data-alarm", one.what === "alarm_came");
    });
}
