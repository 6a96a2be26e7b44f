//! Whose account it is that a provider names.

use gx_http::auth;
use gx_kernel::{Id, Problem};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx};
use serde_json::json;

use super::provider::Named;
use super::settings::Sso;

/// The account: the one that this subject signed in to before, or the one with the verified address, or a new one.
pub(crate) fn of(tx: &mut Tx<'_>, store: &Store, sso: &Sso, named: &Named) -> Result<Id> {
    let (issuer, subject) = (named.issuer.as_str(), named.subject.as_str());
    let known = tx.first(
        "SELECT s.staff_id, u.disabled_at FROM sso_subject s JOIN staff u ON u.id = s.staff_id \
         WHERE s.issuer = $1 AND s.subject = $2",
        &[issuer.into(), subject.into()],
    )?;
    if let Some(row) = known {
        open_or_refused(row.opt_micros(1)?.is_none())?;
        tx.execute(
            "UPDATE sso_subject SET last_used_at = $1 WHERE issuer = $2 AND subject = $3",
            &[store.now().into(), issuer.into(), subject.into()],
        )?;
        return row.id(0);
    }
    let email = named.email.as_deref().and_then(gx_mail::address_of);
    let user = match &email {
        Some(email) => by_email(tx, store, sso, named, email)?,
        None => None,
    };
    let user = user.ok_or_else(|| {
        let message = "There is no account here for whom your company's sign-in names. Ask an administrator.";
        Problem::new(403, "sso_unknown", message)
    })?;
    tx.execute(
        "INSERT INTO sso_subject (issuer, subject, staff_id, created_at, last_used_at) VALUES ($1,$2,$3,$4,$4)",
        &[issuer.into(), subject.into(), user.into(), store.now().into()],
    )?;
    let entry = Entry {
        staff: Some(user),
        kind: "staff",
        object: Some("user"),
        row: Some(user),
        detail: json!({"did": "sso_linked"}),
    };
    audit::note(tx, store, &entry)?;
    Ok(user)
}

fn open_or_refused(open: bool) -> Result<()> {
    if open {
        return Ok(());
    }
    Err(Problem::new(403, "account_closed", "This account is closed. Ask an administrator.").into())
}

fn by_email(tx: &mut Tx<'_>, store: &Store, sso: &Sso, named: &Named, email: &str) -> Result<Option<Id>> {
    if let Some(row) = tx.first("SELECT id, disabled_at FROM staff WHERE email = $1", &[email.into()])? {
        open_or_refused(row.opt_micros(1)?.is_none())?;
        return Ok(if sso.link_by_email { Some(row.id(0)?) } else { None });
    }
    let Some(role) = &sso.new_role else { return Ok(None) };
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    if !sso.domains.is_empty() && !sso.domains.iter().any(|d| d == domain) {
        return Ok(None);
    }
    if tx.first("SELECT id FROM staff WHERE login = $1", &[email.into()])?.is_some() {
        return Ok(None);
    }
    let name = named.name.as_deref().map(str::trim).filter(|n| !n.is_empty()).unwrap_or(email);
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect();
    let user = auth::create_user(tx, store, email, &name, role, "", false)?;
    let detail = json!({"did": "sso_made", "role": role});
    let entry = Entry { staff: Some(user), kind: "staff", object: Some("user"), row: Some(user), detail };
    audit::note(tx, store, &entry)?;
    Ok(Some(user))
}
