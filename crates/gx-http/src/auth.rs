//! Who asks: passwords, sessions and the caller's rights.
//!
//! A session is a random token in a cookie that scripts cannot read; the database
//! keeps its SHA-256. Requests that change something carry the header
//! `X-Guanxi: 1`, which a foreign page cannot send without our consent (CSRF).

use std::collections::HashMap;

use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use gx_kernel::{Id, Micros, Problem};
use gx_store::access::{Access, Grants, Standing};
use gx_store::{Result, Row, Store, Tx, Value};
use parking_lot::Mutex;
use sha2::{Digest, Sha256};

use crate::error::ApiError;
use crate::kit::Kit;
use crate::second;

/// The cookie's name.
pub const COOKIE: &str = "gx_session";
const LIVES: i64 = 30 * Micros::DAY;

/// The signed-in caller.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The user.
    pub user: User,
    /// The user's rights.
    pub access: Access,
    /// Who really sits there, when an administrator looks as [`Self::user`].
    pub really: Option<Id>,
    /// Whether a program asks with a key, rather than a person with a cookie.
    pub program: bool,
    /// By what the second step of this session was taken; none where there was no second step.
    pub factor: Option<String>,
    /// Whether the workspace demands a second factor that this session has not shown.
    pub owes_factor: bool,
}

/// The caller even where they still have to set up the second factor that the workspace demands: for what leads
/// them through it, and nothing else.
#[derive(Clone, Debug)]
pub struct Entering(pub Signed);

/// A member of staff.
#[derive(Clone, Debug)]
pub struct User {
    /// The user.
    pub id: Id,
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their role's key.
    pub role: String,
    /// Their language, if they chose one.
    pub locale: Option<String>,
    /// `light`, `dark` or `system`.
    pub theme: String,
}

impl FromRequestParts<Kit> for Signed {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, kit: &Kit) -> std::result::Result<Self, ApiError> {
        let Entering(signed) = Entering::from_request_parts(parts, kit).await?;
        if signed.owes_factor {
            let message = "This workspace demands a second factor; set one up first.";
            return Err(Problem::new(403, "factor_needed", message).into());
        }
        Ok(signed)
    }
}

impl FromRequestParts<Kit> for Entering {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, kit: &Kit) -> std::result::Result<Self, ApiError> {
        let unsigned = || ApiError(Problem::new(401, "not_signed_in", "Sign in first."));
        if let Some(key) = bearer(&parts.headers) {
            return Ok(Self(kit.run(move |store| program(store, &key)).await?));
        }
        if !matches!(parts.method, Method::GET | Method::HEAD) {
            csrf(&parts.headers)?;
        }
        let token = cookie(&parts.headers).ok_or_else(unsigned)?;
        kit.run(move |store| session(store, &token)).await?.map(Self).ok_or_else(unsigned)
    }
}

/// Refuses a request without the header that a foreign page cannot send.
pub fn csrf(headers: &HeaderMap) -> std::result::Result<(), Problem> {
    if headers.contains_key("x-guanxi") {
        return Ok(());
    }
    Err(Problem::new(403, "csrf", "Requests that change something carry the header X-Guanxi: 1."))
}

/// What keys of programs begin with.
pub const KEY_PREFIX: &str = "gxa";

/// What a key may be cut to: `read`, `write` (make and change), `delete`, `export`, `import`, `setup` (users, roles,
/// fields, sources).
pub const SCOPES: &[&str] = &["read", "write", "delete", "export", "import", "setup"];

/// The key of a program, which is no cookie: a foreign page cannot send it, so it needs no `X-Guanxi`.
pub fn bearer(headers: &HeaderMap) -> Option<String> {
    let key = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")?.trim();
    key.starts_with("gxa_").then(|| key.to_owned())
}

