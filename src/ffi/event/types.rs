//! Structures of grade, trend, warning and response as C sees them.

use zerocopy::FromBytes;

/// Who signs: an authority, which one of its kind, and a person.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateSignatory {
    /// Which one of its kind: its administrative division code (GB/T 2260, for example 220100) or any number that
    /// the caller keeps a register of; 0 when there is only one.
    pub division: u32,
    /// The person, by number in a register that the caller keeps; 0 when it is not a person.
    pub person: u32,
    /// One of CITYGATE_AUTHORITY_....
    pub authority: u8,
    /// 0.
    pub reserved: [u8; 3],
}

/// A moment on the station's time line. Only moments of the same gaps are so many milliseconds apart.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateInstant {
    /// Milliseconds since an arbitrary origin; never runs backwards.
    pub ms: u64,
    /// How many times an unknown while was lost before.
    pub gaps: u32,
    /// 0.
    pub reserved: u32,
}

/// What an event is graded by: of the whole network that the plan is for, not of one station. What is not known does not
/// count as good news.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateSituation {
    /// Normal supply. 0: not known; the imbalance cannot be judged then.
    pub normal_supply_dm3_per_h: u64,
    /// What users want undisturbed by any curtailment. 0: not known; the normal supply is taken for it.
    pub demand_dm3_per_h: u64,
    /// Available supply. More than the demand is no imbalance.
    pub available_supply_dm3_per_h: u64,
    /// For how long main downstream users are, or may be, without gas in an unplanned outage; 0 without one.
    /// CITYGATE_MINUTES_NOT_STATED: no grade follows from it.
    pub interruption_min: u32,
    /// One of CITYGATE_TREND_...; CITYGATE_ABSENT: neither stated nor measured, which counts as widening.
    pub trend: u8,
    /// One of CITYGATE_NETWORK_CONDITION_...; CITYGATE_ABSENT: not stated, which meets no condition.
    pub network: u8,
    /// 1: the outage was planned, and is no event that the plan grades; otherwise 0.
    pub planned: u8,
    /// 0.
    pub reserved: u8,
}

/// A grade and its reasons.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateGrading {
    /// The imbalance in millionths of the normal supply, rounded down: what citygate_trend_push takes.
    pub imbalance_ppm: u32,
    /// The imbalance in thousandths, rounded down, at most 10000: for reports. No decision uses it.
    pub imbalance_permille: u16,
    /// What is missing of the normal supply, in thousandths of it: told beside the imbalance, and no criterion.
    pub missing_permille: u16,
    /// One of CITYGATE_GRADE_..., or CITYGATE_NONE.
    pub grade: u8,
    /// Which criterion gave the grade, CITYGATE_CRITERION_..., or CITYGATE_NONE.
    pub criterion: u8,
    /// The grade by imbalance alone, or CITYGATE_NONE.
    pub by_imbalance: u8,
    /// The grade by interruption alone, or CITYGATE_NONE.
    pub by_interruption: u8,
    /// The next more serious grade that the plan can give, or CITYGATE_NONE.
    pub next: u8,
    /// What keeps it from that grade, as bits CITYGATE_UNMET_...: unmet conditions of both criteria. Meeting all of
    /// either criterion would raise the grade.
    pub unmet: u8,
    /// Who evaluates the event afterwards, CITYGATE_EVALUATOR_..., or CITYGATE_ABSENT without a grade.
    pub evaluator: u8,
    /// 0.
    pub reserved: u8,
}

/// The response that the plan calls for. It starts nothing.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateRecommendation {
    /// One of CITYGATE_RESPONSE_..., or CITYGATE_ABSENT.
    pub response: u8,
    /// Its level, CITYGATE_RESPONSE_LEVEL_..., or CITYGATE_NONE.
    pub level: u8,
    /// The government that leads, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT.
    pub government: u8,
    /// The superior governments of each region concerned that may answer jointly instead, CITYGATE_GOVERNMENT_..., or
    /// CITYGATE_ABSENT.
    pub jointly: u8,
    /// 1: the event is beyond the means of the province; the State Council is asked for support.
    pub ask_state_council: u8,
    /// Who may propose it when nothing is in force; bit n stands for authority n.
    pub proposers: u8,
    /// Who starts it when nothing is in force; bit n stands for authority n.
    pub starters: u8,
    /// 1: to start it takes a justification.
    pub needs_justification: u8,
    /// The government that may be supported instead, and goes on leading, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT.
    pub supports_instead: u8,
    /// 0.
    pub reserved: [u8; 3],
}

