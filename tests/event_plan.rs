//! Plans as data: what is none, and that another table changes who leads, who starts and the deadlines.
#![cfg(feature = "event")]

use citygate::event::*;

/// Level 3 is the province's at once, proposed by the city, started by the commander whether means are exceeded or not; level
/// 4 is the city's; level 2 takes exceeded means. Reports within half an hour, promptly within ten minutes.
fn other() -> PlanRules {
    let mut rules = EmergencyPlan::JILIN_2024.rules;
    (rules.number, rules.first_report_min, rules.prompt_min) = (7, 30, 10);
    rules.levels[1].when_exceeded = true;
    rules.levels[2] = LevelRule {
        level: ResponseLevel::Level3,
        leads: Government::Province,
        proposer: Some(Authority::City),
        starter: Authority::Commander,
        when_exceeded: false,
    };
    rules.levels[3].leads = Government::City;
    rules
}

const JILIN: PlanRules = PlanRules::JILIN_2024;

#[test]
fn who_leads_is_read_from_the_table() {
    let of = |plan: &PlanRules, grade| recommend(plan, grade, AffectedArea::OneCounty, None).response;
    assert_eq!(of(&JILIN, Grade::III), Response::Level3City);
    assert_eq!(of(&other(), Grade::III), Response::Level3Province);
    assert_eq!(of(&JILIN, Grade::IV), Response::Level4County);
    assert_eq!(of(&other(), Grade::IV), Response::Level4City);
    // Every lead that a table can state, and no other, is led so.
    for level in ResponseLevel::ALL {
        for leads in Government::ALL {
            let mut rules = JILIN;
            rules.levels[usize::from(level.code()) - 1].leads = leads;
            let response =
                recommend(&rules, Grade::ALL[usize::from(level.code()) - 1], AffectedArea::OneCounty, None);
            let is_led = response.response.government() == leads;
            assert_eq!(rules.check().is_ok(), is_led, "{level:?} {leads:?}");
        }
    }
    // Two cities may answer jointly where the city leads, not where the province does.
    let jointly =
        |plan: &PlanRules| lead(plan, ResponseLevel::Level3, AffectedArea::SeveralCities, None).jointly;
    assert_eq!(jointly(&JILIN), Some(Government::City));
    assert_eq!(jointly(&other()), None);
}

#[test]
fn who_proposes_and_starts_is_read_from_the_table() {
    let propose = |response| Action::Propose(response);
    let may = |plan: &PlanRules, state, action| who_may(plan, state, action).unwrap();
    let city = AuthoritySet::of(&[Authority::City]);
    assert_eq!(may(&other(), ResponseState::NORMAL, propose(Response::Level3Province)), city);
    assert!(
        may(&JILIN, ResponseState::NORMAL, propose(Response::Level3Province)).contains(Authority::Engine)
    );
    // What a city or county leads is proposed as ever.
    assert!(may(&other(), ResponseState::NORMAL, propose(Response::Level3City)).contains(Authority::County));

    let request = ActionRequest::new(propose(Response::Level3Province), Authority::City);
    let proposed = transition(&other(), ResponseState::NORMAL, &request).unwrap();
    let start = ActionRequest::new(Action::Confirm(Response::Level3Province), Authority::HqOffice);
    let commander = AuthoritySet::of(&[Authority::Commander]);
    assert_eq!(transition(&other(), proposed, &start), Err(Refusal::NotAuthorized { may: commander }));
    let by_commander = ActionRequest { by: Authority::Commander.into(), ..start };
    let started = transition(&other(), proposed, &by_commander).unwrap();
    assert_eq!(started.in_force(), Some(Response::Level3Province));
    // By Jilin's plan the office may, on a ground where means are exceeded.
    let missing = Refusal::JustificationMissing { means_exceeded: false, justified: false };
    assert_eq!(transition(&JILIN, proposed, &start), Err(missing));
    // Who starts it, leads and ends it.
    let end = ActionRequest::new(Action::ProposeTermination, Authority::HqOffice);
    let ending = transition(&other(), started, &end).unwrap();
    assert_eq!(may(&other(), ending, Action::DeclareTermination), commander);
}

