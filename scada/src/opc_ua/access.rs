//! Who is connected, and what he may write.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use opcua::server::address_space::AccessLevel;
use opcua::server::authenticator::{AuthManager, DefaultAuthenticator, Password, UserToken};
use opcua::server::{ServerEndpoint, ServerUserToken};
use opcua::types::{Error, Identifier, NodeId, UserTokenPolicy};

use super::config::Accounts;
use super::nodes::identifier;
use crate::access::{Role, Who};
use crate::points::layout::{Layout, Slot};
use crate::rtu::service::RtuHandle;

/// Everybody's role, and every node's slot.
pub struct Access {
    accounts: Accounts,
    places: HashMap<String, usize>,
    layout: Arc<Layout>,
}

impl Access {
    pub fn new(accounts: Accounts, layout: Arc<Layout>) -> Access {
        let places = layout.slots.iter().enumerate().map(|(place, slot)| (identifier(slot), place));
        Access { accounts, places: places.collect(), layout }
    }

    /// Whoever gives no name may look.
    pub fn role(&self, token: &UserToken) -> Role {
        self.accounts.get(&token.0).map_or(Role::View, |account| account.role)
    }

    pub fn who(&self, token: &UserToken, person: u32) -> Who {
        Who { role: self.role(token), person, name: token.0.clone() }
    }

    /// The slot of a node.
    pub fn slot(&self, node: &NodeId) -> Option<(usize, &Slot)> {
        let Identifier::String(name) = &node.identifier else { return None };
        let place = *self.places.get(name.as_ref())?;
        Some((place, self.layout.slots.get(place)?))
    }

    pub fn tokens(&self) -> impl Iterator<Item = (String, ServerUserToken)> {
        let token = |name: &String, password: &String| ServerUserToken::user_pass(name, password);
        self.accounts.iter().map(move |(name, account)| (name.clone(), token(name, &account.password)))
    }
}

/// The stack's own check of passwords, without what it lets everybody write.
pub struct Door {
    access: Arc<Access>,
    passwords: DefaultAuthenticator,
    rtu: RtuHandle,
}

impl Door {
    pub fn new(access: Arc<Access>, rtu: RtuHandle) -> Door {
        let passwords = DefaultAuthenticator::new(access.tokens().collect());
        Door { access, passwords, rtu }
    }
}

#[async_trait]
impl AuthManager for Door {
    async fn authenticate_anonymous_token(&self, endpoint: &ServerEndpoint) -> Result<(), Error> {
        self.passwords.authenticate_anonymous_token(endpoint).await
    }

    async fn authenticate_username_identity_token(
        &self,
        endpoint: &ServerEndpoint,
        username: &str,
        password: &Password,
    ) -> Result<UserToken, Error> {
        let known = self.passwords.authenticate_username_identity_token(endpoint, username, password).await;
        if known.is_err() {
            let who = Who { role: Role::View, person: 0, name: username.to_owned() };
            self.rtu.refuse(who, None, "OPC UA: the name or the password is wrong".to_owned());
        }
        known
    }

    fn user_token_policies(&self, endpoint: &ServerEndpoint) -> Vec<UserTokenPolicy> {
        self.passwords.user_token_policies(endpoint)
    }

    fn effective_user_access_level(
        &self,
        token: &UserToken,
        level: AccessLevel,
        node: &NodeId,
    ) -> AccessLevel {
        let role = self.access.role(token);
        match self.access.slot(node) {
            Some((_, slot)) if slot.point.write.contains(&role) => level,
            _ => level & (AccessLevel::CURRENT_READ | AccessLevel::HISTORY_READ),
        }
    }
}
