//! Records that a file links to by what they are called, as our own exports and people write them.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_store::{Result, Store, Tx};

/// Where they are looked up.
#[derive(Clone, Debug)]
pub(crate) struct Links(pub(crate) Store);

impl Links {
    /// The id of the one living record of a name; an id stays as it is.
    pub(crate) fn find(
        &self,
        target: Option<ObjectKind>,
        text: &str,
    ) -> std::result::Result<String, (String, String)> {
        if Id::read_any(text).is_some() {
            return Ok(text.to_owned());
        }
        let found = self.0.read(|tx| called(tx, target, text)).map_err(|e| {
            let problem = e.to_problem();
            (problem.code.to_string(), problem.message)
        })?;
        match found.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(("unknown_record".into(), format!("there is no record called {text:?}"))),
            _ => {
                let message = format!("several records are called {text:?}; name the one by its id");
                Err(("ambiguous".into(), message))
            }
        }
    }
}

/// Up to two records of exactly this name.
fn called(tx: &mut Tx<'_>, target: Option<ObjectKind>, name: &str) -> Result<Vec<String>> {
    let tables = [
        (ObjectKind::Company, IdKind::Company, "company", "deleted_at IS NULL"),
        (ObjectKind::Person, IdKind::Person, "person", "merged_into IS NULL AND deleted_at IS NULL"),
    ];
    let mut out = Vec::new();
    for (object, kind, table, living) in tables {
        if target.is_some_and(|target| target != object) {
            continue;
        }
        let sql = format!("SELECT id FROM {table} WHERE name_key = $1 AND name = $2 AND {living} LIMIT 2");
        for r in tx.query(&sql, &[gx_text::sort_key_zh(name).into(), name.into()])? {
            out.push(r.id(0)?.show(kind));
        }
    }
    Ok(out)
}
