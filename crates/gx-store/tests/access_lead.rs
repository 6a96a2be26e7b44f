//! Who reaches leads: the clause of the database and its twin in memory agree, over every reach and every verb.

use gx_kernel::{Id, IdKind};
use gx_store::access::{Access, Grants, Holding, Reach, Standing, Verb};
use gx_store::{Conflict, Result, Value};
use gx_testkit::{TestStore, on_both};

const REACHES: [Reach; 7] = [
    Reach::None,
    Reach::Own,
    Reach::OwnAndFree,
    Reach::Team,
    Reach::TeamAndFree,
    Reach::Territory,
    Reach::All,
];
const VERBS: [Verb; 3] = [Verb::See, Verb::Edit, Verb::Delete];

/// The leads that a clause finds.
fn found(t: &TestStore, clause: &str) -> Result<Vec<Id>> {
    let sql = format!("SELECT l.id FROM lead l WHERE {clause} ORDER BY l.id");
    t.store.read(|tx| tx.query(&sql, &[])?.iter().map(|r| r.id(0)).collect())
}

#[test]
fn the_clause_over_leads_and_its_twin_agree() {
    on_both(|t| {
        let mut held: Vec<(Id, Holding)> = Vec::new();
        let mut people = Vec::new();
        let mut leads = Vec::new();
        let mut n = 1000;
        for owner in [None, Some(Id(1)), Some(Id(2)), Some(Id(3))] {
            for pool in [None, Some(Id(50)), Some(Id(51))] {
                for territory in [None, Some(Id(8)), Some(Id(80))] {
                    n += 1;
                    let lies = territory.map(|t: Id| t.show(IdKind::Territory));
                    people.push(vec![
                        Id(n).into(),
                        Id(n).into(),
                        "x".into(),
                        "x".into(),
                        lies.into(),
                        Value::Int(1),
                        Value::Int(1),
                    ]);
                    leads.push(vec![
                        Id(n).into(),
                        format!("LE-{n}").into(),
                        "x".into(),
                        "x".into(),
                        "new".into(),
                        owner.into(),
                        pool.map(|p: Id| p.show(IdKind::Pool)).into(),
                        Id(n).into(),
                        "CNY".into(),
                        Value::Int(1),
                        Value::Int(1),
                    ]);
                    let waits = if owner.is_none() { pool } else { None };
                    held.push((Id(n), Holding { owner, territory, pool: waits }));
                }
            }
        }
        t.store
            .write(|tx| {
                let columns =
                    ["id", "canonical_id", "name", "name_key", "territory", "created_at", "updated_at"];
                tx.insert_many("person", &columns, &people, Conflict::Fail)?;
                let columns = [
                    "id",
                    "number",
                    "name",
                    "name_key",
                    "state",
                    "owner",
                    "pool",
                    "person_id",
                    "currency",
                    "created_at",
                    "updated_at",
                ];
                tx.insert_many("lead", &columns, &leads, Conflict::Fail)
            })
            .unwrap();
        for see in REACHES {
            for edit in REACHES {
                for pools in [vec![], vec![Id(50)]] {
                    let grants = Grants { see, edit, delete: edit, ..Grants::default() };
                    let standing = Standing {
                        team: vec![Id(1), Id(2)],
                        territories: vec![Id(8)],
                        pools: pools.clone(),
                        ..Standing::default()
                    };
                    let access = Access::standing(Id(1), grants, standing);
                    for verb in VERBS {
                        let clause = access.lead(verb, "l");
                        let found = found(t, &clause).unwrap();
                        // A pass over all rows says the same in another way, and so does what hangs on a person.
                        let passes = access.sweeping();
                        assert_eq!(
                            found,
                            self::found(t, &passes.lead(verb, "l")).unwrap(),
                            "{see:?} {edit:?} {verb:?}"
                        );
                        let hanging = [&access, &passes].map(|access| access.hanging(verb, "l"));
                        let hanging = hanging.map(|clause| self::found(t, &clause).unwrap());
                        assert_eq!(hanging[0], hanging[1], "{see:?} {edit:?} {verb:?}");
                        let allowed: Vec<Id> = held
                            .iter()
                            .filter(|(id, holding)| access.allows(verb, *id, *holding))
                            .map(|(id, _)| *id)
                            .collect();
                        assert_eq!(found, allowed, "{see:?} {edit:?} {verb:?} {pools:?} {clause}");
                    }
                }
            }
        }
    });
}
