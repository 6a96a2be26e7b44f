//! Questions to people: may these two be one person?

use gx_kernel::Id;
use gx_store::{Result, Store, Tx};
use serde_json::json;

use crate::merge::Evidence;

/// Notes that two roots may be one person, for people to decide. Once per pair; a decided pair is not asked again.
pub fn propose(
    tx: &mut Tx<'_>,
    store: &Store,
    a: Id,
    b: Id,
    probability: f64,
    evidence: &[Evidence],
    origin: &str,
) -> Result<bool> {
    if a == b {
        return Ok(false);
    }
    let (a, b) = if a < b { (a, b) } else { (b, a) };
    let n = tx.execute(
        "INSERT INTO proposal (id, a_id, b_id, probability, evidence, state, origin, at, decided_at, decided_by) \
         VALUES ($1,$2,$3,$4,$5,'open',$6,$7,NULL,NULL) ON CONFLICT DO NOTHING",
        &[store.id().into(), a.into(), b.into(), probability.into(), json!(evidence).into(), origin.into(), store.now().into()],
    )?;
    Ok(n == 1)
}

/// Lists a pair among the decided ones as the same person, as the program decided by itself. `low` is the lesser id.
pub fn settle(
    tx: &mut Tx<'_>,
    store: &Store,
    (low, high): (Id, Id),
    probability: f64,
    evidence: &[Evidence],
    origin: &str,
) -> Result<()> {
    tx.execute(
        "INSERT INTO proposal (id, a_id, b_id, probability, evidence, state, origin, at, decided_at) VALUES ($1,$2,$3,$4,$5,'same',$6,$7,$7) \
         ON CONFLICT (a_id, b_id) DO UPDATE SET state = 'same', decided_at = excluded.decided_at",
        &[
            store.id().into(),
            low.into(),
            high.into(),
            probability.into(),
            json!(evidence).into(),
            origin.into(),
            store.now().into(),
        ],
    )?;
    Ok(())
}
