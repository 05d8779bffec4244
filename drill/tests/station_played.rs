//! The station controller in an exercise: what it is for, what it never does, and that all outputs say the same of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use citygate::event::{JournalEntry, Record};
use citygate::station::{AlarmKind, Mode};
use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{open, parse};
use citygate_drill::render::{html, json, text};
use citygate_drill::result::Outcome;
use citygate_drill::result::station::{OrderOutcome, StationOutcome};
use citygate_drill::result::station_note::StationNote;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;
use proptest::prelude::*;
use serde_json::Value;

fn scenario(toml: &str) -> Scenario {
    parse("t.toml", toml, Path::new("")).unwrap_or_else(|problems| panic!("{problems:?}\n{toml}"))
}

fn shipped(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios").join(name);
    open(&path).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn play(scenario: &Scenario) -> Outcome {
    solve(scenario).expect("an outcome")
}

fn station(outcome: &Outcome) -> &StationOutcome {
    outcome.exercise.as_ref().and_then(|exercise| exercise.station.as_ref()).expect("a station")
}

fn result(outcome: &Outcome) -> Value {
    serde_json::from_str(&json::line(outcome).expect("a result")).expect("JSON")
}

/// Homes, a works and a furnace; four hours, in which the supply is short from the first to the third.
fn city(station: &str, timeline: &str) -> String {
    format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 210.0\n\
         normal_supply = 210.0\ntrend = \"steady\"\n[exercise]\nend_h = 4.0\n\
         [[user]]\nid = \"homes\"\nclass = \"residential\"\ndemand = 100.0\n\
         [[user]]\nid = \"hospital\"\nclass = \"public_service\"\ndemand = 20.0\n\
         [[user]]\nid = \"works\"\nclass = \"industrial_fuel\"\ndemand = 40.0\n\
         [[user]]\nid = \"furnace\"\nclass = \"chemical\"\ndemand = 40.0\non_off = true\n\
         [station]\nscan_s = 20\n{station}\n\
         [[timeline]]\nat_h = 1.0\nsupply = 150.0\n{timeline}[[timeline]]\nat_h = 3.0\nsupply = 210.0\n"
    )
}

fn orders_of<'s>(station: &'s StationOutcome, user: &str) -> Vec<&'s OrderOutcome> {
    station.orders.iter().filter(|order| order.user == user).collect()
}

const SHIPPED: [&str; 2] = ["station-evening.toml", "station-turns.toml"];

#[test]
fn one_seed_gives_one_result_and_another_gives_another() {
    for name in SHIPPED {
        let scenario = shipped(name);
        let line = |scenario: &Scenario| json::line(&play(scenario)).expect("a result");
        assert_eq!(line(&scenario), line(&scenario), "{name}");
        let mut other = scenario.clone();
        other.station.as_mut().expect("a station").seed += 1;
        assert_ne!(line(&scenario), line(&other), "{name}");
    }
}

/// What is due to the seed is the noise alone: without noise any seed gives the same.
#[test]
fn without_noise_the_seed_says_nothing() {
    let of = |seed: u32| {
        let outcome = play(&scenario(&city(&format!("seed = {seed}"), "")));
        let mut result = result(&outcome);
        result["exercise"]["station"]["seed"] = Value::Null;
        result.to_string()
    };
    assert_eq!(of(1), of(77));
}

#[test]
fn hysteresis_off_gives_more_orders() {
    let evening = play(&shipped("station-evening.toml"));
    let station = station(&evening);
    let (with, without) = (station.orders_given.all, station.orders_without_hysteresis);
    assert!(with >= 20 && without > 10 * with, "{with} orders, without hysteresis {without}");
    for user in &station.users {
        assert!(user.orders <= user.orders_without_hysteresis, "{user:?}");
    }
    assert!(station.held_back.thousandths() > 0);
    // It is the settings that make the difference: with them at nothing both are the same.
    let nothing = "[station.all]\ndead_band_percent = 0\nramp_percent_per_min = 0\nrestore_hold_min = 0\nwindow_h = 0\n\
                   signal = { noise_percent = 1 }\n";
    let outcome = play(&scenario(&city(nothing, "")));
    let station = self::station(&outcome);
    assert_eq!(station.orders_given.all, station.orders_without_hysteresis);
    assert_eq!(station.held_back.thousandths(), 0);
}

