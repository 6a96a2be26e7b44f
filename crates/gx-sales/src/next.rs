//! The next step of a deal or a lead, as it follows from what is planned about it.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros};
use gx_store::{Result, Store, Tx};

/// Puts the next step to what is planned first, or to none. `planned` says whether a step is one that was planned: one
/// that somebody wrote by hand stands, for nobody could bring it back. It follows from what is logged elsewhere, so it is
/// no change of its own.
pub fn follow(
    tx: &mut Tx<'_>,
    store: &Store,
    (object, row): (ObjectKind, Id),
    next: Option<(String, Option<Micros>)>,
    planned: impl FnOnce(&mut Tx<'_>, &str) -> Result<bool>,
) -> Result<()> {
    let table = if object == ObjectKind::Lead { "lead" } else { "deal" };
    let Some(r) =
        tx.first(&format!("SELECT next_step, next_at FROM {table} WHERE id = $1"), &[row.into()])?
    else {
        return Ok(());
    };
    let (step, at) = (r.opt_string(0)?, r.opt_micros(1)?);
    if let Some(step) = step.as_deref().filter(|step| !step.is_empty())
        && !planned(tx, step)?
    {
        return Ok(());
    }
    let wanted = next.map_or((None, None), |(title, at)| (Some(title), at));
    if wanted != (step, at) {
        let sql = format!("UPDATE {table} SET next_step = $1, next_at = $2, updated_at = $3 WHERE id = $4");
        tx.execute(&sql, &[wanted.0.into(), wanted.1.into(), store.now().into(), row.into()])?;
    }
    Ok(())
}
