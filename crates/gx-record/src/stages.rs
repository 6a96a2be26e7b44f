//! Pipelines, stages and pools by name: the options of the fields that say where a deal or a lead stands.

use gx_kernel::object::FieldOption;
use gx_kernel::{Id, IdKind};
use gx_store::{Result, Tx};

fn option(kind: IdKind, id: Id, label: String, color: &str) -> FieldOption {
    FieldOption { id: id.show(kind), label, color: color.into(), retired: false }
}

/// Every pool of leads as an option, in order.
pub fn pools(tx: &mut Tx<'_>) -> Result<Vec<FieldOption>> {
    tx.query("SELECT id, name FROM pool WHERE deleted_at IS NULL ORDER BY place, id", &[])?
        .iter()
        .map(|r| Ok(option(IdKind::Pool, r.id(0)?, r.string(1)?, "indigo")))
        .collect()
}

/// Every pipeline as an option, in order.
pub fn pipelines(tx: &mut Tx<'_>) -> Result<Vec<FieldOption>> {
    tx.query("SELECT id, name FROM pipeline WHERE deleted_at IS NULL ORDER BY place, id", &[])?
        .iter()
        .map(|r| Ok(option(IdKind::Pipeline, r.id(0)?, r.string(1)?, "plain")))
        .collect()
}

/// Every stage as an option, in order; after the name of its pipeline where there are several.
pub fn stages(tx: &mut Tx<'_>) -> Result<Vec<FieldOption>> {
    let sql = "SELECT s.id, s.name, s.kind, p.id, p.name FROM stage s JOIN pipeline p ON p.id = s.pipeline_id \
               WHERE s.deleted_at IS NULL AND p.deleted_at IS NULL ORDER BY p.place, p.id, s.place, s.id";
    let rows = tx.query(sql, &[])?;
    let mut of: Vec<Id> = rows.iter().map(|r| r.id(3)).collect::<Result<_>>()?;
    of.dedup();
    rows.iter()
        .map(|r| {
            let name = r.string(1)?;
            let label = if of.len() > 1 { format!("{} / {name}", r.text(4)?) } else { name };
            let color = match r.text(2)? {
                "won" => "jade",
                "lost" => "cinnabar",
                _ => "plain",
            };
            Ok(option(IdKind::Stage, r.id(0)?, label, color))
        })
        .collect()
}
