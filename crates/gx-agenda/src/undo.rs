//! Takes back what was done to activities.

use gx_kernel::{Id, Micros, Problem};
use gx_people::undo::{Kept, Taker, Taking, Undone, back};
use gx_store::access::{Access, Verb};
use gx_store::change::{Batch, Logged};
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

use crate::follow;
use crate::record::{self, ACTIVITY, Activity};

impl Kept for Activity {
    const OBJECT: &'static str = ACTIVITY;

    fn called(&self) -> String {
        self.title.clone()
    }

    fn values(&self) -> Map<String, Json> {
        Self::values(self)
    }

    fn put(&mut self, key: &str, value: &Json) {
        Self::put(self, key, value);
    }

    fn deleted_at(&mut self) -> &mut Option<Micros> {
        &mut self.deleted_at
    }
}

/// What takes changes of activities back.
#[derive(Clone, Copy, Debug)]
pub struct Activities;

impl Taker for Activities {
    fn object(&self) -> &'static str {
        ACTIVITY
    }

    fn may_still(&self, tx: &mut Tx<'_>, access: &Access, rows: &[i64]) -> Result<()> {
        for row in rows {
            record::lock(tx, Id(*row))?;
        }
        for a in record::many(tx, rows)? {
            let holding = record::holding(tx, &a)?;
            let mine = a.owner.is_some() && a.owner == access.by().id();
            // An answer of one's own is one's own to take back.
            let asked = access.by().id().is_some_and(|me| a.guests.contains_key(&me));
            if !asked && (a.private && !mine || !access.allows(Verb::Edit, a.id, holding)) {
                return Err(Problem::forbidden("Your role may not change this activity any more.").into());
            }
        }
        Ok(())
    }

    fn take_back(
        &self,
        tx: &mut Tx<'_>,
        store: &Store,
        redo: &mut Batch,
        out: &mut Undone,
        taking: &mut Taking<'_>,
        e: &Logged,
    ) -> Result<()> {
        let Some(mut a) = record::get(tx, e.row)? else { return Ok(()) };
        let before = a.clone();
        if !back(tx, store.now(), redo, out, taking, (e, &mut a))? {
            return Ok(());
        }
        record::write(tx, store, &mut a, false)?;
        follow::next_steps(tx, store, &a, Some(&before))
    }
}
