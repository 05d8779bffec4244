//! People, recipients, actions and responses in words: what exercises and journals share.

use citygate::event::{
    ActionKind, Proposal, RecipientSet, Response, ResponseState, ResponseStatus, Signatory,
};

use crate::messages::catalogue::Messages;

/// Says all that in a language.
#[derive(Clone, Copy)]
pub struct Teller {
    pub messages: &'static Messages,
}

impl Teller {
    /// Who signs, as the journal has it: authority, division, person. It knows no names.
    pub fn signatory(&self, by: Signatory) -> String {
        let messages = self.messages;
        (messages.exercise.signer)((messages.event.authority)(by.authority), by.division, by.person)
    }

    pub fn recipients(&self, set: RecipientSet) -> String {
        let messages = self.messages;
        (messages.list)(&set.iter().map(messages.event.recipient).collect::<Vec<&str>>())
    }

    /// An action with the response that it names.
    pub fn action(&self, kind: ActionKind, response: Option<Response>) -> String {
        let messages = self.messages;
        let name = (messages.event.action)(kind);
        match response {
            Some(response) => format!("{name}{}{}", messages.colon, (messages.event.response)(response)),
            None => name.to_owned(),
        }
    }

    /// How the response stands: the phase, what is in force, what is proposed.
    pub fn state(&self, state: ResponseState) -> String {
        let messages = self.messages;
        let phase = (messages.event.phase)(state.phase());
        let in_force = match state.status() {
            ResponseStatus::Started(response) | ResponseStatus::Transition(response) => Some(response),
            ResponseStatus::Normal => None,
        };
        let mut parts: Vec<String> =
            in_force.into_iter().map(|response| (messages.event.response)(response).to_owned()).collect();
        if let Proposal::Response(response) = state.proposal() {
            let proposed = messages.exercise.label.proposed;
            parts.push(format!("{proposed}{}{}", messages.colon, (messages.event.response)(response)));
        }
        match parts.is_empty() {
            true => phase.to_owned(),
            false => (messages.aside)(phase, &parts.join(messages.semicolon)),
        }
    }
}
