//! Evidence of what arrived: raw bodies for a while, refusals for good, counts per minute.

use std::collections::BTreeMap;

use gx_kernel::{Id, Micros};
use gx_store::{Result, Store, Tx, Value};

use crate::model::{Outcome, Parcel, Refusal};

/// How much of a refused input is kept to look at, in characters.
pub const SAMPLE_MAX: usize = 2000;

/// Keeps the body of a parcel.
pub fn keep(tx: &mut Tx<'_>, store: &Store, parcel: &Parcel) -> Result<Option<Id>> {
    let Some(raw) = &parcel.raw else { return Ok(None) };
    let id = store.id();
    tx.execute(
        "INSERT INTO raw_input (id, source_id, received_at, door, bytes, body) VALUES ($1,$2,$3,$4,$5,$6)",
        &[
            id.into(),
            parcel.source.into(),
            parcel.received_at.into(),
            parcel.door.as_text().into(),
            (raw.bytes as i64).into(),
            raw.packed.clone().into(),
        ],
    )?;
    Ok(Some(id))
}

/// Notes a refusal, so that nobody wonders where an input went.
pub fn refuse(
    tx: &mut Tx<'_>,
    store: &Store,
    parcel: &Parcel,
    refusal: &Refusal,
    sample: &str,
    message_id: Option<&str>,
    raw_id: Option<Id>,
) -> Result<()> {
    let sample: String = sample.chars().take(SAMPLE_MAX).collect();
    tx.execute(
        "INSERT INTO refused (id, at, source_id, door, step, reason, message, message_id, sample, raw_id) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        &[
            store.id().into(),
            parcel.received_at.into(),
            parcel.source.into(),
            parcel.door.as_text().into(),
            refusal.step.as_text().into(),
            refusal.reason.into(),
            refusal.message.clone().into(),
            message_id.map(|m| m.chars().take(255).collect::<String>()).into(),
            sample.into(),
            raw_id.into(),
        ],
    )?;
    Ok(())
}

/// Adds the outcomes to the counts of their minute and source.
pub fn count(tx: &mut Tx<'_>, parcels: &[Parcel], outcomes: &[Vec<Outcome>]) -> Result<()> {
    let mut sums: BTreeMap<(i64, Id), [i64; 3]> = BTreeMap::new();
    for (parcel, list) in parcels.iter().zip(outcomes) {
        let sum = sums.entry((parcel.received_at.0 / (60 * Micros::SECOND), parcel.source)).or_default();
        for outcome in list {
            let slot = match outcome {
                Outcome::Accepted { .. } => 0,
                Outcome::Duplicate => 1,
                Outcome::Refused(_) => 2,
            };
            if let Some(n) = sum.get_mut(slot) {
                *n += 1;
            }
        }
    }
    for ((minute, source), [accepted, duplicate, refused]) in sums {
        crate::sources::used(tx, source, Micros(minute * 60 * Micros::SECOND))?;
        tx.execute(
            "INSERT INTO ingest_minute (minute, source_id, accepted, duplicate, refused) VALUES ($1,$2,$3,$4,$5) ON CONFLICT (minute, source_id) DO UPDATE \
             SET accepted = ingest_minute.accepted + excluded.accepted, duplicate = ingest_minute.duplicate + excluded.duplicate, \
             refused = ingest_minute.refused + excluded.refused",
            &[minute.into(), source.into(), accepted.into(), duplicate.into(), refused.into()],
        )?;
    }
    Ok(())
}

/// The body of a kept raw input, unpacked.
pub fn body(tx: &mut Tx<'_>, id: Id) -> Result<Option<Vec<u8>>> {
    let Some(row) = tx.first("SELECT body, bytes FROM raw_input WHERE id = $1", &[id.into()])? else {
        return Ok(None);
    };
    let bytes = row.int(1)?.clamp(0, 64 << 20) as usize;
    Ok(zstd::bulk::decompress(row.blob(0)?, bytes).ok())
}

/// Drops raw bodies and minute counts that are older than they are to be kept; how many rows it left for the next run.
pub fn expire(tx: &mut Tx<'_>, now: Micros, keep_days: i64) -> Result<u64> {
    let before = now.plus(-keep_days * Micros::DAY);
    let batch: [Value; 1] = [before.into()];
    let n = tx.execute("DELETE FROM raw_input WHERE id IN (SELECT id FROM raw_input WHERE received_at < $1 ORDER BY id LIMIT 2000)", &batch)?;
    tx.execute(
        "DELETE FROM ingest_minute WHERE minute < $1",
        &[(now.plus(-90 * Micros::DAY).0 / (60 * Micros::SECOND)).into()],
    )?;
    Ok(n)
}