/// Who wants less by itself is given no order, be it due notice or not.
#[test]
fn who_is_served_gets_no_order_for_the_noise_of_its_meter() {
    let settings = "[station.all]\nnotice_min = 5\nsignal = { noise_percent = 2 }\n";
    let toml = city(settings, "").replace("supply = 150.0", "supply = 209.0");
    let outcome = play(&scenario(&toml));
    assert_eq!(station(&outcome).orders, []);
}

/// The supply falls and rises again around what is wanted: who is stopped, is stopped once.
#[test]
fn a_wavering_supply_stops_a_furnace_once() {
    let entry = |step: u32| {
        let supply = if step.is_multiple_of(2) { "195.0" } else { "200.5" };
        format!("[[timeline]]\nat_h = {}.{}\nsupply = {supply}\n", step / 10, step % 10)
    };
    let wavering: String = (11..29).map(entry).collect();
    let outcome = play(&scenario(&city("[station.user.furnace]\nrestore_hold_min = 20\n", &wavering)));
    let station = station(&outcome);
    let stops = orders_of(station, "furnace").iter().filter(|order| order.to.is_zero()).count();
    assert_eq!(stops, 1, "{:#?}", orders_of(station, "furnace"));
    assert!(station.users[3].orders_without_hysteresis > 8, "{:?}", station.users[3]);
}

#[test]
fn a_furnace_stays_out_for_its_minimum_off_time() {
    for hours in [1.0, 2.0, 2.5] {
        let toml =
            city(&format!("[station.user.furnace]\nminimum_off_h = {hours:?}\nrestore_hold_min = 0\n"), "");
        let toml = toml.replace("at_h = 3.0", "at_h = 1.25");
        let outcome = play(&scenario(&toml));
        let orders = orders_of(station(&outcome), "furnace");
        let stopped = orders.iter().find(|order| order.to.is_zero()).expect("it is stopped");
        let back = orders.iter().find(|order| order.from.is_zero()).expect("it runs again");
        let off_ms = back.at.since_start_ms() - stopped.at.since_start_ms();
        assert_eq!(off_ms as f64 / 3_600_000.0, hours);
    }
    let evening = play(&shipped("station-evening.toml"));
    let orders = orders_of(station(&evening), "glass-furnace");
    let mut stopped_at = None;
    for order in orders {
        if let Some(at) = stopped_at.filter(|_| order.from.is_zero()) {
            assert!(order.at.since_start_ms() - at >= 3 * 3_600_000, "{order:?}");
        }
        stopped_at = order.to.is_zero().then(|| order.at.since_start_ms());
    }
}

/// Whatever is wrong with the signals of a protected user: it is not cut, while others can bear it, and not on values that
/// are not measured.
#[test]
fn a_dead_meter_cuts_nobody_who_is_protected() {
    for how in ["dead", "stale", "uncertain", "stuck", "spiking"] {
        for user in ["homes", "hospital"] {
            for signal in ["demand", "flow"] {
                let failure = format!(
                    "[station.all]\nsignal = {{ time_to_live_s = 60 }}\n\
                     [[station.failure]]\nsignal = \"{signal}\"\nuser = \"{user}\"\nfrom_h = 0.5\nto_h = 3.5\nhow = \"{how}\"\n"
                );
                let outcome = play(&scenario(&city(&failure, "")));
                let station = station(&outcome);
                for protected in ["homes", "hospital"] {
                    let cut = orders_of(station, protected);
                    assert!(cut.is_empty(), "{how} {signal} of {user}: {cut:?}");
                }
                let found = station.users.iter().find(|found| found.id == user).expect("the user");
                // A spike may be within what there can be.
                if how != "spiking" {
                    assert_eq!(found.substituted.0 == 0, how == "stuck", "{how} {signal} of {user}");
                }
            }
        }
    }
}

