//! Events whose memory was damaged: as a context of the C ABI may be that its checksum does not find out.

use crate::event::*;

const RING: usize = 8;

fn observation(available_supply: u64) -> Observation {
    Observation {
        normal_supply: 1_000_000,
        demand: Some(1_000_000),
        available_supply,
        interruption_min: Some(0),
        trend: None,
        network: Some(NetworkCondition::AtRisk),
        planned: false,
        affected_area: AffectedArea::SeveralCities,
        exceeded: None,
        sensitivity: SensitivitySet::ALL,
    }
}

fn city() -> Signatory {
    Signatory { authority: Authority::City, division: 220_100, person: 4 }
}

/// A ring and an event of which everything is set.
fn full() -> ([RecordBytes; RING], EventSession) {
    let mut ring = [[0; RECORD_LEN]; RING];
    let settings = EventSettings { station: 7, key: Some(JournalKey([9; 32])), ..EventSettings::DEFAULT };
    let mut event = EventSession::open(&mut ring, settings, u32::MAX - 5, 1_768_190_400_000).unwrap();
    event.notify(&mut ring, 60_000, city(), [1; 32]).unwrap();
    event.issue_warning(&mut ring, WarningLevel::Yellow, city()).unwrap();
    for minute in 0..100_u32 {
        event.tick(&mut ring, minute * 60_000, WALL_UNKNOWN).unwrap();
        event.assess(&mut ring, &observation(1_000_000 - 2000 * u64::from(minute))).unwrap();
    }
    assert!(event.journal().lost() > 0 && event.graded().is_some() && event.reporting().is_some());
    (ring, event)
}

/// Everything that can be done with an event. None of it may panic; what it answers is anything.
fn use_it(ring: &mut [RecordBytes], event: &mut EventSession) {
    let _ = event.tick(ring, 700_000_000, 1_768_190_400_000);
    let _ = event.assess(ring, &observation(700_000));
    let _ = event.release(ring, 3);
    let propose = ActionRequest::new(Action::Propose(Response::Level3City), city());
    let _ = event.act(ring, &propose);
    let _ = event.act(ring, &ActionRequest::new(Action::ProposeTermination, Authority::Engine));
    let _ = event.issue_warning(ring, WarningLevel::Red, city());
    let _ = event.lift_warning(ring, city(), None);
    let _ = event.propose_warning(ring, WarningLevel::Blue, city());
    let _ = event.record_report(ring, RecipientSet::ALL, city(), [3; 32]);
    let _ = event.record(ring, &JournalEntry::Note { code: 1, numbers: [2; 5] });
    let _ = event.close(ring, city());
    let _ = event.notify(ring, 5, city(), [4; 32]);
    let _ = (event.now(), event.response().phase(), event.graded(), event.warnings().warning());
    let deadlines = event.deadlines();
    let now = event.now().instant;
    let _ = (deadlines.next_due_ms(now), deadlines.alarms(now), deadlines.first_reports_owed());
    let _ = (event.journal().room(), event.journal().lost(), event.journal().pending(ring).is_ok());
    let _ = EventSession::restore(
        &event.save(),
        ring,
        EventSettings::DEFAULT,
        event.journal().head(),
        &[],
        0,
        WALL_UNKNOWN,
    );
}

fn from_bytes(bytes: &[u8; size_of::<EventSession>()]) -> EventSession {
    zerocopy::transmute!(*bytes)
}

#[test]
fn an_event_in_any_damaged_memory_never_panics() {
    let (ring, event) = full();
    assert!(event.is_sound());
    let bytes: [u8; size_of::<EventSession>()] = zerocopy::transmute!(event);
    let mut still_sound = 0;
    for at in 0..bytes.len() {
        for value in [0, 1, 7, 15, 120, 128, 255, bytes[at] ^ 1] {
            let mut damaged = bytes;
            damaged[at] = value;
            let mut event = from_bytes(&damaged);
            still_sound += usize::from(event.is_sound());
            use_it(&mut ring.clone(), &mut event);
        }
    }
    // Most bytes are numbers that can be any.
    assert!(still_sound > bytes.len());
    for byte in 0..=u8::MAX {
        let mut event = from_bytes(&[byte; size_of::<EventSession>()]);
        assert!(!event.is_sound(), "{byte}");
        use_it(&mut ring.clone(), &mut event);
    }
}

#[test]
fn codes_that_stand_for_nothing_are_found() {
    let (mut ring, event) = full();
    let bytes: [u8; size_of::<EventSession>()] = zerocopy::transmute!(event.clone());
    // With every byte set to 255, one after the other: 255 is no code but "absent", which is one of a grade's.
    let sound = (0..bytes.len()).filter(|at| {
        let mut damaged = bytes;
        damaged[*at] = u8::MAX;
        from_bytes(&damaged).is_sound()
    });
    let unsound = bytes.len() - sound.count();
    assert!(unsound > 60, "{unsound}");
    // What the functions leave is sound, whatever was done.
    let mut event = event;
    use_it(&mut ring, &mut event);
    assert!(event.is_sound());
}
