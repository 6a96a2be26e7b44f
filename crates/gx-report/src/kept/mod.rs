//! What is kept: reports, dashboards, mails of them, goals.

pub mod dashboards;
pub mod goals;
mod letter;
pub mod mails;
pub mod reports;

use gx_kernel::{Id, Problem};
use gx_store::access::Access;
use gx_store::change::By;
use gx_store::{Result, Store, Tx};

/// The most of a kind that one colleague keeps.
const MOST: i64 = 500;

/// A table of what colleagues keep, each row with its owner.
pub(crate) struct Kept {
    /// The table.
    pub table: &'static str,
    /// What one is called: "report".
    pub one: &'static str,
}

impl Kept {
    /// Nobody sees one of that id.
    pub fn missing(&self) -> Problem {
        Problem::not_found(&format!("The {}", self.one))
    }

    /// Refuses another one where somebody keeps very many.
    pub fn room(&self, tx: &mut Tx<'_>, owner: Id) -> Result<()> {
        let sql = format!("SELECT COUNT(*) FROM {} WHERE owner = $1 AND deleted_at IS NULL", self.table);
        if tx.one(&sql, &[owner.into()])?.int(0)? < MOST {
            return Ok(());
        }
        let message = format!("You keep {MOST} of these already; remove one first.");
        Err(Problem::bad("too_many", message).into())
    }

    /// Refuses whoever may not change it.
    pub fn editable(&self, editable: bool) -> Result<()> {
        if editable {
            return Ok(());
        }
        let message = format!("Only its owner changes this {}, or who keeps views for everybody.", self.one);
        Err(Problem::forbidden(message).into())
    }

    /// Refuses whoever may not share it, or take it back from everybody; of one that is (`shared`, `mine`).
    pub fn share(&self, access: &Access, (shared, mine): (bool, bool), wish: Option<bool>) -> Result<()> {
        match wish {
            Some(false) if shared && !mine => {
                Err(Problem::forbidden("Only its owner keeps it to themselves again.").into())
            }
            Some(wish) if wish != shared => Ok(access.need("views")?),
            _ => Ok(()),
        }
    }

    /// Takes one away.
    pub fn remove(&self, tx: &mut Tx<'_>, store: &Store, id: Id) -> Result<()> {
        let sql = format!("UPDATE {} SET deleted_at = $1 WHERE id = $2", self.table);
        tx.execute(&sql, &[store.now().into(), id.into()])?;
        Ok(())
    }

    /// Brings one back: its owner, or of what was shared whoever keeps views for everybody.
    pub fn restore(&self, tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<()> {
        let sql =
            format!("SELECT owner, shared FROM {} WHERE id = $1 AND deleted_at IS NOT NULL", self.table);
        let row = tx.first(&sql, &[id.into()])?.ok_or_else(|| self.missing())?;
        if row.id(0)? != me(access)? {
            if row.int(1)? == 0 {
                return Err(self.missing().into());
            }
            access.need("views")?;
        }
        tx.execute(&format!("UPDATE {} SET deleted_at = NULL WHERE id = $1", self.table), &[id.into()])?;
        Ok(())
    }
}

/// The colleague who asks.
pub(crate) fn me(access: &Access) -> Result<Id> {
    match access.by() {
        By::User(id) => Ok(id),
        _ => Err(Problem::forbidden("Only staff keep reports.").into()),
    }
}

/// A name without needless spaces.
pub(crate) fn name(text: &str) -> Result<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.chars().count() > 80 {
        return Err(Problem::field("name", "length", "a name has 1 to 80 characters").into());
    }
    Ok(text)
}

/// A remark of bounded length.
pub(crate) fn note(text: &str) -> Result<String> {
    if text.chars().count() > 2_000 {
        return Err(Problem::field("note", "length", "a remark has at most 2,000 characters").into());
    }
    Ok(text.trim().to_owned())
}