/// For every response and every state: means exceeded are a condition exactly where the table says so, and not on the way
/// down.
#[test]
fn whether_means_have_to_be_exceeded_is_read_from_the_table() {
    for plan in [JILIN, other()] {
        for state in ResponseState::ALL {
            for response in Response::ALL {
                let action = Action::Confirm(response);
                if !matches!(state.proposal(), Proposal::Response(proposed) if proposed == response) {
                    continue;
                }
                let comes_down = state.in_force().is_some_and(|in_force| {
                    in_force.government() == Government::Province && in_force.is_more_serious_than(response)
                });
                let expected = response.government() == Government::Province
                    && plan.level(response.level()).when_exceeded
                    && !comes_down;
                assert_eq!(needs_justification(&plan, state, action), expected, "{state:?} {response:?}");
            }
        }
    }
}

#[test]
fn a_session_follows_its_plan() {
    let open = |plan| {
        let mut ring = vec![[0; RECORD_LEN]; 16];
        let settings = EventSettings { plan, ..EventSettings::DEFAULT };
        let mut event = EventSession::open(&mut ring, settings, 0, 0).unwrap();
        event.notify(&mut ring, 0, Authority::Enterprise.into(), [0; 32]).unwrap();
        (event, ring)
    };
    let observation = Observation {
        normal_supply: 1000,
        demand: Some(1000),
        available_supply: 880,
        interruption_min: None,
        trend: Some(Trend::Widening),
        network: Some(NetworkCondition::Affected),
        planned: false,
        affected_area: AffectedArea::OneCounty,
        exceeded: None,
        sensitivity: SensitivitySet::NONE,
    };
    for (plan, first_min, prompt_min, response) in
        [(JILIN, 60, 60, Response::Level3City), (other(), 30, 10, Response::Level3Province)]
    {
        let (mut event, mut ring) = open(plan);
        let due = |event: &EventSession, recipient| {
            event.reporting().unwrap().status(recipient, event.now().instant).due_in_ms()
        };
        assert_eq!(due(&event, Recipient::LocalGovernment), Some(first_min * 60_000));
        assert_eq!(due(&event, Recipient::HigherGovernment), Some(prompt_min * 60_000));
        let assessment = event.assess(&mut ring, &observation).unwrap();
        assert_eq!(assessment.recommendation.unwrap().response, response);
        // Level 3 of the province, confirmed by the office of the headquarters as Jilin's plan has it.
        let propose = ActionRequest::new(Action::Propose(Response::Level3Province), Authority::City);
        event.act(&mut ring, &propose).unwrap();
        let confirm = ActionRequest::new(Action::Confirm(Response::Level3Province), Authority::HqOffice)
            .justified_by(Justification::Application)
            .with_means_exceeded();
        let is_jilin = plan.number == JILIN.number;
        assert_eq!(event.remarks_on(&confirm).contains(ActionRemark::ApprovalNotStated), is_jilin);
        assert_eq!(event.act(&mut ring, &confirm).is_ok(), is_jilin);
        assert_eq!(event.plan(), plan);
        // Duties have the same deadlines.
        let mut duties = Duties::new(&event.plan());
        duties.follow_records(event.journal().pending(&ring).unwrap().0).unwrap();
        let now = event.now().instant;
        assert_eq!(duties.status(Duty::ReportOneHour, now), DutyStatus::Pending { ms: first_min * 60_000 });
        assert_eq!(
            duties.status(Duty::EnterpriseFirst, now),
            DutyStatus::Pending { ms: prompt_min * 60_000 }
        );
    }
}

