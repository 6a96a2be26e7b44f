//! Devices that are pushed to: rows of `push_device`, which live as long as the session that made them.

use gx_http::seal::Seal;
use gx_kernel::{Id, Micros, Problem};
use gx_store::{Result, Row, Store, Tx, Value};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::message::Keys;

/// What a subscription is sealed for.
pub(crate) const PURPOSE: &str = "push_device";
/// Devices of one member of staff.
const MOST: i64 = 20;
/// Notices in a row that a device may miss before it is let go.
const PATIENCE: i64 = 10;

/// Living rows: the session is there, past its second step, and the account open.
const LIVING: &str = "push_device d JOIN session s ON s.hash = d.session AND s.staff_id = d.staff_id AND s.pending = 0 \
                      JOIN staff u ON u.id = d.staff_id AND u.disabled_at IS NULL";

/// Where a message goes, and for whom it is sealed. Sealed itself: whoever holds it can write to the device.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Subscription {
    pub(crate) endpoint: String,
    public: String,
    auth: String,
}

impl Subscription {
    pub(crate) fn new(endpoint: String, keys: &Keys) -> Self {
        Self { endpoint, public: hex(&keys.public), auth: hex(&keys.auth) }
    }

    pub(crate) fn keys(&self) -> Option<Keys> {
        Keys::read(&unhex(&self.public)?, &unhex(&self.auth)?)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    digits.map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()).collect()
}

/// A device as its owner sees it.
#[derive(Debug, Serialize)]
pub(crate) struct DeviceInfo {
    pub(crate) id: String,
    /// What the browser calls itself.
    pub(crate) agent: Option<String>,
    /// Whether it is the one that asks.
    pub(crate) this: bool,
    pub(crate) created_at: Micros,
    /// When a push service last took a message for it.
    pub(crate) sent_at: Option<Micros>,
    /// Why the last one was not taken: a status, `timeout`, `no_connection`, `not_permitted`.
    pub(crate) answer: Option<String>,
}

/// A device as the job needs it.
pub(crate) struct Device {
    pub(crate) staff: Id,
    pub(crate) sealed: Vec<u8>,
    pub(crate) locale: Option<String>,
    /// When its owner was last at work in the app, on any device.
    pub(crate) here_at: Option<Micros>,
}

fn endpoint_hash(endpoint: &str) -> Value {
    Value::Blob(Sha256::digest(endpoint.as_bytes()).to_vec())
}

/// Somebody's devices, the newest first.
pub(crate) fn list(tx: &mut Tx<'_>, now: Micros, of: Id, session: &[u8]) -> Result<Vec<DeviceInfo>> {
    let sql = format!(
        "SELECT d.id, d.agent, d.session, d.created_at, d.sent_at, d.answer FROM {LIVING} \
         WHERE d.staff_id = $1 AND s.expires_at > $2 ORDER BY d.id DESC"
    );
    tx.query(&sql, &[of.into(), now.into()])?.iter().map(|r| info(r, session)).collect()
}

fn info(r: &Row, session: &[u8]) -> Result<DeviceInfo> {
    Ok(DeviceInfo {
        id: r.id(0)?.show(gx_kernel::IdKind::Device),
        agent: r.opt_string(1)?,
        this: r.blob(2)? == session,
        created_at: r.micros(3)?,
        sent_at: r.opt_micros(4)?,
        answer: r.opt_string(5)?,
    })
}