/// Who stands behind a key, with no more rights than its scopes name.
fn program(store: &Store, key: &str) -> Result<Signed> {
    let now = store.now();
    let refuse = |code: &str, message: &str| Problem::new(401, code, message);
    let (mut signed, scopes, id, used) = store.read(|tx| {
        let row = tx
            .first(
                "SELECT id, staff_id, scopes, expires_at, revoked_at, last_used_at FROM api_key WHERE hash = $1",
                &[digest(key)],
            )?
            .ok_or_else(|| refuse("unknown_key", "There is no such key."))?;
        if row.opt_micros(4)?.is_some() {
            return Err(refuse("revoked_key", "This key was revoked.").into());
        }
        if row.opt_micros(3)?.is_some_and(|end| end <= now) {
            return Err(refuse("expired_key", "This key has expired; make a new one.").into());
        }
        let signed = rights_of(tx, row.id(1)?)?
            .ok_or_else(|| refuse("unknown_key", "The account behind this key is closed."))?;
        let scopes: Vec<String> = row.json(2)?;
        Ok((signed, scopes, row.id(0)?, row.opt_micros(5)?))
    })?;
    signed.access = signed.access.scoped(&scopes);
    signed.program = true;
    if used.is_none_or(|at| now.0 - at.0 > 60 * Micros::SECOND) {
        store.write(|tx| {
            tx.execute("UPDATE api_key SET last_used_at = $1 WHERE id = $2", &[now.into(), id.into()])
        })?;
    }
    Ok(signed)
}

/// Who stands behind a login and one of their own keys, for clients that know names and passwords only; none where
/// the two do not belong together.
pub fn by_login_and_key(store: &Store, login: &str, key: &str) -> Result<Option<Signed>> {
    if !key.starts_with(&format!("{KEY_PREFIX}_")) {
        return Ok(None);
    }
    match program(store, key) {
        Ok(signed) => Ok(Some(signed).filter(|s| s.user.login == login.trim().to_lowercase())),
        Err(gx_store::StoreError::Problem(p)) if p.status == 401 => Ok(None),
        Err(e) => Err(e),
    }
}

/// The session token among the cookies.
pub fn cookie(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('=').map(str::to_owned))
}

/// The name under which the database knows the session of a request; it opens nothing.
pub fn session_hash(headers: &HeaderMap) -> Option<Vec<u8>> {
    cookie(headers).map(|token| Sha256::digest(token.as_bytes()).to_vec())
}

/// Who asks by these headers now: for answers that go on for long, whose asker may have lost a right, a session or
/// an account meanwhile.
pub fn again(store: &Store, headers: &HeaderMap) -> Result<Option<Signed>> {
    if let Some(key) = bearer(headers) {
        return match program(store, &key) {
            Ok(signed) => Ok(Some(signed)),
            Err(gx_store::StoreError::Problem(p)) if p.status == 401 => Ok(None),
            Err(e) => Err(e),
        };
    }
    match cookie(headers) {
        Some(token) => Ok(session(store, &token)?.filter(|signed| !signed.owes_factor)),
        None => Ok(None),
    }
}

fn digest(token: &str) -> Value {
    Value::Blob(Sha256::digest(token.as_bytes()).to_vec())
}

const USER: &str = "u.id, u.login, u.name, u.role, u.locale, u.theme";

