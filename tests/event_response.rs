//! The response: every state, action, authority, justification and statement against a table written by hand.
#![cfg(feature = "event")]

use citygate::event::{
    Action, ActionKind, ActionRequest, AffectedArea, Authority, AuthoritySet, Government, Grade,
    Justification, Phase, PlanRules, Proposal, Refusal, Response, ResponseLevel, ResponseState,
    ResponseStatus, lead, needs_justification, recommend, transition, who_may, write_transitions,
};

const JILIN: PlanRules = PlanRules::JILIN_2024;

/// By response, the most serious first: who proposes, who starts (and leads and ends), whether means have to be exceeded
/// and a ground given. E engine, k county, c city, H office of the headquarters, D deputy commander, C commander.
const RESPONSES: [(&str, &str, &str, bool); 7] = [
    ("1_province", "H", "C", false),
    ("2_province", "H", "DC", false),
    ("3_province", "EkcH", "HDC", true),
    ("3_city", "EkcH", "c", false),
    ("4_province", "EkcH", "HDC", true),
    ("4_city", "EkcH", "c", false),
    ("4_county", "EkcH", "k", false),
];

/// Who decides a change from the row to the column, in the order above; * where means are exceeded, on a ground.
const CHANGES: [&str; 7] = [
    "- C C C C C C",
    "C - DC DC DC DC DC",
    "C DC - HDC HDC HDC HDC",
    "C DC HDC* - HDC* c c",
    "C DC HDC* HDC - HDC HDC",
    "C DC HDC* c HDC* - c",
    "C DC HDC* c HDC* c -",
];

/// By phase, then action (propose, confirm, propose the end, declare it, reject, close the transition, request
/// support). A word is what makes it possible; a number is the code of the refusal.
const CELLS: [(&str, &str); 7] = [
    ("normal", "any own 7 7 1 9 7"),
    ("proposed", "higher start 7 7 start 9 7"),
    ("started", "other own end own 1 9 support"),
    ("change_proposed", "higher change 6 6 change 9 support"),
    ("termination", "above 5 3 lead lead 9 support"),
    ("transition", "any own 7 7 1 lead support"),
    ("restart_proposed", "higher start 7 7 start 6 support"),
];

fn letter(authority: Authority) -> char {
    match authority {
        Authority::Engine => 'E',
        Authority::County => 'k',
        Authority::City => 'c',
        Authority::HqOffice => 'H',
        Authority::DeputyCommander => 'D',
        Authority::Commander => 'C',
        Authority::Enterprise => 'x',
    }
}

/// A state by position: what is in force or in transition, and what is proposed (7 is the end).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Plain {
    started: Option<usize>,
    transition: Option<usize>,
    proposed: Option<usize>,
}

const END: usize = 7;

fn position(response: Response) -> usize {
    RESPONSES.iter().position(|(name, ..)| *name == response.name()).unwrap()
}

fn plain(state: ResponseState) -> Plain {
    let (started, transition) = match state.status() {
        ResponseStatus::Normal => (None, None),
        ResponseStatus::Started(response) => (Some(position(response)), None),
        ResponseStatus::Transition(response) => (None, Some(position(response))),
    };
    let proposed = match state.proposal() {
        Proposal::None => None,
        Proposal::Response(response) => Some(position(response)),
        Proposal::Termination => Some(END),
    };
    Plain { started, transition, proposed }
}

fn row_of(state: Plain) -> &'static str {
    match (state.started, state.transition, state.proposed) {
        (None, None, None) => "normal",
        (None, None, Some(_)) => "proposed",
        (Some(_), _, None) => "started",
        (Some(_), _, Some(END)) => "termination",
        (Some(_), _, Some(_)) => "change_proposed",
        (None, Some(_), None) => "transition",
        (None, Some(_), Some(_)) => "restart_proposed",
    }
}

