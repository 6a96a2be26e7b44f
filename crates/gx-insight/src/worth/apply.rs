//! The night's work: a model is made, and everybody who ordered is reckoned by it, a portion at a time.

use std::sync::Arc;

use gx_kernel::money::to_scaled;
use gx_kernel::{Id, Micros};
use gx_people::mark;
use gx_people::sweep::{self, Portion, STEP};
use gx_store::{Result, Row, Store, Tx, Value, job, settings};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::classes::{self, Classes};
use super::model::Model;
use super::orders;
use super::reckon::{Worth, reckon};
use super::rules::Rules;
use crate::needs;

/// The job.
pub const WORTH_JOB: &str = "worth.apply";
/// Everybody is reckoned once a day, in the small hours of Asia, after the tiers.
const HOUR_UTC: i64 = 20;
/// A worth that moved by less than this part is left as it stands: nobody would see it, and a million rows would be written.
const MOVED: f64 = 0.01;

/// Puts the job in.
pub fn soon(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    sweep::soon(tx, store, WORTH_JOB)
}

/// Puts the next night's run in; the first one at once, where nobody was reckoned yet.
pub fn schedule(store: &Store) -> Result<()> {
    sweep::nightly(store, WORTH_JOB, HOUR_UTC)?;
    store.write(|tx| if Model::load(tx)?.is_none() { soon(tx, store) } else { Ok(()) })
}

/// What runs it. The next night is put in first, so that one that fails does not end them all.
pub fn handler() -> job::Handler {
    Arc::new(|store, job, stopping| {
        let text = |e: gx_store::StoreError| e.to_string();
        if job.payload["nightly"] == true {
            sweep::nightly(store, WORTH_JOB, HOUR_UTC).map_err(text)?;
        }
        let (rules, currency) =
            store.read(|tx| Ok((Rules::load(tx)?, settings::currency(tx)?))).map_err(text)?;
        let model = if rules.on { Model::make(store, &currency).map_err(text)? } else { None };
        let classes = store.read(|tx| Classes::draw(tx, &currency, store.now())).map_err(text)?;
        let night = Night { rules, currency, model, classes };
        sweep::run(store, job.id, stopping, |tx, after| night.portion(tx, store.now(), after))?;
        if night.rules.on { needs::find(store, stopping) } else { needs::forget_all(store) }
    })
}

/// What everybody is reckoned by in one run.
struct Night {
    rules: Rules,
    currency: String,
    model: Option<Model>,
    classes: Classes,
}

/// What stands in a person's row.
#[derive(Clone, Debug, PartialEq)]
struct Standing {
    next: Option<i64>,
    active: Option<f64>,
    class: Option<String>,
    order_at: Option<Micros>,
}

impl Standing {
    fn read(r: &Row) -> Result<Self> {
        Ok(Self {
            next: r.opt_int(1)?,
            active: r.opt_real(2)?,
            class: r.opt_string(3)?,
            order_at: r.opt_micros(4)?,
        })
    }

    fn of(worth: Option<Worth>, class: Option<&str>) -> Self {
        Self {
            next: worth.and_then(|w| to_scaled(Decimal::from_f64(w.amount)?.round_dp(2))),
            // In percent, and not finer than anybody reads it.
            active: worth.map(|w| (w.active * 1000.0).round() / 10.0),
            class: class.map(str::to_owned),
            order_at: worth.and_then(|w| w.next_at),
        }
    }

    /// Whether it says something else than another, to a reader.
    fn differs(&self, other: &Self) -> bool {
        let far = |a: Option<f64>, b: Option<f64>, floor: f64| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() > floor.max(MOVED * a.abs().max(b.abs())),
            (a, b) => a.is_some() != b.is_some(),
        };
        let money = |n: Option<i64>| n.map(|n| n as f64 / 10_000.0);
        self.class != other.class
            || self.order_at != other.order_at
            || far(money(self.next), money(other.next), 0.5)
            || far(self.active, other.active, 0.5)
    }
}

impl Night {
    /// Reckons the next people.
    fn portion(&self, tx: &mut Tx<'_>, now: Micros, after: i64) -> Result<Portion> {
        let sql = format!(
            "SELECT id, worth_next, worth_active, worth_class, next_order_at FROM person \
             WHERE merged_into IS NULL AND deleted_at IS NULL AND (order_count > 0 OR worth_turn > 0) AND id > $1 \
             ORDER BY id LIMIT {STEP}"
        );
        let rows = tx.query(&sql, &[after.into()])?;
        let ids = rows.iter().map(|r| r.int(0)).collect::<Result<Vec<_>>>()?;
        let days = orders::of(tx, &self.currency, now, &ids)?;
        let apart = mark::marked(tx, mark::NO_PROFILING)?;
        let mut moved: Vec<Vec<Value>> = Vec::new();
        for (row, id) in rows.iter().zip(&ids) {
            let stands = match days.get(id) {
                Some(days) if self.rules.on && !apart.contains(&Id(*id)) => {
                    let worth = self.model.as_ref().and_then(|m| reckon(m, &self.rules.ahead(), days, now));
                    Standing::of(worth, Some(self.classes.of(days.since(classes::since(now)))))
                }
                _ => Standing::of(None, None),
            };
            if stands.differs(&Standing::read(row)?) {
                moved.push(vec![
                    stands.next.into(),
                    stands.active.into(),
                    stands.class.into(),
                    stands.order_at.into(),
                    Value::Int(*id),
                ]);
            }
        }
        tx.execute_many(
            "UPDATE person SET worth_next = $1, worth_active = $2, worth_class = $3, next_order_at = $4, worth_turn = worth_turn + 1 WHERE id = $5",
            &moved,
        )?;
        let last = if rows.len() == STEP { ids.last().copied() } else { None };
        Ok(Portion { last, looked: rows.len() as i64, moved: moved.len() as i64 })
    }
}
