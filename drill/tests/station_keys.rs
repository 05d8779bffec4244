//! Every mistake in the settings of a station controller is told where it is, and with what would be right.

use std::path::Path;

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{parse, parse_in};
use citygate_drill::scenario::Scenario;
use citygate_drill::scenario::diagnostic::Diagnostic;

const TOP: &str = "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 100.0\n\
                   normal_supply = 100.0\n[exercise]\nend_h = 4.0\n\
                   [[user]]\nid = \"homes\"\nclass = \"residential\"\ndemand = 70.0\n\
                   [[user]]\nid = \"works\"\nclass = \"chemical\"\ndemand = 30.0\nnotice_h = 0.5\n\
                   [[timeline]]\nat_h = 1.0\nsupply = 80.0\ndemand = { residential = 1.5 }\n";

fn read(station: &str) -> Result<Scenario, Vec<Diagnostic>> {
    parse("t.toml", &format!("{TOP}{station}"), Path::new(""))
}

/// What is wrong: the first problem, with its line.
fn problem(toml: &str) -> String {
    let problems = parse("t.toml", toml, Path::new("")).expect_err(toml);
    problems.first().expect("a problem").to_string()
}

const FAILURE: &str = "[station]\n[[station.failure]]\nsignal = \"flow\"\nuser = \"homes\"\nfrom_h = 1.0\nto_h = 2.0\nhow = \"dead\"\n";
const STRAYING: &str = "[station]\n[[station.straying]]\nuser = \"works\"\nfrom_h = 1.0\nto_h = 2.0\n";
const OVERRIDE: &str = "[station]\n[[station.command]]\nat_h = 1.0\ndo = \"override\"\nuser = \"works\"\nset_point = 5.0\nuntil_h = 2.0\n\
                        by = \"A\"\n";