#[test]
fn a_table_that_is_no_plan_is_refused_with_what_is_wrong() {
    let jilin = EmergencyPlan::JILIN_2024.rules;
    assert_eq!(jilin.check(), Ok(()));
    let change = |change: &dyn Fn(&mut PlanRules)| {
        let mut rules = jilin;
        change(&mut rules);
        rules.check()
    };
    let of = |permille| Some(ImbalanceBound::AtLeast(permille));
    let none = |rules: &mut PlanRules| {
        rules.grades.iter_mut().for_each(|rule| (rule.imbalance, rule.interruption_min) = (None, None));
    };
    assert_eq!(change(&none), Err(PlanError::NoCriterion));
    assert_eq!(change(&|rules| rules.grades.swap(0, 1)), Err(PlanError::Order));
    assert_eq!(change(&|rules| rules.levels.swap(2, 3)), Err(PlanError::Order));
    for permille in [0, 1001, u16::MAX] {
        let refused = change(&|rules| rules.grades[2].imbalance = of(permille));
        assert_eq!(refused, Err(PlanError::OutOfRange { grade: Grade::III }));
    }
    assert_eq!(
        change(&|rules| rules.grades[3].interruption_min = Some(0)),
        Err(PlanError::OutOfRange { grade: Grade::IV })
    );
    // Also where a grade between has no such criterion.
    let gap =
        |rules: &mut PlanRules| (rules.grades[1].imbalance, rules.grades[2].imbalance) = (None, of(200));
    assert_eq!(change(&gap), Err(PlanError::NotBelow { grade: Grade::III }));
    assert_eq!(
        change(&|rules| rules.grades[1].interruption_min = Some(72 * 60)),
        Err(PlanError::NotBelow { grade: Grade::II })
    );
    assert_eq!(
        change(&|rules| rules.grades[3].network = NetworkCondition::AtRisk),
        Err(PlanError::NotBelow { grade: Grade::IV })
    );
    // Over 20 % is more than 20 % or more.
    let over = |rules: &mut PlanRules| {
        rules.grades[0].imbalance = Some(ImbalanceBound::Above(200));
        rules.grades[1].imbalance = of(200);
    };
    assert_eq!(change(&over), Ok(()));
    for minutes in [0, 1441] {
        assert_eq!(change(&|rules| rules.first_report_min = minutes), Err(PlanError::Deadline));
    }
    assert_eq!(change(&|rules| rules.prompt_min = 1441), Err(PlanError::Deadline));
    for (level, leads) in [(0, Government::City), (1, Government::County), (2, Government::County)] {
        let refused = change(&|rules| rules.levels[level].leads = leads);
        assert_eq!(refused, Err(PlanError::Lead { level: ResponseLevel::ALL[level] }));
    }
    for starter in [Authority::Engine, Authority::County, Authority::City, Authority::Enterprise] {
        let refused = change(&|rules| rules.levels[3].starter = starter);
        assert_eq!(refused, Err(PlanError::Lead { level: ResponseLevel::Level4 }));
    }
    assert_eq!(
        change(&|rules| rules.levels[1].proposer = Some(Authority::Enterprise)),
        Err(PlanError::Lead { level: ResponseLevel::Level2 })
    );
    let errors = [
        PlanError::Lead { level: ResponseLevel::Level3 },
        PlanError::NoCriterion,
        PlanError::Order,
        PlanError::OutOfRange { grade: Grade::II },
        PlanError::NotBelow { grade: Grade::II },
        PlanError::Deadline,
    ];
    assert!(errors.iter().all(|error| error.to_string().len() > 20));
}

/// A plan survives as codes and numbers, and a table of zeros is none.
#[test]
fn a_plan_is_the_same_as_a_table() {
    for plan in [EmergencyPlan::JILIN_2024.rules, other()] {
        assert_eq!(PlanTable::of(&plan).rules(), Some(plan));
    }
    let jilin = PlanTable::of(&EmergencyPlan::JILIN_2024.rules);
    let change = |change: &dyn Fn(&mut PlanTable)| {
        let mut table = jilin;
        change(&mut table);
        table.rules()
    };
    assert_eq!(
        change(&|table| table.grades.iter_mut().for_each(|row| row.imbalance_permille = 0)).map(|_| ()),
        Some(())
    );
    let none = |table: &mut PlanTable| {
        for row in &mut table.grades {
            (row.imbalance_permille, row.interruption_min) = (0, 0);
        }
    };
    assert_eq!(change(&none), None);
    assert_eq!(change(&|table| table.scope = 3), None);
    assert_eq!(change(&|table| table.needs_widening = 2), None);
    assert_eq!(change(&|table| table.reserved = [0, 1]), None);
    assert_eq!(change(&|table| table.grades[2].network = 3), None);
    assert_eq!(change(&|table| table.grades[2].imbalance_above = 2), None);
    assert_eq!(
        change(&|table| (table.grades[3].imbalance_permille, table.grades[3].imbalance_above) = (0, 1)),
        None
    );
    assert_eq!(change(&|table| table.levels[0].starter = 7), None);
    assert_eq!(change(&|table| table.levels[0].proposer = 7), None);
    assert_eq!(change(&|table| table.levels[3].when_exceeded = 2), None);
    assert_eq!(change(&|table| table.levels[3].leads = 3), None);
}
