//! What each colleague has done about a person, counted from what is kept: nobody writes it down for themselves.

use std::collections::BTreeMap;

use gx_kernel::{Id, Micros};
use gx_people::names::Named;
use gx_store::{Result, Tx};
use serde::Serialize;

use crate::colleagues::Colleagues;

/// What a colleague has done about a person.
#[derive(Clone, Debug, Serialize)]
pub struct Work {
    /// Who.
    pub who: Named,
    /// For how many days they had leads of the person.
    pub held_days: i64,
    /// Calls, visits, messages and notes of theirs on the timeline.
    pub calls: i64,
    visits: i64,
    messages: i64,
    notes: i64,
    /// The first of them.
    pub first_at: Option<Micros>,
    /// The last.
    pub last_at: Option<Micros>,
}

/// By colleague, those who did the most first.
#[derive(Debug, Default)]
pub struct Works(BTreeMap<Id, Work>);

impl Works {
    /// What was done about a person, or about a lead of nobody known.
    pub fn of(
        tx: &mut Tx<'_>,
        colleagues: &Colleagues,
        (person, lead): (Option<Id>, Id),
        now: Micros,
    ) -> Result<Self> {
        let mut out = Self::default();
        let sql = "SELECT i.staff_id, i.kind, COUNT(*), MIN(i.occurred_at), MAX(i.occurred_at) FROM interaction i \
                   JOIN person n ON n.id = i.person_id WHERE i.staff_id IS NOT NULL \
                   AND n.canonical_id = (SELECT canonical_id FROM person WHERE id = $1) GROUP BY i.staff_id, i.kind";
        for r in tx.query(sql, &[person.into()])? {
            let work = out.entry(colleagues, r.id(0)?);
            let count = r.int(2)?;
            match r.text(1)? {
                "call" => work.calls += count,
                "visit" | "meeting" => work.visits += count,
                "message" => work.messages += count,
                _ => work.notes += count,
            }
            let (first, last) = (r.micros(3)?, r.micros(4)?);
            work.first_at = Some(work.first_at.map_or(first, |at| at.min(first)));
            work.last_at = Some(work.last_at.map_or(last, |at| at.max(last)));
        }
        let sql = "SELECT m.lead_id, m.to_id, m.at FROM lead_move m JOIN lead l ON l.id = m.lead_id WHERE l.id = $1 \
                   OR l.person_id IN (SELECT n.id FROM person n WHERE n.canonical_id = (SELECT canonical_id FROM person WHERE id = $2)) \
                   ORDER BY m.lead_id, m.id";
        let moves = tx.query(sql, &[lead.into(), person.into()])?;
        for (at, r) in moves.iter().enumerate() {
            let Some(who) = r.opt_id(1)? else { continue };
            let until = match moves.get(at + 1) {
                Some(next) if next.id(0)? == r.id(0)? => next.micros(2)?,
                _ => now,
            };
            out.entry(colleagues, who).held_days += (until.0 - r.micros(2)?.0).max(0) / Micros::DAY;
        }
        Ok(out)
    }

    fn entry(&mut self, colleagues: &Colleagues, who: Id) -> &mut Work {
        self.0.entry(who).or_insert_with(|| Work {
            who: colleagues.named(who),
            held_days: 0,
            calls: 0,
            visits: 0,
            messages: 0,
            notes: 0,
            first_at: None,
            last_at: None,
        })
    }

    /// What one of them did; nothing, if so.
    pub fn one(&mut self, colleagues: &Colleagues, who: Id) -> Work {
        self.entry(colleagues, who).clone()
    }

    /// All of them.
    pub fn told(self) -> Vec<Work> {
        let mut out: Vec<Work> = self.0.into_values().collect();
        out.sort_by_key(|w| std::cmp::Reverse((w.calls + w.visits + w.messages + w.notes, w.held_days)));
        out
    }
}