#[test]
fn a_cut_of_the_protected_on_a_dead_supply_meter_waits_for_a_person() {
    let failure = "lowest_supply = 50.0\nsupply = { last_good_min = 0 }\n\
                   [[station.failure]]\nsignal = \"supply\"\nfrom_h = 1.5\nto_h = 2.5\nhow = \"dead\"\n";
    let waits = play(&scenario(&city(failure, "")));
    let station = station(&waits);
    assert!(orders_of(station, "homes").is_empty() && orders_of(station, "hospital").is_empty());
    assert!(station.proposals.iter().any(|proposal| proposal.user == "homes"), "{:?}", station.proposals);
    let raised: BTreeSet<&str> = station.alarms.iter().map(|alarm| alarm.kind.name()).collect();
    assert!(raised.contains("supply_substituted") && raised.contains("proposal_waits"), "{raised:?}");
    assert_eq!(station.supply_substituted.0, 3_600_000);
    // Once a person has confirmed, it is done.
    let command =
        format!("{failure}[[station.command]]\nat_h = 2.0\ndo = \"confirm\"\nby = \"dispatcher\"\n");
    let confirmed = play(&scenario(&city(&command, "")));
    let station = self::station(&confirmed);
    let cut = orders_of(station, "homes");
    assert_eq!(cut.first().map(|order| order.at.since_start_ms()), Some(2 * 3_600_000), "{cut:?}");
    assert!(
        station
            .proposals
            .iter()
            .any(|proposal| { serde_json::to_value(proposal).expect("JSON")["state"] == "confirmed" })
    );
    assert!(station.commands.iter().all(|command| command.refused.is_none()));
}

#[test]
fn who_does_not_follow_is_counted_with_what_it_draws() {
    let straying = "[station.all]\nacknowledge_min = 5\nacknowledges_after_min = 9\n\
                    [[station.straying]]\nuser = \"works\"\nfrom_h = 1.25\nto_h = 2.5\npercent = 50\n";
    let outcome = play(&scenario(&city(straying, "")));
    let station = station(&outcome);
    let works = &station.users[2];
    assert!(works.not_following.0 > 3_600_000 && works.excess.thousandths() > 0, "{works:?}");
    let told: Vec<AlarmKind> = station.alarms.iter().map(|alarm| alarm.kind).collect();
    assert!(
        told.contains(&AlarmKind::NotFollowing) && told.contains(&AlarmKind::NotAcknowledged),
        "{told:?}"
    );
    assert!(orders_of(station, "works").iter().any(|order| order.not_followed));
    let orders = orders_of(station, "works");
    let acknowledged =
        orders.iter().find_map(|order| Some((order.at, order.acknowledged?))).expect("an order");
    assert!(
        acknowledged.1.since_start_ms() - acknowledged.0.since_start_ms() >= 9 * 60_000,
        "{acknowledged:?}"
    );
}

/// A valve that is not at the station's command stays where it is, and what comes through is counted first.
#[test]
fn a_valve_that_is_out_of_reach_is_alarmed_and_its_user_counted_first() {
    let failure = "[[station.failure]]\nsignal = \"valve\"\nuser = \"works\"\nfrom_h = 0.5\nto_h = 2.0\nhow = \"dead\"\n";
    let outcome = play(&scenario(&city(failure, "")));
    let station = station(&outcome);
    let alarm = station.alarms.iter().find(|alarm| alarm.kind == AlarmKind::ValveNotAvailable);
    assert!(alarm.is_some_and(|alarm| alarm.went.is_some()), "{:?}", station.alarms);
    let works = orders_of(station, "works");
    assert!(
        works.iter().all(|order| order.at.since_start_ms() >= 7_200_000) && !works.is_empty(),
        "{works:?}"
    );
}

