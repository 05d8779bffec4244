//! What has to be in a report.

use super::recipient::{RecipientSet, SensitivitySet};
use crate::coded::{coded, coded_set};
use crate::event::grade::Grade;
use crate::event::response::ResponseLevel;

/// An item of a report's content. Source: the plan, §4.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ReportItem {
    /// When it happened (时间).
    Time = 0,
    /// Where (地点).
    Place = 1,
    /// Source of the information (信息来源).
    Source = 2,
    /// Nature of the event (事件性质).
    Nature = 3,
    /// Short course of it (简要经过).
    Course = 4,
    /// Reach of its effect (影响范围).
    Reach = 5,
    /// Casualties and missing, and care of their families (人员伤亡（失联）及家属安抚).
    Casualties = 6,
    /// Houses collapsed or damaged (房屋倒塌损坏).
    Damage = 7,
    /// Damage to infrastructure such as traffic and communication (交通信息等基础设施损毁).
    Infrastructure = 8,
    /// Public opinion online (网上舆情).
    PublicOpinion = 9,
    /// Public order (社会面治安稳定).
    PublicOrder = 10,
    /// Rescue on site (现场救援).
    Rescue = 11,
    /// Measures taken (已采取的措施).
    Measures = 12,
}

coded!(ReportItem {
    Time => "time",
    Place => "place",
    Source => "source",
    Nature => "nature",
    Course => "course",
    Reach => "reach",
    Casualties => "casualties",
    Damage => "damage",
    Infrastructure => "traffic",
    PublicOpinion => "public_opinion",
    PublicOrder => "public_order",
    Rescue => "rescue",
    Measures => "measures",
});

/// A set of items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct ReportItemSet(u16);

coded_set!(ReportItemSet(u16) of ReportItem);

/// How many items a report has.
pub const ITEM_COUNT: usize = ReportItem::ALL.len();

/// A report: the plan's items in the caller's words, and what the engine knows.
///
/// The texts stay the caller's. An item whose text is empty or white space only is missing; a report with
/// missing items is sent all the same, says so, and is followed up (the plan, §4.2).
///
/// ```
/// use citygate::event::{ReportItem, ReportItemSet, Report};
/// let report = Report { number: 1, ..Report::default() }
///     .with(ReportItem::Time, "2026-01-12 04:10")
///     .with(ReportItem::Place, "north gate station");
/// assert_eq!(report.text(ReportItem::Place), "north gate station");
/// assert!(report.missing().contains(ReportItem::Casualties) && !report.missing().contains(ReportItem::Time));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Report<'a> {
    /// The report's number in the event: 1 is the first report, larger ones are follow-ups.
    pub number: u32,
    /// Whether it is the final report (终报), at the end of the event. Nothing is to follow any more, so what is missing
    /// then stays missing.
    pub is_final: bool,
    /// The event's grade, if it has one.
    pub grade: Option<Grade>,
    /// The level of the response in force, if there is one.
    pub response: Option<ResponseLevel>,
    /// The imbalance in thousandths of the normal supply, if it is known.
    pub imbalance_permille: Option<u16>,
    /// What makes the event sensitive.
    pub sensitivity: SensitivitySet,
    /// To whom the report goes.
    pub recipients: RecipientSet,
    /// The texts, in the order of [`ReportItem::ALL`].
    pub items: [&'a str; ITEM_COUNT],
}

impl<'a> Report<'a> {
    /// The same report with this text for an item.
    #[must_use]
    pub fn with(mut self, item: ReportItem, text: &'a str) -> Report<'a> {
        if let Some(place) = self.items.get_mut(usize::from(item.code())) {
            *place = text;
        }
        self
    }

    /// The text of an item.
    pub fn text(&self, item: ReportItem) -> &'a str {
        self.items.get(usize::from(item.code())).copied().unwrap_or("")
    }

    /// The items that are still missing. Linear in the length of the texts.
    pub fn missing(&self) -> ReportItemSet {
        ReportItem::ALL
            .iter()
            .filter(|item| self.text(**item).trim().is_empty())
            .fold(ReportItemSet::NONE, |set, item| set.union(ReportItemSet::of(&[*item])))
    }
}