/// The settings, the key that is named, and what is said.
fn mistakes() -> Vec<(String, &'static str, &'static str)> {
    let own = |settings: &str| format!("[station]\n{settings}\n");
    let in_failure = |from: &str, to: &str| FAILURE.replace(from, to);
    let in_straying = |from: &str, to: &str| STRAYING.replace(from, to);
    let in_command = |from: &str, to: &str| OVERRIDE.replace(from, to);
    vec![
        (own("seeds = 1"), "station.seeds", "did you mean \"seed\"?"),
        (own("seed = -1"), "station.seed", "-1 is negative; write 0.0 or more"),
        (own("seed = 1.5"), "station.seed", "write a whole number from 0 to 4000000000"),
        (own("scan_s = 0.05"), "station.scan_s", "0.05 is out of range; write 0.1 to 3600"),
        (own("scan_s = 3601"), "station.scan_s", "write 0.1 to 3600"),
        (own("scan_s = \"10 s\""), "station.scan_s", "a number"),
        (own("lowest_supply = 0.0001"), "station.lowest_supply", "decimals"),
        (
            own("lowest_supply = 300.0"),
            "station.lowest_supply",
            "is above the highest, 200.0; write a lower one",
        ),
        (own("highest_supply = -1.0"), "station.highest_supply", "is negative"),
        (own("protected = [\"home\"]"), "station.protected", "unknown class \"home\""),
        (own("alarm_on_delay_s = 4000"), "station.alarm_on_delay_s", "write 0 to 3600"),
        (own("alarm_off_delay_s = 4000"), "station.alarm_off_delay_s", "write 0 to 3600"),
        (own("override_warning_min = 1441"), "station.override_warning_min", "write 0 to 1440"),
        (own("supply = { noise_percent = 101 }"), "station.supply.noise_percent", "write 0 to 100"),
        (own("supply = { noise = 1 }"), "station.supply.noise", "unknown key"),
        (own("supply = { delay_s = 3601 }"), "station.supply.delay_s", "write 0 to 3600"),
        (own("supply = { stuck_min = 5 }"), "station.supply.stuck_min", "no partner signal"),
        (own("supply = { scheduled_percent = 101 }"), "station.supply.scheduled_percent", "write 0 to 100"),
        (own("[station.all]\ndead_band_percent = 101"), "station.all.dead_band_percent", "write 0 to 100"),
        (own("[station.all]\nramp_percent_per_min = -1"), "station.all.ramp_percent_per_min", "is negative"),
        (own("[station.all]\nrestore_hold_min = 1441"), "station.all.restore_hold_min", "write 0 to 1440"),
        (own("[station.all]\nminimum_off_h = 1001"), "station.all.minimum_off_h", "write 0 to 1000"),
        (own("[station.all]\nminimum_on_h = 1001"), "station.all.minimum_on_h", "write 0 to 1000"),
        (own("[station.all]\nnotice_min = 10081"), "station.all.notice_min", "write 0 to 10080"),
        (own("[station.all]\nwindow_h = 1001"), "station.all.window_h", "write 0 to 1000"),
        (own("[station.all]\nmost_changes = 0"), "station.all.most_changes", "a whole number from 1 to 8"),
        (own("[station.all]\nmost_changes = 9"), "station.all.most_changes", "a whole number from 1 to 8"),
        (own("[station.all]\ntolerance_percent = 101"), "station.all.tolerance_percent", "write 0 to 100"),
        (own("[station.all]\ngrace_min = 1441"), "station.all.grace_min", "write 0 to 1440"),
        (own("[station.all]\nfollow_again_min = 1441"), "station.all.follow_again_min", "write 0 to 1440"),
        (own("[station.all]\nacknowledge_min = 1441"), "station.all.acknowledge_min", "write 0 to 1440"),
        (
            own("[station.all]\nacknowledges_after_min = 1441"),
            "station.all.acknowledges_after_min",
            "write 0 to 1440",
        ),
        (own("[station.all]\nfollows_after_s = 3601"), "station.all.follows_after_s", "write 0 to 3600"),
        (
            own("[station.all]\ncontracted_percent = 99"),
            "station.all.contracted_percent",
            "write 100 to 1000",
        ),
        (own("[station.all]\ncontrolled = 1"), "station.all.controlled", "true or false"),
        (
            own("[station.all]\nsignal = { jump_confirm_s = 3601 }"),
            "station.all.signal.jump_confirm_s",
            "write 0 to 3600",
        ),
        (
            own("[station.all]\nsignal = { stuck_min = 1441 }"),
            "station.all.signal.stuck_min",
            "write 0 to 1440",
        ),
        (
            own("[station.all]\nsignal = { time_to_live_s = 86401 }"),
            "station.all.signal.time_to_live_s",
            "write 0 to 86400",
        ),
        (
            own("[station.all]\nsignal = { last_good_min = 1441 }"),
            "station.all.signal.last_good_min",
            "write 0 to 1440",
        ),
        (
            own("[station.all]\nsignal = { change_percent_per_min = 100001 }"),
            "station.all.signal.change_percent_per_min",
            "write 0 to 100000",
        ),
        (own("[station.class.home]\ngrace_min = 1"), "station.class.home", "unknown class \"home\""),
        (own("[station.user.work]\ngrace_min = 1"), "station.user.work", "did you mean \"works\"?"),
        (own("[station.user.x]\ngrace_min = 1"), "station.user.x", "write the id of a [[user]]"),
        (own("[station.user.works]\ngrace_s = 1"), "station.user.works.grace_s", "unknown key"),
        (in_failure("signal = \"flow\"\n", ""), "station.failure.signal", "the key is missing"),
        (
            in_failure("\"flow\"", "\"flows\""),
            "station.failure.signal",
            "unknown signal \"flows\", did you mean \"flow\"?",
        ),
        (in_failure("user = \"homes\"\n", ""), "station.failure.user", "the key is missing"),
        (in_failure("\"homes\"", "\"home\""), "station.failure.user", "did you mean \"homes\"?"),
        (in_failure("\"flow\"", "\"supply\""), "station.failure.user", "the supply is no user's signal"),
        (
            in_failure("\"flow\"", "\"valve\"").replace("\"dead\"", "\"stale\""),
            "station.failure.how",
            "write how = \"dead\"",
        ),
        (in_failure("from_h = 1.0\n", ""), "station.failure.from_h", "the key is missing"),
        (in_failure("to_h = 2.0\n", ""), "station.failure.to_h", "the key is missing"),
        (in_failure("to_h = 2.0", "to_h = 1.0"), "station.failure.to_h", "write an hour later than from_h"),
        (in_failure("to_h = 2.0", "to_h = 4.5"), "station.failure.to_h", "the exercise ends at hour 4.0"),
        (in_failure("how = \"dead\"\n", ""), "station.failure.how", "the key is missing"),
        (in_failure("\"dead\"", "\"broken\""), "station.failure.how", "unknown failure \"broken\""),
        (
            in_failure("\"dead\"", "\"dead\"\npercent = 5"),
            "station.failure.percent",
            "stated with spiking only",
        ),
        (in_failure("\"dead\"", "\"dead\"\nevery = 5"), "station.failure.every", "stated with spiking only"),
        (
            in_failure("\"dead\"", "\"spiking\"\nevery = 0"),
            "station.failure.every",
            "0 is not a whole number from 1 to 65535; write one",
        ),
        (in_failure("\"dead\"", "\"spiking\"\npercent = 0"), "station.failure.percent", "zero"),
        (format!("{FAILURE}{}", FAILURE.replace("[station]\n", "")), "station.failure", "do not overlap"),
        (in_straying("user = \"works\"\n", ""), "station.straying.user", "the key is missing"),
        (in_straying("from_h = 1.0", "from_h = 2.0"), "station.straying.to_h", "later than from_h"),
        (
            in_straying("to_h = 2.0", "to_h = 2.0\npercent = 100001"),
            "station.straying.percent",
            "write 0.001 to 100000",
        ),
        (in_command("at_h = 1.0\n", ""), "station.command.at_h", "the key is missing"),
        (in_command("at_h = 1.0", "at_h = 5.0"), "station.command.at_h", "the exercise ends at hour 4.0"),
        (in_command("do = \"override\"\n", ""), "station.command.do", "the key is missing"),
        (in_command("\"override\"", "\"overide\""), "station.command.do", "did you mean \"override\"?"),
        (in_command("user = \"works\"\n", ""), "station.command.user", "the key is missing"),
        (in_command("set_point = 5.0\n", ""), "station.command.set_point", "the key is missing"),
        (in_command("until_h = 2.0\n", ""), "station.command.until_h", "the key is missing"),
        (in_command("by = \"A\"\n", ""), "station.command.by", "the key is missing"),
        (in_command("\"override\"", "\"release\""), "station.command.set_point", "stated with override only"),
        (in_command("\"override\"", "\"confirm\""), "station.command.set_point", "stated with override only"),
        (own("[[station.command]]\nat_h = 1.0\ndo = \"mode\""), "station.command.mode", "the key is missing"),
        (
            own("[[station.command]]\nat_h = 1.0\ndo = \"mode\"\nmode = \"auto\""),
            "station.command.mode",
            "unknown mode",
        ),
        (
            own("[[station.command]]\nat_h = 1.0\ndo = \"shelve\"\nuntil_h = 2.0"),
            "station.command.alarm",
            "the key is missing",
        ),
        (
            own("[[station.command]]\nat_h = 1.0\ndo = \"acknowledge\"\nalarm = \"not_folowing\""),
            "station.command.alarm",
            "did you mean \"not_following\"?",
        ),
        (
            own(
                "[[station.command]]\nat_h = 2.0\ndo = \"confirm\"\n[[station.command]]\nat_h = 1.0\ndo = \"confirm\"",
            ),
            "station.command.at_h",
            "1.0",
        ),
    ]
}

