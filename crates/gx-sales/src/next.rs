//! The next step of a deal or a lead, as it follows from what is planned about it.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros};
use gx_store::{Result, Store, Tx};

/// Puts the next step to what is planned first. Where nothing is planned, a step that was one of `known` goes; one that
/// somebody wrote by hand stands. It follows from what is logged elsewhere, so it is no change of its own.
pub fn follow(
    tx: &mut Tx<'_>,
    store: &Store,
    (object, row): (ObjectKind, Id),
    next: Option<(String, Option<Micros>)>,
    known: &[&str],
) -> Result<()> {
    let table = if object == ObjectKind::Lead { "lead" } else { "deal" };
    let Some(r) =
        tx.first(&format!("SELECT next_step, next_at FROM {table} WHERE id = $1"), &[row.into()])?
    else {
        return Ok(());
    };
    let (step, at) = (r.opt_string(0)?, r.opt_micros(1)?);
    let wanted = match next {
        Some((title, at)) => (Some(title), at),
        None if step.as_deref().is_some_and(|s| known.contains(&s)) => (None, None),
        None => return Ok(()),
    };
    if wanted != (step, at) {
        let sql = format!("UPDATE {table} SET next_step = $1, next_at = $2, updated_at = $3 WHERE id = $4");
        tx.execute(&sql, &[wanted.0.into(), wanted.1.into(), store.now().into(), row.into()])?;
    }
    Ok(())
}