#[test]
fn operators_have_their_way_and_are_refused_what_cannot_be() {
    let commands = "[[station.command]]\nat_h = 0.5\ndo = \"override\"\nuser = \"works\"\nset_point = 10.0\nuntil_h = 2.0\nby = \"A\"\n\
                    [[station.command]]\nat_h = 0.75\ndo = \"hold\"\nuser = \"furnace\"\nuntil_h = 1.5\nby = \"A\"\n\
                    [[station.command]]\nat_h = 1.0\ndo = \"release\"\nuser = \"works\"\n\
                    [[station.command]]\nat_h = 1.1\ndo = \"release\"\nuser = \"works\"\n\
                    [[station.command]]\nat_h = 1.2\ndo = \"override\"\nuser = \"works\"\nset_point = 49.0\nuntil_h = 2.0\nby = \"A\"\n\
                    [[station.command]]\nat_h = 1.3\ndo = \"confirm\"\n\
                    [[station.command]]\nat_h = 2.0\ndo = \"mode\"\nmode = \"manual\"\n\
                    [[station.command]]\nat_h = 3.5\ndo = \"mode\"\nmode = \"automatic\"\n";
    let outcome = play(&scenario(&city(commands, "")));
    let station = station(&outcome);
    let told = |place: usize| (station.commands[place].at.since_start_ms(), station.commands[place].refused);
    let refused: Vec<bool> = station.commands.iter().map(|command| command.refused.is_some()).collect();
    // The hold runs out by itself between the confirmation and the change of the mode.
    assert_eq!(
        refused,
        [false, false, false, true, true, true, false, false, false],
        "{:?}",
        station.commands
    );
    assert_eq!(told(6).0, 5_400_000);
    let works = orders_of(station, "works");
    assert_eq!((works[0].cause.name(), works[0].to.thousandths()), ("override", 10_000));
    // Nothing moves while it is in manual mode.
    let moved = station.orders.iter().map(|order| order.at.since_start_ms());
    assert!(!moved.clone().any(|at| (7_200_000..12_600_000).contains(&at)));
    assert!(moved.clone().any(|at| at >= 12_600_000));
    let not_automatic = station.alarms.iter().find(|alarm| alarm.kind == AlarmKind::NotAutomatic);
    assert!(not_automatic.is_some_and(|alarm| alarm.went.is_some()), "{:?}", station.alarms);
}

/// An outcome whose set-points were beyond the supply would say so here.
fn assert_within_supply(station: &StationOutcome, what: &str) {
    for sample in &station.samples {
        let room = sample.supply_used.less(sample.counted);
        assert!(sample.shared <= room, "{what}: {sample:?}");
    }
}

#[test]
fn set_points_are_within_the_supply_at_every_sample() {
    for name in SHIPPED {
        let outcome = play(&shipped(name));
        assert_within_supply(station(&outcome), name);
        assert!(station(&outcome).samples.len() > 200);
    }
}