#[test]
fn every_mistake_is_told_where_it_is_and_what_would_be_right() {
    let mut wrong = Vec::new();
    for (station, key, said) in mistakes() {
        let told = problem(&format!("{TOP}{station}"));
        let line = told.split(':').nth(1).and_then(|line| line.parse::<usize>().ok()).unwrap_or_default();
        let is_placed = line > TOP.lines().count();
        if !is_placed || !told.contains(&format!(": {key}: ")) || !told.contains(said) {
            wrong.push(format!("expected {key}: …{said}…, found {told}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(mistakes().len() > 70);
}

/// No message is left in English.
#[test]
fn every_mistake_is_told_in_chinese() {
    for (station, ..) in mistakes() {
        let toml = format!("{TOP}{station}");
        for problem in parse_in("t.toml", &toml, Path::new(""), Language::Zh).expect_err("a problem") {
            let message = problem.message;
            assert!(message.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{station}: {message}");
        }
    }
}

#[test]
fn a_controller_has_its_place_in_an_exercise_at_one_station() {
    let without = TOP.split("[[timeline]]").next().expect("a top").replace("[exercise]\nend_h = 4.0\n", "");
    for (toml, said) in [
        (format!("{without}[station]\n"), "add [[timeline]] entries"),
        (format!("{TOP}[[node]]\nid = \"gate\"\n[station]\n"), "leave out nodes"),
        (
            format!("{TOP}[station]\n")
                .replace("end_h = 4.0\n", "end_h = 4.0\nstorage = { stock = 1.0, withdrawal = 1.0 }\n"),
            "knows of no storage",
        ),
        (
            format!("{TOP}[station]\nscan_s = 0.1\n").replace("end_h = 4.0", "end_h = 48.0"),
            "at most 1000000 are played",
        ),
        (
            format!("{TOP}[station]\n[station.user.homes]\ncontracted_percent = 1000\n")
                .replace("demand = 70.0", "demand = 2800000.0"),
            "write a smaller contracted_percent",
        ),
        (
            format!("{TOP}{OVERRIDE}")
                .replace("demand = 70.0", "demand = 5000000.0")
                .replace("set_point = 5.0", "set_point = 5.005"),
            "5.005 is no multiple of 0.01",
        ),
    ] {
        let problems = parse("t.toml", &toml, Path::new("")).expect_err(said);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|problem| problem.contains(said)), "{said}: {told:?}");
    }
}

#[test]
fn what_is_not_stated_is_as_the_documentation_says() {
    let scenario = read("[station]\n").expect("a scenario");
    let station = scenario.station.expect("a station");
    assert_eq!((station.seed, station.scan_ms), (1, 10_000));
    assert_eq!((station.lowest_supply.thousandths(), station.highest_supply.thousandths()), (0, 200_000));
    assert_eq!((station.alarm_on_delay_ms, station.alarm_off_delay_ms), (2000, 5000));
    let homes = &station.users[0];
    // 120% of one and a half times the demand, which is the most in the time line.
    assert_eq!(homes.contracted.thousandths(), 126_000);
    assert_eq!((homes.restore_hold_ms, homes.window_ms, homes.most_changes), (900_000, 86_400_000, 8));
    assert_eq!((homes.notice_ms, station.users[1].notice_ms), (0, 1_800_000));
    assert!(homes.is_controlled && homes.metering.noise.is_zero());
}

#[test]
fn the_nearest_of_all_class_and_user_counts() {
    let scenario = read(
        "[station]\n[station.all]\ngrace_min = 1\ntolerance_percent = 1\nsignal = { noise_percent = 1, delay_s = 5 }\n\
         [station.class.chemical]\ntolerance_percent = 2\ngrace_min = 2\n\
         [station.user.works]\ngrace_min = 3\nsignal = { delay_s = 7 }\n",
    )
    .expect("a scenario");
    let users = &scenario.station.as_ref().expect("a station").users;
    assert_eq!((users[0].grace_ms, users[0].tolerance.thousandths()), (60_000, 1000));
    assert_eq!((users[1].grace_ms, users[1].tolerance.thousandths()), (180_000, 2000));
    assert_eq!((users[1].metering.noise.thousandths(), users[1].metering.delay_ms), (1000, 7000));
}
