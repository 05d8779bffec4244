//! The response: who leads, who starts, and the state machine in which nothing happens without a confirmation.
//!
//! Source: the plan, §1.5.2, §4.1 and §4.6. The way is *normal → proposed → started → (changed) → termination →
//! transition → normal*. A proposal changes nothing by itself; only an authority's act does: it confirms a start
//! or a change, declares the end, or closes the transition. [`transition`] is a pure function of the state and the
//! request, driven by one small table; [`write_transitions`] prints that table.
//!
//! Interpretations, all of them where the plan is silent:
//!
//! * **Proposals.** Levels 1 and 2 are proposed by the office of the headquarters, as the plan says. Levels 3 and
//!   4 may be proposed by the engine, county, city or that office. An end may be proposed by any of these and by
//!   the commander and deputies. The engine only *recommends* levels 1 and 2 ([`recommend`]).
//! * **A proposal that is pending gives way** only to one for a more serious response; otherwise it is rejected
//!   first, by whoever could confirm it. So nobody below can push a proposal for level 1 aside.
//! * **A confirmation names what it confirms**, so that a proposal that was replaced a second ago is not
//!   confirmed by mistake.
//! * **A change**, upwards or downwards, is decided by the higher of two authorities: the one that leads now and
//!   the one that would lead then. So a lead is not taken from above, and not left without the one above.
//! * **The leading authority** that declares the end and closes the transition is the one that may start the
//!   response: commander, deputy commander, office of the headquarters (what it started), city, county. In the
//!   headquarters whoever stands above it may act in its place: the commander for the deputies, both for the office.
//! * **The chiefs of the headquarters need no proposal** (§4.1): commander and deputy commanders start, change and end of
//!   their own motion what they may decide, with a justification. While something is proposed they decide on that.
//! * **The province takes level 3 or 4 over** when the means of the city (level 4: of county and city) are exceeded, on one
//!   of three grounds, with the headquarters' approval (§2.1.3, §4.1). Coming down from a more serious response of the
//!   province is no taking over. An approval that is not stated is remarked upon, and no reason to refuse.
//! * **An end that the figures contradict** is allowed, since people may know better, and remarked upon (§4.6).
//! * **During the transition** a response can be proposed and started again; the transition does not have to be
//!   closed first.
//! * **Several regions of more than one city** make the province the lowest government above them; its organ is
//!   the office of the headquarters, so this justifies it without means exceeded
//!   ([`Justification::SeveralRegions`]).
//! * **The State Council** is asked for support by the commander, in a response of any level that the province leads and
//!   in the transition after it: an event beyond the means of a city or county is first raised.

pub(super) mod action;
pub(super) mod lead;
mod markdown;
pub(super) mod remark;
#[cfg(feature = "serde")]
mod serialized;
pub(super) mod state;
mod table;
pub(super) mod transition;

pub use action::{Action, ActionKind};
pub use lead::{AffectedArea, Lead, Recommendation, lead, recommend};
pub use markdown::write_transitions;
pub use remark::{ActionRemark, ActionRemarkSet};
pub use state::{
    Government, Justification, Phase, Proposal, Response, ResponseLevel, ResponseState, ResponseStatus,
};
pub use transition::{ActionRequest, Refusal, needs_justification, transition, who_may};
