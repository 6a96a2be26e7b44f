//! Takes back what was done to activities.

use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::undo::{Kept, Taker, Taking, Undone, back};
use gx_store::access::{Access, Verb};
use gx_store::change::{Batch, Logged};
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

use crate::follow;
use crate::record::{self, ACTIVITY, Activity, State};

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
            if a.private && !mine || !access.allows(Verb::Edit, a.id, holding) {
                return Err(Problem::forbidden("Your role may not change this activity any more.").into());
            }
        }
        Ok(())
    }

    /// An answer of one's own is one's own to take back.
    fn asks(&self, access: &Access, e: &Logged) -> bool {
        let mine = access.by().id().map(|me| format!("guest:{}", me.show(IdKind::User)));
        let all = e.before.keys().chain(e.after.keys());
        e.op != "update" || !all.into_iter().all(|key| Some(key) == mine.as_ref())
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
        if e.op == "create" && a.turns.values().any(|turn| turn.state == State::Done) {
            let message = "Turns of this series were done since; delete it instead.";
            return Err(Problem::conflict("done_turns", message).into());
        }
        if !back(tx, store.now(), redo, out, taking, (e, &mut a))? {
            return Ok(());
        }
        record::write(tx, store, &mut a, false)?;
        follow::next_steps(tx, store, &a, Some(&before))
    }
}