fn session(store: &Store, token: &str) -> Result<Option<Signed>> {
    let now = store.now();
    let found = store.read(|tx| {
        let sql = format!(
            "SELECT {USER}, r.grants, u.team_id, s.last_seen_at, s.as_id, s.factor, \
             (SELECT value FROM setting WHERE key = '{}') FROM session s JOIN staff u ON u.id = s.staff_id \
             JOIN role r ON r.key = u.role WHERE s.hash = $1 AND s.pending = 0 AND s.expires_at > $2 AND u.disabled_at IS NULL",
            second::DEMANDED
        );
        let Some(r) = tx.first(&sql, &[digest(token), now.into()])? else { return Ok(None) };
        let (mut signed, seen) = (signed(tx, &r)?, r.micros(8)?);
        signed.factor = r.opt_string(10)?;
        signed.owes_factor = signed.factor.is_none() && r.json::<bool>(11)?;
        if let Some(other) = r.opt_id(9)? {
            // Whoever loses the right to set users up loses other people's eyes with it.
            if !signed.access.may("users") {
                return Ok(Some((signed, seen)));
            }
            let sql = format!("SELECT {USER}, r.grants, u.team_id FROM staff u JOIN role r ON r.key = u.role WHERE u.id = $1");
            if let Some(r) = tx.first(&sql, &[other.into()])? {
                let (really, factor, owes_factor) = (signed.user.id, signed.factor, signed.owes_factor);
                signed = Signed { factor, owes_factor, ..self::signed(tx, &r)? };
                signed.access = signed.access.looking();
                signed.really = Some(really);
            }
        }
        Ok(Some((signed, seen)))
    })?;
    let Some((signed, seen)) = found else { return Ok(None) };
    if now.0 - seen.0 > Micros::DAY {
        store.write(|tx| {
            tx.execute(
                "UPDATE session SET last_seen_at = $1, expires_at = $2 WHERE hash = $3",
                &[now.into(), now.plus(LIVES).into(), digest(token)],
            )
        })?;
    }
    Ok(Some(signed))
}

/// A user with rights, from a row of [`USER`], the role's grants and the team.
fn signed(tx: &mut Tx<'_>, r: &Row) -> Result<Signed> {
    let user = User {
        id: r.id(0)?,
        login: r.string(1)?,
        name: r.string(2)?,
        role: r.string(3)?,
        locale: r.opt_string(4)?,
        theme: r.string(5)?,
    };
    let grants: Grants = r.json(6)?;
    let standing = standing(tx, user.id, r.opt_id(7)?)?;
    Ok(Signed {
        access: Access::standing(user.id, grants, standing),
        user,
        really: None,
        program: false,
        factor: None,
        owes_factor: false,
    })
}

/// Records that one user may have been lent; beyond it the oldest are left out.
const MOST_SHARES: usize = 2000;

fn standing(tx: &mut Tx<'_>, user: Id, team: Option<Id>) -> Result<Standing> {
    let mut out = Standing { team: vec![user], ..Standing::default() };
    let mut teams_mine = Vec::new();
    if let Some(team) = team {
        let teams: Vec<(Id, Option<Id>)> = tx
            .query("SELECT id, parent_id FROM team WHERE deleted_at IS NULL", &[])?
            .iter()
            .map(|r| Ok((r.id(0)?, r.opt_id(1)?)))
            .collect::<Result<_>>()?;
        let mut below = vec![team.0];
        let mut at = 0;
        while let Some(parent) = below.get(at).copied() {
            let more = teams.iter().filter(|(id, p)| *p == Some(Id(parent)) && !below.contains(&id.0));
            let more: Vec<i64> = more.map(|(id, _)| id.0).collect();
            below.extend(more);
            at += 1;
        }
        for r in tx.query_in("SELECT id FROM staff WHERE team_id IN", &below)? {
            let id = r.id(0)?;
            if id != user {
                out.team.push(id);
            }
        }
        teams_mine = below;
    }
    out.territories = territories(tx, user, &teams_mine)?;
    out.pools = pools(tx, user, team)?;
    let sql = format!(
        "SELECT row_id, edit FROM record_share WHERE staff_id = $1 ORDER BY at DESC LIMIT {MOST_SHARES}"
    );
    for r in tx.query(&sql, &[user.into()])? {
        out.shared.push(r.id(0)?);
        if r.int(1)? == 1 {
            out.shared_edit.push(r.id(0)?);
        }
    }
    Ok(out)
}

/// The pools from which a user may claim: those that name the user or the user's team, and those that name nobody.
fn pools(tx: &mut Tx<'_>, user: Id, team: Option<Id>) -> Result<Vec<Id>> {
    let sql = "SELECT p.id FROM pool p WHERE p.deleted_at IS NULL AND (\
               NOT EXISTS (SELECT 1 FROM pool_member m WHERE m.pool_id = p.id) OR EXISTS (SELECT 1 FROM pool_member m \
               WHERE m.pool_id = p.id AND (m.kind = 'user' AND m.member_id = $1 OR m.kind = 'team' AND m.member_id = $2)))";
    tx.query(sql, &[user.into(), team.into()])?.iter().map(|r| r.id(0)).collect()
}