/// For each fact the four outputs agree: result, text, report and journal.
fn assert_agreement(scenario: &Scenario, outcome: &Outcome) {
    let own = station(outcome);
    let result = &result(outcome)["exercise"]["station"];
    let list = |key: &str| result[key].as_array().unwrap_or_else(|| panic!("{key}")).len();
    let exercise = outcome.exercise.as_ref().expect("an exercise");
    let records =
        exercise.journal.bytes.as_chunks().0.iter().map(|bytes| Record::read(bytes).expect("a record"));
    let mut noted: BTreeMap<u8, usize> = BTreeMap::new();
    let mut numbers = BTreeSet::new();
    for record in records {
        let JournalEntry::Note { code, numbers: told } = record.entry else { continue };
        let note = StationNote::read(code, told).expect("a note of the station");
        *noted.entry(code.to_le_bytes()[7]).or_default() += 1;
        if let StationNote::Order { number, user, from, to, cause } = note {
            let order = own.orders.iter().find(|order| order.number == number).expect("the order");
            assert_eq!((order.place, order.from, order.to, order.cause), (user, from, to, cause));
            let at_ms = record.stamp.instant.ms - record_zero(exercise);
            assert_eq!(at_ms, order.at.since_start_ms());
        }
        if let StationNote::Order { number, .. } | StationNote::Proposal { number, .. } = note {
            assert!(numbers.insert(number), "number {number} is given once");
        }
    }
    let of = |kind: u8| noted.get(&kind).copied().unwrap_or_default();
    let went = own.alarms.iter().filter(|alarm| alarm.went.is_some()).count();
    assert_eq!((of(1), of(2), of(3)), (list("orders"), list("proposals"), list("alarms")));
    assert_eq!((of(4), of(5)), (went, list("commands")));
    assert_eq!(result["orders_given"]["all"], list("orders"));
    assert_eq!(result["alarms_raised"], list("alarms"));
    let by_user: u64 = own.users.iter().map(|user| user.orders).sum();
    assert_eq!(by_user, own.orders_given.all);
    let by_cause = own.orders_given.allocation
        + own.orders_given.restoration
        + own.orders_given.by_hand
        + own.orders_given.confirmation;
    assert_eq!(by_cause, own.orders_given.all);
    assert_eq!(own.without_hysteresis.orders.len() as u64, own.orders_without_hysteresis);
    for (language, orders, alarms) in
        [(Language::En, "Orders: ", "Alarms: "), (Language::Zh, "户下达", "报警：")]
    {
        let text = text::page(scenario, outcome, language, 200).replace('\n', "");
        let page = html::page(scenario, outcome, language, Path::new("t.toml"));
        for told in [&text, &page] {
            assert!(told.contains(&format!("{orders}{}", own.orders_given.all)), "{language}: {orders}");
            assert!(told.contains(&format!("{alarms}{}", own.alarms_raised)), "{language}: {alarms}");
        }
        let messages = language.messages().station;
        for alarm in &own.alarms {
            let told = (messages.alarm_kind)(alarm.kind);
            assert!(page.contains(told), "{language}: {told}");
        }
        for heading in [messages.orders, messages.alarms, messages.proposals] {
            let is_there = match heading {
                heading if heading == messages.orders => !own.orders.is_empty(),
                heading if heading == messages.alarms => !own.alarms.is_empty(),
                _ => !own.proposals.is_empty(),
            };
            assert_eq!(page.contains(&format!("<h2>{heading}</h2>")), is_there, "{language}: {heading}");
        }
    }
}

/// When the journal's first record was made: its times have an origin that means nothing.
fn record_zero(exercise: &citygate_drill::result::exercise::Exercise) -> u64 {
    let (records, _) = exercise.journal.bytes.as_chunks();
    Record::read(records.first().expect("a record")).expect("a record").stamp.instant.ms
}

#[test]
fn result_text_report_and_journal_agree_on_shipped_scenarios() {
    for name in SHIPPED {
        let scenario = shipped(name);
        assert_agreement(&scenario, &play(&scenario));
    }
}

#[test]
fn a_journal_tells_the_notes_of_a_controller_in_both_languages() {
    let outcome = play(&shipped("station-evening.toml"));
    let exercise = outcome.exercise.as_ref().expect("an exercise");
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("evening.journal");
    std::fs::write(&path, &exercise.journal.bytes).expect("a file");
    for (language, told) in [("en", "order 1 to user"), ("zh", "指令1，第")] {
        let mut command = assert_cmd::cargo::cargo_bin_cmd!("citygate");
        let output = command.args(["--lang", language, "journal"]).arg(&path).output().expect("a run");
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(output.status.success() && text.contains(told), "{text}");
    }
}

#[test]
fn every_alarm_and_mode_has_words_of_its_own() {
    for language in [Language::En, Language::Zh] {
        let messages = language.messages().station;
        let alarms: BTreeSet<&str> = AlarmKind::ALL.into_iter().map(messages.alarm_kind).collect();
        assert_eq!(alarms.len(), AlarmKind::ALL.len());
        let modes: BTreeSet<&str> = Mode::ALL.into_iter().map(messages.mode).collect();
        assert_eq!(modes.len(), Mode::ALL.len());
    }
}

