//! The words in English.

use citygate::event::{NetworkCondition, Trend};
use citygate::policy::{Share, Target};
use citygate::user::SupplyClass;

use super::{Labels, NoteWords, Words, event, exercise, horizon, percent, tree};

pub(super) static WORDS: Words = Words {
    tag: "en",
    class: |class| match class {
        SupplyClass::Residential => "residential",
        SupplyClass::Heating => "heating",
        SupplyClass::PublicService => "public service",
        SupplyClass::Vehicles => "vehicles",
        SupplyClass::IndustrialFuel => "industrial fuel",
        SupplyClass::Chemical => "chemical",
    },
    share: |share| match share {
        Share::ProRata => "pro rata",
        Share::Equal => "equal shares",
        Share::Ranked => "by rank",
        Share::AllOrNothing => "each whole or not at all",
        Share::Rotating => "in rotation",
    },
    target: |target| match target {
        Target::Minimum => "technical minimum".to_owned(),
        Target::Demand => "whole demand".to_owned(),
        Target::PermilleOfDemand(permille) => format!("{} of the demand", percent(permille)),
        Target::PermilleOfBase(permille) => format!("{} of the stated base", percent(permille)),
    },
    every_class: "all classes",
    list: |items| match items {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    },
    notes: |notes| NoteWords {
        title: notes.title,
        source: notes.source,
        leaves_out: notes.leaves_out,
        steps: notes.steps,
    },
    trend: Trend::text_en,
    network: NetworkCondition::text_en,
    attribute: |name, _| name,
    colon: ": ",
    aside: |name, aside| format!("{name} ({aside})"),
    granted_of: |granted, demand, share| format!("{granted} of {demand} ({share})"),
    with: |attributes| format!(" with {attributes}"),
    without: |attributes| format!(" without {attributes}"),
    step: |whom, target, share| format!("{whom}: {target}, {share}"),
    number: |number| format!("step {number}"),

    wants_nothing: "asks for nothing",
    satisfied: "in full",
    step_is_short: |step| format!("short in {step}"),
    step_gets_nothing: |step| format!("nothing left for {step}"),
    whole_does_not_fit: |step| format!("does not fit as a whole into what is left for {step}"),
    node_is_full: |node, step| format!("{node} is full and holds it back in {step}"),
    minimums_do_not_fit: |step| {
        format!("the technical minimum of each does not fit into what is left for {step}")
    },
    minimum_does_not_fit: |minimum, step| {
        format!("its technical minimum of {minimum} does not fit into what is left for {step}")
    },
    not_eligible: "keeps all that the supply order allows it; no step asks for the rest",

    all_served: |demand, supply| {
        format!("The supply of {supply} covers the whole demand of {demand}: nobody is curtailed.")
    },
    decision: |demand, served, share, classes| {
        format!("Of a demand of {demand}, {served} ({share}) is served: {classes}.")
    },
    in_full: |classes| format!("{classes} in full"),
    in_part: |class, share| format!("{class} in part ({share})"),
    cut_off: |classes| format!("nothing for {classes}"),
    semicolon: "; ",
    left_over: |unused| format!(" {unused} is left over: nobody who may have it can use it."),

    event: event::ENGLISH,
    exercise: exercise::ENGLISH,

    label: Labels {
        report: "Gas shortage exercise: who keeps how much, and why",
        source: "Source of the figures",
        policy: "Supply order",
        policy_source: "Source of the order",
        policy_leaves_out: "Limits of the order",
        policy_stated: "stated for this scenario",
        unit: "Unit",
        file: "Scenario file",
        tool: "Tool",
        decision: "Decision",
        totals: "Totals",
        supply: "Supply",
        normal_supply: "Normal supply",
        demand: "Demand",
        served: "Served",
        curtailed: "Curtailed",
        unused: "Unused",
        by_class: "By class",
        by_user: "By user",
        user: "User",
        class: "Class",
        granted: "Granted",
        share: "Share",
        why: "Why",
        who_keeps_what: "Who keeps what, and why",
        steps: "Steps of the supply order",
        step: "Step",
        serves: "Serves",
        citation: "Source",
        short_steps: "Steps that are short",
        asked: "Asked",
        input: "Input",
        trend: "Imbalance",
        network: "Network",
        interruption: "Interruption of main users",
        hours: |hours| format!("{hours} h"),
        regions: "Regions affected",
        minimum: "Technical minimum",
        base: "Stated base",
        weight: "Weight",
        rank: "Rank",
        on_off: "On/off",
        yes: "yes",
        withheld: "Withheld so far",
        attributes: "Attributes",
        total: "Total",
        others: |count| format!("{count} others"),
        most_curtailed: |shown, all| {
            format!("The {shown} most curtailed of {all} users one by one, then the others in groups.")
        },
        charted: |shown, all, others_curtailed| {
            format!(
                "The {shown} most curtailed of {all} users. From the other {} together, {others_curtailed} is \
                 withheld.",
                all - shown
            )
        },
        resolution: |resolution| {
            format!("Shares are exact to {resolution}: the quantities are too large for thousandths.")
        },
        proposal: "A computed proposal. A response is started, changed and ended by the competent authority alone.",
        signatures: ["Prepared by", "Checked by", "Approved by", "Date"],
    },
    tree: &tree::ENGLISH,
    horizon: &horizon::ENGLISH,
};