/// Keeps a subscription for the session that asks. One that a colleague's living session holds stays theirs.
pub(crate) fn keep(
    tx: &mut Tx<'_>,
    store: &Store,
    seal: &Seal,
    of: Id,
    session: &[u8],
    agent: Option<&str>,
    subscription: &Subscription,
) -> Result<()> {
    let (hash, now) = (endpoint_hash(&subscription.endpoint), store.now());
    let sql = format!("SELECT d.staff_id FROM {LIVING} WHERE d.endpoint = $1 AND s.expires_at > $2");
    let held = tx.first(&sql, &[hash.clone(), now.into()])?;
    if held.map(|r| r.id(0)).transpose()?.is_some_and(|other| other != of) {
        let message = "Another account receives notices in this browser; let the browser subscribe anew.";
        return Err(Problem::conflict("endpoint_taken", message).into());
    }
    // The same browser again, signed in anew or with other keys: one row a browser.
    tx.execute(
        "DELETE FROM push_device WHERE endpoint = $1 OR session = $2",
        &[hash.clone(), Value::Blob(session.to_vec())],
    )?;
    if tx.one("SELECT COUNT(*) FROM push_device WHERE staff_id = $1", &[of.into()])?.int(0)? >= MOST {
        let message = format!("{MOST} of your devices are told already; remove one first.");
        return Err(Problem::conflict("too_many_devices", message).into());
    }
    let id = store.id();
    let text = serde_json::to_vec(subscription).map_err(|e| gx_store::StoreError::Shape(e.to_string()))?;
    tx.execute(
        "INSERT INTO push_device (id, staff_id, session, endpoint, sealed, agent, created_at, sent_at, answer, fails, here_at) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,NULL,NULL,0,NULL)",
        &[
            id.into(),
            of.into(),
            Value::Blob(session.to_vec()),
            hash,
            Value::Blob(seal.seal(PURPOSE, id.0, &text)?),
            agent.map(str::to_owned).into(),
            now.into(),
        ],
    )?;
    Ok(())
}

/// Lets one of somebody's devices go, named by its id; whether there was one.
pub(crate) fn remove(tx: &mut Tx<'_>, of: Id, id: Id) -> Result<bool> {
    Ok(tx.execute("DELETE FROM push_device WHERE id = $1 AND staff_id = $2", &[id.into(), of.into()])? > 0)
}

/// Lets one of somebody's devices go, named by the endpoint that it does not use any more.
pub(crate) fn remove_endpoint(tx: &mut Tx<'_>, of: Id, endpoint: &str) -> Result<()> {
    tx.execute(
        "DELETE FROM push_device WHERE endpoint = $1 AND staff_id = $2",
        &[endpoint_hash(endpoint), of.into()],
    )?;
    Ok(())
}

/// Notes that somebody is at work in the app; whether they have a device that would be pushed to.
pub(crate) fn here(tx: &mut Tx<'_>, now: Micros, of: Id) -> Result<bool> {
    Ok(tx.execute("UPDATE push_device SET here_at = $1 WHERE staff_id = $2", &[now.into(), of.into()])? > 0)
}

/// A device that may be written to now.
pub(crate) fn living(tx: &mut Tx<'_>, now: Micros, id: Id) -> Result<Option<Device>> {
    let sql = format!(
        "SELECT d.staff_id, d.sealed, u.locale, d.here_at FROM {LIVING} WHERE d.id = $1 AND s.expires_at > $2"
    );
    let found = tx.first(&sql, &[id.into(), now.into()])?;
    found
        .map(|r| {
            Ok(Device {
                staff: r.id(0)?,
                sealed: r.blob(1)?.to_vec(),
                locale: r.opt_string(2)?,
                here_at: r.opt_micros(3)?,
            })
        })
        .transpose()
}

/// A message was taken.
pub(crate) fn sent(tx: &mut Tx<'_>, now: Micros, id: Id) -> Result<()> {
    tx.execute(
        "UPDATE push_device SET sent_at = $1, answer = NULL, fails = 0 WHERE id = $2",
        &[now.into(), id.into()],
    )?;
    Ok(())
}

/// A message was given up; a device that misses too many is let go.
pub(crate) fn missed(tx: &mut Tx<'_>, id: Id, answer: &str) -> Result<()> {
    tx.execute(
        "UPDATE push_device SET answer = $1, fails = fails + 1 WHERE id = $2",
        &[answer.into(), id.into()],
    )?;
    tx.execute("DELETE FROM push_device WHERE id = $1 AND fails >= $2", &[id.into(), PATIENCE.into()])?;
    Ok(())
}

/// The push service says that there is no such device any more.
pub(crate) fn gone(tx: &mut Tx<'_>, id: Id) -> Result<()> {
    tx.execute("DELETE FROM push_device WHERE id = $1", &[id.into()])?;
    Ok(())
}

/// Drops the devices of sessions that have ended.
pub fn forget(tx: &mut Tx<'_>, now: Micros) -> Result<()> {
    tx.execute(
        "DELETE FROM push_device WHERE session NOT IN (SELECT hash FROM session WHERE expires_at > $1)",
        &[now.into()],
    )?;
    Ok(())
}