/// The territories that a user or one of these teams looks after, with all that lie below them.
fn territories(tx: &mut Tx<'_>, user: Id, teams: &[i64]) -> Result<Vec<Id>> {
    let mut mine: Vec<Id> = Vec::new();
    let sql = "SELECT territory_id FROM territory_member WHERE kind = 'user' AND member_id IN";
    for r in tx.query_in(sql, &[user.0])? {
        mine.push(r.id(0)?);
    }
    let sql = "SELECT territory_id FROM territory_member WHERE kind = 'team' AND member_id IN";
    for r in tx.query_in(sql, teams)? {
        mine.push(r.id(0)?);
    }
    if mine.is_empty() {
        return Ok(mine);
    }
    let all: Vec<(Id, Option<Id>)> = tx
        .query("SELECT id, parent_id FROM territory WHERE deleted_at IS NULL", &[])?
        .iter()
        .map(|r| Ok((r.id(0)?, r.opt_id(1)?)))
        .collect::<Result<_>>()?;
    mine.retain(|id| all.iter().any(|(living, _)| living == id));
    mine.sort_unstable();
    mine.dedup();
    let mut at = 0;
    while let Some(parent) = mine.get(at).copied() {
        let below = all.iter().filter(|(id, p)| *p == Some(parent) && !mine.contains(id));
        let below: Vec<Id> = below.map(|(id, _)| *id).collect();
        mine.extend(below);
        at += 1;
    }
    Ok(mine)
}

/// The rights of any living member of staff, as the next request of theirs would have them.
pub fn rights_of(tx: &mut Tx<'_>, user: Id) -> Result<Option<Signed>> {
    let sql = format!(
        "SELECT {USER}, r.grants, u.team_id FROM staff u JOIN role r ON r.key = u.role WHERE u.id = $1 AND u.disabled_at IS NULL"
    );
    tx.first(&sql, &[user.into()])?.map(|r| signed(tx, &r)).transpose()
}

/// Opens a session; the token for the cookie.
pub fn open_session(
    tx: &mut Tx<'_>,
    store: &Store,
    user: Id,
    token: &str,
    agent: Option<&str>,
) -> Result<()> {
    let now = store.now();
    tx.execute("DELETE FROM session WHERE expires_at < $1", &[now.into()])?;
    tx.execute(
        "INSERT INTO session (hash, staff_id, created_at, last_seen_at, expires_at, agent) VALUES ($1,$2,$3,$4,$5,$6)",
        &[digest(token), user.into(), now.into(), now.into(), now.plus(LIVES).into(), agent.map(|a| a.chars().take(200).collect::<String>()).into()],
    )?;
    Ok(())
}

/// Ends a session, and with it what the browser was subscribed to.
pub fn close_session(tx: &mut Tx<'_>, token: &str) -> Result<()> {
    tx.execute("DELETE FROM push_device WHERE session = $1", &[digest(token)])?;
    tx.execute("DELETE FROM session WHERE hash = $1", &[digest(token)])?;
    Ok(())
}

/// The `Set-Cookie` value of a session.
pub fn set_cookie(token: &str, secure: bool, ends: bool) -> String {
    let age = if ends { 0 } else { LIVES / Micros::SECOND };
    let tls = if secure { "; Secure" } else { "" };
    format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{tls}")
}

/// Argon2id with the library's recommended parameters. Slow on purpose: call it where blocking is fine.
pub fn hash_password(password: &str) -> std::result::Result<String, Problem> {
    let n = password.chars().count();
    if !(8..=200).contains(&n) {
        return Err(Problem::field("password", "length", "a password has 8 to 200 characters"));
    }
    Argon2::default()
        .hash_password(password.as_bytes(), &SaltString::generate(&mut OsRng))
        .map(|h| h.to_string())
        .map_err(|_| Problem::internal())
}

