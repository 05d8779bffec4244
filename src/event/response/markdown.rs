//! The table of transitions for people, printed from the code that decides.

use core::fmt;

use super::action::{Action, ActionKind};
use super::state::{Justification, Phase, Proposal, Response, ResponseState};
use super::table::{Cell, Guard, Who, cell};
use super::transition::{Refusal, after, is_taken_over, starter, who_may, with_superiors};
use crate::event::authority::{Authority, AuthoritySet};
use crate::event::plan::PlanRules;

const JILIN: PlanRules = PlanRules::JILIN_2024;

/// Writes who may do what in the response by Jilin's plan as Markdown, in English with the plan's Chinese terms.
///
/// The committed `docs/response-transitions.md` is this output. For hosts: it carries all texts.
///
/// # Errors
///
/// Those of `out`.
pub fn write_transitions(out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str(
        "# Who may do what in a response\n\n\
         This file is written by the code that decides (`citygate::event::write_transitions`) and compared with \
         it by a test.\nSource: the plan, §1.5.2, §4.1 and §4.6; what the plan leaves open is marked \
         *Interpretation* in the documentation of the module.\n\n",
    )?;
    write_responses(out)?;
    write_phases(out)?;
    write_changes(out)?;
    write_refused(out)
}

fn write_responses(out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str(
        "## Responses\n\nThe most serious first.\n\n\
         | response | | proposed by | started, led and ended by | means exceeded and a ground needed |\n\
         |---|---|---|---|---|\n",
    )?;
    for response in Response::ALL {
        let propose = who_may(&JILIN, ResponseState::NORMAL, Action::Propose(response)).unwrap_or_default();
        write!(out, "| {} | {} | ", response.text_en(), response.text_zh())?;
        write_authorities(out, propose)?;
        out.write_str(" | ")?;
        write_authorities(out, with_superiors(starter(&JILIN, response)))?;
        let is_taken_over = is_taken_over(&JILIN, ResponseState::NORMAL, Action::Confirm(response));
        let justification = if is_taken_over { "yes" } else { "no" };
        writeln!(out, " | {justification} |")?;
    }
    out.write_str(
        "\nCommander and deputy commanders act without a proposal too, with a justification.\n\nGrounds:\n\n",
    )?;
    for justification in
        Justification::ALL.into_iter().filter(|ground| *ground != Justification::MeansExceeded)
    {
        writeln!(out, "* {} ({})", justification.text_en(), justification.text_zh())?;
    }
    out.write_str("\n")
}

fn write_phases(out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str("## Allowed actions\n\n| in phase | action | by | if | then |\n|---|---|---|---|---|\n")?;
    for phase in Phase::ALL {
        for kind in ActionKind::ALL {
            if let Cell::May(who, guard) = cell(phase, kind) {
                write!(out, "| {} ({}) ", phase.text_en(), phase.text_zh())?;
                write!(out, "| {} ({}) ", kind.text_en(), kind.text_zh())?;
                write!(out, "| {} | {} | ", who_text(who), guard_text(guard))?;
                write_next(out, phase, kind)?;
            }
        }
    }
    out.write_str("\n")
}

/// The phases that the action leads to, found by doing it in every state of the phase.
fn write_next(out: &mut dyn fmt::Write, phase: Phase, kind: ActionKind) -> fmt::Result {
    let mut first = true;
    for next in Phase::ALL {
        let reached = ResponseState::ALL.iter().filter(|state| state.phase() == phase).any(|state| {
            Action::ALL.iter().filter(|action| action.kind() == kind).any(|action| {
                who_may(&JILIN, *state, *action).is_ok() && after(*state, *action).phase() == next
            })
        });
        if reached {
            write!(out, "{}{}", if first { "" } else { ", " }, next.text_en())?;
            first = false;
        }
    }
    out.write_str(" |\n")
}

fn write_changes(out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str(
        "## Who decides a change\n\nFrom the response in the row to the one in the column; * where means \
         are exceeded, on a ground.\n\n| from \\ to |",
    )?;
    for to in Response::ALL {
        write!(out, " {} |", to.name())?;
    }
    out.write_str("\n|---|---|---|---|---|---|---|---|\n")?;
    for from in Response::ALL {
        write!(out, "| {} |", from.name())?;
        for to in Response::ALL {
            let proposed = ResponseState::ALL
                .into_iter()
                .find(|state| state.in_force() == Some(from) && state.proposal() == Proposal::Response(to));
            out.write_str(" ")?;
            match proposed {
                Some(state) => {
                    write_authorities(out, who_may(&JILIN, state, Action::Confirm(to)).unwrap_or_default())?;
                    out.write_str(if is_taken_over(&JILIN, state, Action::Confirm(to)) { " *" } else { "" })?;
                }
                None => out.write_str("–")?,
            }
            out.write_str(" |")?;
        }
        out.write_str("\n")?;
    }
    out.write_str("\n")
}

fn write_refused(out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str("## Refused actions\n\n| in phase | action | because | |\n|---|---|---|---|\n")?;
    for phase in Phase::ALL {
        for kind in ActionKind::ALL {
            if let Some(refusal) = refused(phase, kind) {
                let (en, zh) = (refusal.text_en(), refusal.text_zh());
                writeln!(out, "| {} | {} | {en} | {zh} |", phase.text_en(), kind.text_en())?;
            }
        }
    }
    out.write_str("\nEverything else is allowed only to the authorities named above.\n")
}

/// Why the action is never possible in the phase.
fn refused(phase: Phase, kind: ActionKind) -> Option<Refusal> {
    let Cell::Not(_) = cell(phase, kind) else { return None };
    let state = ResponseState::ALL.into_iter().find(|state| state.phase() == phase)?;
    let action = Action::ALL.into_iter().find(|action| action.kind() == kind)?;
    who_may(&JILIN, state, action).err()
}

fn write_authorities(out: &mut dyn fmt::Write, set: AuthoritySet) -> fmt::Result {
    for (index, authority) in set.iter().enumerate() {
        write!(out, "{}{}", if index == 0 { "" } else { ", " }, Authority::text_en(authority))?;
    }
    Ok(())
}

const fn who_text(who: Who) -> &'static str {
    match who {
        Who::ProposerOfNamed => "whoever may propose the response",
        Who::ProposerOfEnd => "the engine, county, city, and anyone of the headquarters",
        Who::StarterOfProposed => "whoever may start the response proposed",
        Who::ChiefOfNamed => "commander or deputy commander who may start the response, or change to it",
        Who::HigherOfBoth => "the higher of who leads now and who would lead then",
        Who::Leader => "the authority that leads",
        Who::LeadingChief => "commander or deputy commander who leads",
        Who::Commander => "the commander",
    }
}

const fn guard_text(guard: Guard) -> &'static str {
    match guard {
        Guard::Nothing => "–",
        Guard::NotInForce => "it is not in force",
        Guard::MoreSeriousThanProposed => "it is more serious than the one proposed, and not in force",
        Guard::MoreSeriousThanInForce => "it is more serious than the one in force",
        Guard::NamesProposed => {
            "it names the response proposed; means exceeded and a ground stated where they are needed"
        }
        Guard::EndConditions => "it states that the event is dealt with and supply is restored",
        Guard::LedByProvince => "the province leads",
    }
}