/// The chiefs of the headquarters among these.
fn chiefs(by: &'static str) -> &'static str {
    by.trim_end_matches('*').trim_start_matches(|letter| letter != 'D' && letter != 'C')
}

/// Who may by the word in the cell, and whether where means are exceeded, on a ground; or the code of the refusal.
fn may(word: &str, now: Plain, named: Option<usize>) -> Result<(&'static str, bool), u8> {
    let leader = |position: Option<usize>| (RESPONSES[position.unwrap()].2, false);
    match (word, named) {
        ("other", Some(named)) if now.started == Some(named) => Err(3),
        ("higher", Some(named)) if now.proposed == Some(named) || now.started == Some(named) => Err(3),
        ("higher", Some(named)) if named > now.proposed.unwrap() => Err(4),
        ("above", Some(named)) if named >= now.started.unwrap() => Err(5),
        ("any" | "other" | "higher" | "above", Some(named)) => Ok((RESPONSES[named].1, false)),
        ("start" | "change", Some(named)) if now.proposed != Some(named) => Err(2),
        ("start", _) => Ok((RESPONSES[now.proposed.unwrap()].2, RESPONSES[now.proposed.unwrap()].3)),
        ("change", _) => {
            let by = CHANGES[now.started.unwrap()].split(' ').nth(now.proposed.unwrap()).unwrap();
            Ok((by.trim_end_matches('*'), by.ends_with('*')))
        }
        // Of their own motion: nobody but the chiefs, where they start, or lead what is ended.
        ("own", Some(named)) if now.started == Some(named) => Err(3),
        ("own", Some(named)) => {
            let row = now.started.map(|started| CHANGES[started].split(' ').nth(named).unwrap());
            let (_, _, starter, beyond) = RESPONSES[named];
            let by = row.unwrap_or(starter);
            let beyond = row.map_or(beyond, |row| row.ends_with('*'));
            Some((chiefs(by), beyond)).filter(|(by, _)| !by.is_empty()).ok_or(1)
        }
        ("own", None) => {
            let by = chiefs(RESPONSES[now.started.unwrap()].2);
            Some((by, false)).filter(|(by, _)| !by.is_empty()).ok_or(8)
        }
        ("end", _) => Ok(("EkcHDC", false)),
        ("lead", _) => Ok(leader(now.started.or(now.transition))),
        // Responses 0, 1, 2 and 4 are led by the province.
        ("support", _) if [0, 1, 2, 4].contains(&now.started.or(now.transition).unwrap()) => Ok(("C", false)),
        ("support", _) => Err(13),
        other => panic!("{other:?}"),
    }
}

/// What the hand-written tables say: the state after, or the code of the refusal.
fn expected(state: ResponseState, request: &ActionRequest) -> Result<Plain, u8> {
    let now = plain(state);
    let (column, named) = match request.action {
        Action::Propose(response) => (0, Some(position(response))),
        Action::Confirm(response) => (1, Some(position(response))),
        Action::ProposeTermination => (2, None),
        Action::DeclareTermination => (3, None),
        Action::Reject => (4, None),
        Action::CloseTransition => (5, None),
        Action::RequestSupport => (6, None),
    };
    let cells = CELLS.iter().find(|(phase, _)| *phase == row_of(now)).unwrap().1;
    let word = cells.split(' ').nth(column).unwrap();
    if let Ok(code) = word.parse::<u8>() {
        return Err(code);
    }
    let (may, beyond) = may(word, now, named)?;
    if !may.contains(letter(request.by.authority)) {
        return Err(10);
    }
    let ground = request.justification.filter(|ground| *ground != Justification::MeansExceeded);
    let wider = ground == Some(Justification::SeveralRegions);
    if word == "own" && ground.is_none() {
        return Err(11);
    }
    if column == 1 && beyond && (ground.is_none() || !(request.means_exceeded || wider)) {
        return Err(11);
    }
    if column == 3 && !(request.dealt_with && request.supply_restored) {
        return Err(12);
    }
    let nothing = Plain { started: None, transition: None, proposed: None };
    Ok(match column {
        0 => Plain { proposed: named, ..now },
        1 => Plain { started: named, ..nothing },
        2 => Plain { proposed: Some(END), ..now },
        3 => Plain { transition: now.started, ..nothing },
        4 => Plain { proposed: None, ..now },
        5 => nothing,
        _ => now,
    })
}

fn every_request() -> Vec<ActionRequest> {
    let mut requests = Vec::new();
    for action in Action::ALL {
        for by in Authority::ALL {
            for justification in Justification::ALL.into_iter().map(Some).chain([None]) {
                for (dealt_with, restored) in [(false, false), (false, true), (true, false), (true, true)] {
                    for means_exceeded in [false, true] {
                        requests.push(ActionRequest {
                            justification,
                            means_exceeded,
                            approved: dealt_with,
                            ..ActionRequest::new(action, by).stating(dealt_with, restored)
                        });
                    }
                }
            }
        }
    }
    requests
}

#[test]
fn every_state_act_and_authority_agrees_with_the_table_written_by_hand() {
    let (mut allowed, mut refused) = (0u32, 0u32);
    let requests = every_request();
    for state in ResponseState::ALL {
        assert_eq!(row_of(plain(state)), state.phase().name());
        for request in &requests {
            let got = transition(&JILIN, state, request).map(plain).map_err(Refusal::code);
            assert_eq!(got, expected(state, request), "{state:?} {request:?}");
            match got {
                Ok(_) => allowed += 1,
                Err(_) => refused += 1,
            }
        }
    }
    assert_eq!(allowed + refused, 120 * 19 * 7 * 6 * 4 * 2);
    assert!(allowed > 1000);
}

#[test]
fn who_may_names_exactly_the_authorities_that_step_accepts() {
    for state in ResponseState::ALL {
        for action in Action::ALL {
            let accepted = Authority::ALL.into_iter().filter(|by| {
                let request = ActionRequest::new(action, *by)
                    .justified_by(Justification::Instruction)
                    .with_means_exceeded()
                    .stating(true, true);
                transition(&JILIN, state, &request).is_ok()
            });
            let accepted = accepted.fold(AuthoritySet::NONE, |set, by| set.union(AuthoritySet::of(&[by])));
            assert_eq!(who_may(&JILIN, state, action).unwrap_or_default(), accepted, "{state:?} {action:?}");
        }
    }
}

#[test]
fn from_no_state_is_a_response_started_changed_or_ended_without_a_confirmation() {
    let confirmations = [ActionKind::Confirm, ActionKind::DeclareTermination, ActionKind::CloseTransition];
    let others: Vec<ActionRequest> =
        every_request().into_iter().filter(|r| !confirmations.contains(&r.action.kind())).collect();
    for start in ResponseState::ALL {
        // Everything that can be reached by any actions, by whomever, that are no confirmations.
        let mut reached = vec![start];
        let mut next = 0;
        while let Some(state) = reached.get(next).copied() {
            for after in others.iter().filter_map(|request| transition(&JILIN, state, request).ok()) {
                if !reached.contains(&after) {
                    reached.push(after);
                }
            }
            next += 1;
        }
        assert!(reached.len() > 1 || start.proposal() != Proposal::None);
        for state in reached {
            assert_eq!(state.status(), start.status(), "from {start:?}");
        }
    }
}

#[test]
fn neither_the_engine_nor_the_enterprise_ever_changes_what_is_in_force() {
    let requests = every_request();
    for state in ResponseState::ALL {
        for request in &requests {
            if let Ok(after) = transition(&JILIN, state, request) {
                let by = request.by.authority;
                assert_ne!(by, Authority::Enterprise);
                assert!(by != Authority::Engine || after.status() == state.status());
                assert!(by != Authority::Engine || request.action != Action::Reject);
            }
        }
    }
}

#[test]
fn every_state_can_be_reached_from_normal_and_can_get_back_to_normal() {
    let requests = every_request();
    let forward = |state: ResponseState| {
        requests.iter().filter_map(move |request| transition(&JILIN, state, request).ok())
    };
    let mut reached = vec![ResponseState::NORMAL];
    let mut next = 0;
    while let Some(state) = reached.get(next).copied() {
        for after in forward(state) {
            if !reached.contains(&after) {
                reached.push(after);
            }
        }
        next += 1;
    }
    assert_eq!(reached.len(), ResponseState::COUNT);

    let mut home = vec![ResponseState::NORMAL];
    loop {
        let more: Vec<ResponseState> = ResponseState::ALL
            .into_iter()
            .filter(|state| !home.contains(state) && forward(*state).any(|after| home.contains(&after)))
            .collect();
        if more.is_empty() {
            break;
        }
        home.extend(more);
    }
    assert_eq!(home.len(), ResponseState::COUNT);
}

#[test]
fn codes_of_states_and_acts_are_permanent() {
    let codes: Vec<u8> = (0..=255).filter(|code| ResponseState::from_code(*code).is_some()).collect();
    assert_eq!(codes.len(), ResponseState::COUNT);
    for (state, code) in ResponseState::ALL.into_iter().zip(&codes) {
        assert_eq!(state.code(), *code);
        assert_eq!(ResponseState::from_code(*code), Some(state));
    }
    assert_eq!(ResponseState::NORMAL.code(), 0);
    let started =
        |response| ResponseState::ALL.into_iter().find(|s| s.status() == ResponseStatus::Started(response));
    assert_eq!(started(Response::Level1).unwrap().code(), 9);
    assert_eq!(started(Response::Level4County).unwrap().code(), 63);
    for code in 0..=255 {
        assert_eq!(Action::from_code(code).map(Action::code), (code < 19).then_some(code));
    }
    assert_eq!(Action::ALL.map(Action::code).to_vec(), (0..19).collect::<Vec<u8>>());
    for phase in Phase::ALL {
        assert!(ResponseState::ALL.iter().any(|state| state.phase() == phase));
    }
}

#[test]
fn the_lead_follows_level_regions_and_means() {
    use AffectedArea::{OneCounty, SeveralCities, SeveralCounties, SeveralProvinces};
    use Government::{City, County, Province};
    // Level by level: one county, several counties, several cities, several provinces; means suffice.
    let by_extent = [
        [Province, Province, Province, Province],
        [Province, Province, Province, Province],
        [City, City, Province, Province],
        [County, City, Province, Province],
    ];
    for (level, row) in ResponseLevel::ALL.into_iter().zip(by_extent) {
        for (area, government) in AffectedArea::ALL.into_iter().zip(row) {
            let got = lead(&JILIN, level, area, None);
            assert_eq!(got.government, government);
            // A neighbouring province is told; it is no reason to ask the State Council for support.
            assert!(!got.ask_state_council && got.supports_instead.is_none());
            // Means exceeded: one level above whoever could not cope, never below.
            assert_eq!(lead(&JILIN, level, area, Some(County)).government, government.max(City));
            assert_eq!(lead(&JILIN, level, area, Some(City)).government, Province);
            // §1.5.2: the level above supports or takes over.
            for exceeded in [County, City] {
                let beyond = lead(&JILIN, level, area, Some(exceeded));
                let goes_on = Some(government).filter(|lower| *lower < beyond.government);
                assert_eq!(beyond.supports_instead, goes_on);
            }
            let beyond = lead(&JILIN, level, area, Some(Province));
            assert!(beyond.government == Province && beyond.ask_state_council);
        }
    }
    // §1.5.2: jointly by the superiors of each region. Counties of one city have one; those of two cities have two.
    let jointly = |level, area, exceeded| lead(&JILIN, level, area, exceeded).jointly;
    for level in ResponseLevel::ALL {
        assert_eq!(jointly(level, OneCounty, None), None);
        assert_eq!(jointly(level, SeveralCounties, None), None);
        let cities = Some(City).filter(|_| level.code() >= 3);
        assert_eq!(jointly(level, SeveralCities, None), cities);
        assert_eq!(jointly(level, SeveralCities, Some(County)), cities);
        assert_eq!(jointly(level, SeveralCities, Some(City)), None);
        assert_eq!(jointly(level, SeveralProvinces, Some(City)), Some(Province));
        assert_eq!(jointly(level, SeveralProvinces, Some(Province)), None);
    }
}

#[test]
fn the_recommendation_has_the_level_of_the_grade_and_the_lead_of_the_rule() {
    for grade in Grade::ALL {
        for area in AffectedArea::ALL {
            for exceeded in Government::ALL.into_iter().map(Some).chain([None]) {
                let got = recommend(&JILIN, grade, area, exceeded);
                assert_eq!(got.response.level().code(), grade.code());
                assert_eq!(got.response.government(), got.lead.government);
                assert_eq!(got.lead, lead(&JILIN, got.response.level(), area, exceeded));
            }
        }
    }
}

#[test]
fn a_justification_is_asked_of_nobody_but_the_headquarters() {
    for state in ResponseState::ALL {
        for action in Action::ALL.into_iter().filter(|action| needs_justification(&JILIN, state, *action)) {
            if let Ok(may) = who_may(&JILIN, state, action) {
                let headquarters = AuthoritySet::of(&[
                    Authority::HqOffice,
                    Authority::DeputyCommander,
                    Authority::Commander,
                ]);
                assert!(may.without(headquarters).is_empty() && !may.is_empty());
            }
        }
    }
}

/// `UPDATE_DOCS=1 cargo test --test event_response` rewrites the file.
#[test]
fn the_committed_table_of_transitions_is_what_the_code_writes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/response-transitions.md");
    let mut written = String::new();
    write_transitions(&mut written).unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &written).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), written);
}