/// Checks a password against its hash; a missing user costs the same time as a wrong password.
pub fn check_password(password: &str, hash: Option<&str>) -> bool {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$Z3VhbnhpLW5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let parsed = PasswordHash::new(hash.unwrap_or(NOBODY));
    parsed.is_ok_and(|h| Argon2::default().verify_password(password.as_bytes(), &h).is_ok()) && hash.is_some()
}

/// Makes a member of staff.
pub fn create_user(
    tx: &mut Tx<'_>,
    store: &Store,
    login: &str,
    name: &str,
    role: &str,
    password_hash: &str,
    demo: bool,
) -> Result<Id> {
    let login = login.trim().to_lowercase();
    if login.is_empty() || login.chars().count() > 120 {
        return Err(Problem::field("login", "length", "a login has 1 to 120 characters").into());
    }
    if tx.first("SELECT key FROM role WHERE key = $1", &[role.into()])?.is_none() {
        return Err(Problem::field("role", "unknown", format!("there is no role {role:?}")).into());
    }
    if tx.first("SELECT id FROM staff WHERE login = $1", &[login.clone().into()])?.is_some() {
        return Err(Problem::field("login", "taken", format!("the login {login:?} is taken")).into());
    }
    let id = store.id();
    // Mail goes to a login that is an address, until told otherwise.
    let taken = tx.first("SELECT id FROM staff WHERE email = $1", &[login.clone().into()])?.is_some();
    let email =
        Some(login.clone()).filter(|l| !taken && l.split('@').filter(|part| !part.is_empty()).count() == 2);
    tx.execute(
        "INSERT INTO staff (id, login, email, name, password, role, team, locale, theme, created_at, disabled_at, demo) VALUES ($1,$2,$3,$4,$5,$6,NULL,NULL,'system',$7,NULL,$8)",
        &[id.into(), login.into(), email.into(), name.trim().into(), password_hash.into(), role.into(), store.now().into(), demo.into()],
    )?;
    Ok(id)
}

/// A user by login, with the password hash.
pub fn by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<(User, String)>> {
    tx.first(
        &format!("SELECT {USER}, u.password FROM staff u WHERE u.login = $1 AND u.disabled_at IS NULL"),
        &[login.trim().to_lowercase().into()],
    )?
    .map(|r| {
        Ok((
            User {
                id: r.id(0)?,
                login: r.string(1)?,
                name: r.string(2)?,
                role: r.string(3)?,
                locale: r.opt_string(4)?,
                theme: r.string(5)?,
            },
            r.string(6)?,
        ))
    })
    .transpose()
}

/// Failed sign-ins per login: ten within five minutes close the door for the rest of them.
#[derive(Debug, Default)]
pub struct Throttle(Mutex<HashMap<String, Vec<Micros>>>);

impl Throttle {
    const MOST: usize = 10;
    const WINDOW: i64 = 300 * Micros::SECOND;

    /// Refuses when too many tries failed of late.
    pub fn check(&self, login: &str, now: Micros) -> std::result::Result<(), Problem> {
        let mut map = self.0.lock();
        map.retain(|_, tries| tries.last().is_some_and(|t| now.0 - t.0 < Self::WINDOW));
        let recent =
            map.get(login).map_or(0, |tries| tries.iter().filter(|t| now.0 - t.0 < Self::WINDOW).count());
        if recent >= Self::MOST {
            return Err(Problem::new(429, "too_many_tries", "Too many failed sign-ins; wait five minutes.")
                .with("retry_after", 300));
        }
        Ok(())
    }

    /// Notes a failed try.
    pub fn failed(&self, login: &str, now: Micros) {
        let mut map = self.0.lock();
        let tries = map.entry(login.to_owned()).or_default();
        tries.push(now);
        if tries.len() > 50 {
            tries.remove(0);
        }
    }
}
