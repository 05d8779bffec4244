//! The serialized form of an outlook: what never happens is left out, not a number that stands for it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::period::Outlook;

#[derive(Serialize, Deserialize)]
#[serde(rename = "Outlook", deny_unknown_fields)]
struct OutlookForm {
    first_touched_period: Option<u32>,
    cut_off_period: Option<u32>,
}

impl Serialize for Outlook {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let within = |period: u32| Some(period).filter(|period| *period != Outlook::NEVER);
        let form = OutlookForm {
            first_touched_period: within(self.first_touched_period),
            cut_off_period: within(self.cut_off_period),
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Outlook {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Outlook, D::Error> {
        let form = OutlookForm::deserialize(deserializer)?;
        let period = |period: Option<u32>| period.unwrap_or(Outlook::NEVER);
        Ok(Outlook {
            first_touched_period: period(form.first_touched_period),
            cut_off_period: period(form.cut_off_period),
        })
    }
}
