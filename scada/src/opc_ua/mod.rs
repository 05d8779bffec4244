//! The OPC UA server (IEC 62541): every point as a variable, and a method for commands.
//!
//! Without certificates nothing is encrypted (security policy None): then it belongs on a loopback interface, or on a network
//! that is protected otherwise. With certificates there is an encrypted endpoint beside that.

pub mod access;
pub mod certificates;
pub mod command;
pub mod config;
pub mod manager;
pub mod nodes;
pub mod value;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use opcua::crypto::SecurityPolicy;
use opcua::server::address_space::AddressSpace;
use opcua::server::node_manager::ServerContext;
use opcua::server::node_manager::memory::{InMemoryNodeManager, InMemoryNodeManagerBuilder};
use opcua::server::{ANONYMOUS_USER_TOKEN_ID, Server, ServerBuilder, ServerEndpoint, ServerHandle};
use opcua::types::MessageSecurityMode;
use tokio::net::TcpListener;

use self::access::{Access, Door};
use self::config::{Accounts, OpcUaConfig, Security};
use self::manager::Station;
use self::nodes::{NAMESPACE, NAMESPACE_INDEX};
use crate::rtu::service::RtuHandle;
use crate::serve::{ServeError, Stop};

/// So many clients at a time.
const MOST_SESSIONS: usize = 16;

/// What the server calls itself, in its certificate too.
const APPLICATION: &str = "urn:citygate:rtu";

fn failed(why: impl ToString) -> ServeError {
    ServeError::new("opc_ua", why)
}

/// Serves until the program stops.
///
/// # Errors
///
/// The address or the users, or that the station has stopped.
pub async fn serve(
    config: OpcUaConfig,
    directory: PathBuf,
    rtu: RtuHandle,
    stop: Stop,
) -> Result<(), ServeError> {
    let accounts = config.accounts(&directory).map_err(failed)?;
    let security = config.security(&directory).map_err(failed)?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| failed(format!("listen on {}: {error}", config.listen)))?;
    serve_on(listener, accounts, security, rtu, stop).await
}

/// The same, on a socket that is there already.
///
/// # Errors
///
/// As [`serve`].
pub async fn serve_on(
    listener: TcpListener,
    accounts: Accounts,
    security: Security,
    rtu: RtuHandle,
    mut stop: Stop,
) -> Result<(), ServeError> {
    let access = Arc::new(Access::new(accounts, rtu.layout().clone()));
    let (server, handle) = build(listener.local_addr().map_err(failed)?, access, &security, &rtu)?;
    let running = server.run_with(listener);
    tokio::pin!(running);
    tokio::select! {
        ended = &mut running => return ended.map_err(failed),
        ended = follow(&handle, &security, &rtu) => return ended,
        () = stop.told() => handle.cancel(),
    }
    running.await.map_err(failed)
}

fn build(
    address: SocketAddr,
    access: Arc<Access>,
    security: &Security,
    rtu: &RtuHandle,
) -> Result<(Server, ServerHandle), ServeError> {
    let station = {
        let (access, rtu) = (access.clone(), rtu.clone());
        move |context: ServerContext, space: &mut AddressSpace| Station::new(access, rtu, &context, space)
    };
    let mut builder = ServerBuilder::new()
        .application_name("citygate")
        .application_uri(APPLICATION)
        .product_uri(NAMESPACE)
        .host(address.ip().to_string())
        .port(address.port())
        .discovery_urls(vec![format!("opc.tcp://{address}/")])
        .max_sessions(MOST_SESSIONS)
        // Only encrypted endpoints need certificates: else nothing is read or written there.
        .pki_dir(security.certificates.as_deref().unwrap_or(Path::new("/dev/null")))
        .with_authenticator(Arc::new(Door::new(access.clone(), rtu.clone())))
        .with_node_manager(InMemoryNodeManagerBuilder::new(station));
    for (name, endpoint) in endpoints(&access, security, address)? {
        builder = builder.add_endpoint(name, endpoint);
    }
    for (name, token) in access.tokens() {
        builder = builder.add_user_token(name, token);
    }
    let (server, handle) = builder.build().map_err(failed)?;
    if handle.get_namespace_index(NAMESPACE) != Some(NAMESPACE_INDEX) {
        return Err(failed("the names of nodes are not where clients look for them"));
    }
    Ok((server, handle))
}

/// The ways in: one without encryption, and one with it where there are certificates. Whoever gives no name may look at either.
fn endpoints(
    access: &Access,
    security: &Security,
    address: SocketAddr,
) -> Result<Vec<(&'static str, ServerEndpoint)>, ServeError> {
    let nobody = [ANONYMOUS_USER_TOKEN_ID.to_owned()];
    let everybody: Vec<String> = access.tokens().map(|(name, _)| name).chain(nobody.clone()).collect();
    let open = if security.are_names_taken_unencrypted { everybody.as_slice() } else { &nobody };
    let open = ServerEndpoint::new("/", SecurityPolicy::None, MessageSecurityMode::None, open);
    let mut endpoints = vec![("none", open)];
    if let Some(directory) = &security.certificates {
        certificates::own(directory, APPLICATION, &address.ip().to_string()).map_err(failed)?;
        let (policy, mode) = (SecurityPolicy::Basic256Sha256, MessageSecurityMode::SignAndEncrypt);
        endpoints.push(("encrypted", ServerEndpoint::new("/", policy, mode, &everybody)));
    }
    Ok(endpoints)
}

/// Shows every image; ends with the station.
async fn follow(handle: &ServerHandle, security: &Security, rtu: &RtuHandle) -> Result<(), ServeError> {
    let station = handle
        .node_managers()
        .get_of_type::<InMemoryNodeManager<Station>>()
        .ok_or_else(|| failed("the nodes are missing"))?;
    let mut images = rtu.images();
    loop {
        let image = images.borrow_and_update().clone();
        station.inner().show(&image, station.address_space(), handle.subscriptions());
        if let Some(directory) = &security.certificates {
            certificates::drop_old_refused(directory);
        }
        images.changed().await.map_err(|_| failed("the station has stopped"))?;
    }
}
