//! Who issues curtailment notices (压减通知单), and from when until when they hold.

use crate::local_text::LocalText;
use crate::scenario::timeline::Start;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeSettings {
    pub issued_by: Option<LocalText>,
    /// Whom users may ask.
    pub contact: Option<LocalText>,
    /// What stands before the running number of a notice.
    pub number: Option<String>,
    /// When the notices begin; of a horizon its first period.
    pub from: Option<Start>,
    /// When they end; after the beginning.
    pub until: Option<Start>,
}
