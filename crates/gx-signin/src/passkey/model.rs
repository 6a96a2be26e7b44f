//! The words of WebAuthn in ours.

use gx_kernel::{Id, Problem};
use gx_store::{Result, Row, Store, Tx};
use webauthn_rp::bin::Decode as _;
use webauthn_rp::request::register::UserHandle16;
use webauthn_rp::request::{AsciiDomain, RpId};
use webauthn_rp::response::register::{CompressedPubKey, DynamicState, StaticState};

/// What a passkey's account is called on the device that holds it.
pub(crate) type Handle = UserHandle16;
/// What never changes of a passkey.
pub(crate) type Fixed = StaticState<CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>>;

/// The host that passkeys belong to, and the origin they are used from.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) host: RpId,
    pub(crate) origin: String,
}

/// Where passkeys of this workspace belong; refused where it has no address, or one without a name.
pub(crate) fn place(tx: &mut Tx<'_>) -> Result<Place> {
    let none =
        || Problem::conflict("no_host", "Passkeys need the workspace's public address, with a host name.");
    let origin = gx_mail::address(tx)?.ok_or_else(none)?;
    let url = gx_fetch::reqwest::Url::parse(&origin).map_err(|_| none())?;
    let name = url.domain().ok_or_else(none)?.to_owned();
    Ok(Place { host: RpId::Domain(AsciiDomain::try_from(name).map_err(|_| none())?), origin })
}

/// The handle of an account: its id, and what tells this workspace from another on the same host. Neither is
/// personal.
pub(crate) fn handle(store: &Store, user: Id) -> std::result::Result<Handle, Problem> {
    let mut bytes = [0_u8; 16];
    let (id, workspace) = bytes.split_at_mut(8);
    id.copy_from_slice(&user.0.to_be_bytes());
    workspace.copy_from_slice(&store.hash().of(&[b"passkey"]).to_be_bytes());
    Handle::decode(bytes).map_err(|_| Problem::internal())
}

/// The two states of a passkey, from columns of a row.
pub(crate) fn states(row: &Row, fixed: usize, moving: usize) -> Result<(Fixed, DynamicState)> {
    let torn = || gx_store::StoreError::Shape("a passkey cannot be read".into());
    let fixed = Fixed::decode(row.blob(fixed)?).map_err(|_| torn())?;
    let bytes = row.blob(moving)?.try_into().map_err(|_| torn())?;
    Ok((fixed, DynamicState::decode(bytes).map_err(|_| torn())?))
}
