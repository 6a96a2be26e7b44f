//! Territories by name: the options of the field that says where a person lies.

use std::collections::HashMap;

use gx_kernel::object::FieldOption;
use gx_kernel::{Id, IdKind};
use gx_store::{Result, Tx};

/// How deep territories may lie in one another.
pub const DEEPEST: usize = 8;
/// How many there may be.
pub const MOST: usize = 500;

/// Between the names of territories that lie in one another.
const BETWEEN: &str = " / ";

/// Every territory as an option: its id, and its name after those of the territories it lies in.
pub fn options(tx: &mut Tx<'_>) -> Result<Vec<FieldOption>> {
    let rows = tx.query(
        "SELECT id, parent_id, name FROM territory WHERE deleted_at IS NULL ORDER BY place, id",
        &[],
    )?;
    let mut all: HashMap<Id, (Option<Id>, String)> = HashMap::new();
    let mut order = Vec::new();
    for r in &rows {
        all.insert(r.id(0)?, (r.opt_id(1)?, r.string(2)?));
        order.push(r.id(0)?);
    }
    let path = |id: &Id| {
        let mut names = Vec::new();
        let mut at = Some(*id);
        while let Some((parent, name)) = at.and_then(|id| all.get(&id)) {
            names.push(name.as_str());
            at = parent.filter(|_| names.len() <= DEEPEST);
        }
        names.reverse();
        names.join(BETWEEN)
    };
    let mut out: Vec<FieldOption> = order
        .iter()
        .map(|id| FieldOption {
            id: id.show(IdKind::Territory),
            label: path(id),
            color: "plain".into(),
            retired: false,
        })
        .collect();
    out.sort_by(|a, b| a.label.cmp(&b.label));
    Ok(out)
}
