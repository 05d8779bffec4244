//! Reading a state of the response: only one that there is.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::state::{Proposal, ResponseState, ResponseStatus};

#[derive(Deserialize)]
#[serde(rename = "ResponseState", deny_unknown_fields)]
struct ResponseStateForm {
    status: ResponseStatus,
    proposal: Proposal,
}

impl<'de> Deserialize<'de> for ResponseState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ResponseState, D::Error> {
        let ResponseStateForm { status, proposal } = ResponseStateForm::deserialize(deserializer)?;
        let known =
            ResponseState::ALL.into_iter().find(|state| (state.status, state.proposal) == (status, proposal));
        known.ok_or_else(|| D::Error::custom("what is in force and what is proposed contradict each other"))
    }
}