/// The result of the N-1 formula.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateNMinus_1 {
    /// Capacity that is left without the largest infrastructure.
    pub remaining_m3_per_d: u64,
    /// Peak demand.
    pub peak_demand_m3_per_d: u64,
    /// Their ratio in thousandths, rounded down: it never shows 1000 when the standard is missed.
    pub permille: u64,
    /// 1: the ratio is at least 100 %, compared exactly.
    pub is_met: u32,
    /// 0.
    pub reserved: u32,
}

/// How a deadline stands.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateObligation {
    /// Milliseconds left (CITYGATE_OBLIGATION_PENDING) or late (CITYGATE_OBLIGATION_OVERDUE); otherwise 0.
    pub ms: u64,
    /// One of CITYGATE_OBLIGATION_....
    pub due: u8,
    /// 0.
    pub reserved: [u8; 7],
}

/// A state of the response, taken apart.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateResponseState {
    /// The code of the state: what records hold and citygate_response_transition takes.
    pub state: u8,
    /// One of CITYGATE_PHASE_....
    pub phase: u8,
    /// The response in force, CITYGATE_RESPONSE_..., or CITYGATE_ABSENT.
    pub in_force: u8,
    /// Its level, CITYGATE_RESPONSE_LEVEL_..., or CITYGATE_NONE.
    pub level: u8,
    /// The response whose transition is going on, or CITYGATE_ABSENT.
    pub in_transition: u8,
    /// The response proposed, or CITYGATE_ABSENT.
    pub proposed: u8,
    /// 1: the end is proposed.
    pub end_proposed: u8,
    /// 0.
    pub reserved: u8,
}

/// An action of the response that somebody asks for.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateActionRequest {
    /// Who asks. The authority decides; division and person are for the record.
    pub by: CitygateSignatory,
    /// One of CITYGATE_ACTION_..., for a proposal and a confirmation plus the CITYGATE_RESPONSE_... meant.
    pub action: u8,
    /// What justifies it, CITYGATE_JUSTIFICATION_..., or CITYGATE_NONE.
    pub justification: u8,
    /// For declaring the end. 1: the event is dealt with (事件处置完毕); otherwise 0.
    pub dealt_with: u8,
    /// For declaring the end. 1: supply to the affected area is restored (恢复供气); otherwise 0.
    pub supply_restored: u8,
    /// For starting level 3 or 4 of the province. 1: the means of the city (level 4: of county and city) are exceeded.
    pub means_exceeded: u8,
    /// For starting level 3 or 4 of the province. 1: the headquarters approved it (经省指挥部批准).
    pub approved: u8,
    /// 0.
    pub reserved: [u8; 2],
}

/// What a trend window says.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateTrendEstimate {
    /// One of CITYGATE_TREND_..., or CITYGATE_ABSENT: fewer than 5 samples, or the newest is stale.
    pub trend: u8,
    /// Samples in the window.
    pub samples: u8,
    /// Pairs of samples, each with a slope.
    pub pairs: u8,
    /// Slopes above the dead band; widening when these are half of all or more.
    pub rising: u8,
    /// Slopes below the negative dead band; narrowing when these are more than half.
    pub falling: u8,
    /// 1: a sudden loss lies within the window, which counts as widening: from some sample on the imbalance is larger than
    /// all before it, by CITYGATE_SUDDEN_LOSS_PPM or more.
    pub sudden_loss: u8,
    /// 0.
    pub reserved: [u8; 2],
}

/// Storage for a trend window; its content is the library's. Declare it static, open it with citygate_trend_open
/// and leave it where it is.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateTrend {
    /// The library's.
    pub words: [u64; 32],
}