#[test]
fn without_a_station_nothing_is_told_of_one() {
    let outcome = play(&shipped("three-day-shortage.toml"));
    assert!(outcome.exercise.as_ref().is_some_and(|exercise| exercise.station.is_none()));
    assert!(result(&outcome)["exercise"].get("station").is_none());
}

#[test]
fn text_of_an_evening_in_english() {
    let scenario = shipped("station-evening.toml");
    insta::assert_snapshot!(text::page(&scenario, &play(&scenario), Language::En, 140));
}

#[test]
fn text_of_turns_in_chinese() {
    let scenario = shipped("station-turns.toml");
    insta::assert_snapshot!(text::page(&scenario, &play(&scenario), Language::Zh, 120));
}

fn failure() -> impl Strategy<Value = String> {
    let signals = [
        "signal = \"supply\"",
        "signal = \"demand\"\nuser = \"homes\"",
        "signal = \"flow\"\nuser = \"homes\"",
        "signal = \"demand\"\nuser = \"works\"",
        "signal = \"flow\"\nuser = \"works\"",
        "signal = \"demand\"\nuser = \"furnace\"",
    ];
    let hows = ["dead", "stuck", "spiking", "stale", "uncertain"];
    (prop::sample::select(signals.to_vec()), prop::sample::select(hows.to_vec()), 0..30u32, 1..10u32)
        .prop_map(|(signal, how, from, lasts)| {
            let (from, to) = (f64::from(from) / 10.0, f64::from(from + lasts) / 10.0);
            format!("[[station.failure]]\n{signal}\nfrom_h = {from:?}\nto_h = {to:?}\nhow = \"{how}\"\n")
        })
}

fn command() -> impl Strategy<Value = String> {
    let commands = [
        "do = \"hold\"\nuser = \"works\"\nuntil_h = 3.5\nby = \"A\"",
        "do = \"override\"\nuser = \"furnace\"\nset_point = 40.0\nuntil_h = 3.0\nby = \"A\"",
        "do = \"release\"\nuser = \"works\"",
        "do = \"confirm\"",
        "do = \"acknowledge\"",
        "do = \"shelve\"\nalarm = \"not_following\"\nuser = \"works\"\nuntil_h = 4.0",
        "do = \"mode\"\nmode = \"automatic\"",
    ];
    prop::sample::select(commands.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    /// Noise, delays, a failure, straying and operators, all drawn: set-points stay within the supply, nobody protected is cut
    /// on values that are not measured, and the outputs agree.
    #[test]
    fn whatever_happens_the_controller_keeps_to_its_rules(
        seed in 0..1000u32,
        noise in 0..3u32,
        delay in 0..60u32,
        failure in failure(),
        commands in prop::collection::vec(command(), 0..4),
        straying in 0..100u32,
        supply in 120..200u32,
    ) {
        let mut settings = format!(
            "seed = {seed}\nlowest_supply = 90.0\nsupply = {{ noise_percent = {noise}, delay_s = {delay} }}\n\
             [station.all]\nacknowledge_min = 5\nfollows_after_s = 20\n\
             signal = {{ noise_percent = {noise}, delay_s = {delay} }}\n{failure}"
        );
        if straying > 50 {
            settings += &format!(
                "[[station.straying]]\nuser = \"works\"\nfrom_h = 1.1\nto_h = 2.0\npercent = {straying}\n"
            );
        }
        for (place, command) in commands.iter().enumerate() {
            settings += &format!("[[station.command]]\nat_h = {:?}\n{command}\n", 1.0 + place as f64 / 2.0);
        }
        let scenario = scenario(&city(&settings, &format!("[[timeline]]\nat_h = 2.0\nsupply = {supply}.0\n")));
        let outcome = play(&scenario);
        assert_within_supply(station(&outcome), &settings);
        assert_agreement(&scenario, &outcome);
        for order in &station(&outcome).orders {
            prop_assert!(order.from != order.to, "{order:?}");
        }
    }
}
