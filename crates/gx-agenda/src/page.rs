//! The page of one activity.

use gx_kernel::{Id, Micros, Problem};
use gx_people::names::Named;
use gx_sales::colleagues::Colleagues;
use gx_sales::deal::list::end_of_day;
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use serde::Serialize;

use crate::edit;
use crate::list::{self, ActivityRow, clock};
use crate::record::{Activity, Answer};

/// A colleague who was asked to come.
#[derive(Clone, Debug, Serialize)]
pub struct Guest {
    who: Named,
    answer: Answer,
}

/// Somebody was there.
#[derive(Clone, Debug, Serialize)]
pub struct CheckIn {
    at: Micros,
    by: Option<Named>,
    lat: f64,
    lon: f64,
    accuracy: Option<f64>,
    distance: Option<f64>,
}

/// One with all that belongs to it; of a series, as one of its turns stands.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    row: ActivityRow,
    turn: Option<Micros>,
    note: String,
    lat: Option<f64>,
    lon: Option<f64>,
    remind: Option<i64>,
    guests: Vec<Guest>,
    check_ins: Vec<CheckIn>,
    zone: String,
    by: Option<Named>,
    may_edit: bool,
    may_delete: bool,
    answer: Option<Answer>,
}

/// The page of one that the caller sees.
///
/// # Errors
///
/// Not found.
pub fn load(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, turn: Option<Micros>) -> Result<Page> {
    let a = edit::seen(tx, access, id)?;
    let turn = edit::turn_of(&a, turn)?;
    let now = store.now();
    let mut row = list::row_of(tx, access, now, id)?.ok_or_else(|| Problem::not_found("The activity"))?;
    let standing = a.meant(turn);
    let colleagues = Colleagues::load(tx)?;
    if standing.turn.is_some() {
        let zone = gx_record::filtering::zone(tx)?;
        row.title = standing.title.to_owned();
        row.state = standing.state.as_text().to_owned();
        (row.at, row.ends_at, row.done_at) = (standing.at, standing.ends_at, standing.done_at);
        row.place = standing.place.filter(|_| row.place.is_some() || a.place.is_none()).map(str::to_owned);
        let hides = access.hides_of(gx_kernel::object::ObjectKind::Activity, "outcome");
        row.outcome = standing.outcome.filter(|_| !hides).map(str::to_owned);
        row.clock = clock((&row.state, a.all_day), (row.at, row.ends_at), (now, end_of_day(now, &zone)));
    }
    let may_edit = edit::may_edit(tx, access, &a)?;
    let named = |id: Id| colleagues.named(id);
    Ok(Page {
        turn: standing.turn,
        note: standing.note.to_owned(),
        lat: a.lat,
        lon: a.lon,
        remind: a.remind,
        guests: a.guests.iter().map(|(id, answer)| Guest { who: named(*id), answer: *answer }).collect(),
        check_ins: check_ins(tx, &a, standing.turn, &colleagues)?,
        zone: a.zone.clone(),
        by: a.created_by.map(named),
        may_edit,
        may_delete: may_edit,
        answer: access.by().id().and_then(|me| a.guests.get(&me).copied()),
        row,
    })
}

fn check_ins(
    tx: &mut Tx<'_>,
    a: &Activity,
    turn: Option<Micros>,
    colleagues: &Colleagues,
) -> Result<Vec<CheckIn>> {
    let sql = "SELECT at, staff_id, lat, lon, accuracy, distance FROM check_in WHERE activity_id = $1 AND (turn = $2 OR turn IS NULL) ORDER BY id";
    let rows = tx.query(sql, &[a.id.into(), turn.into()])?;
    rows.iter()
        .map(|r| {
            Ok(CheckIn {
                at: r.micros(0)?,
                by: r.opt_id(1)?.map(|id| colleagues.named(id)),
                lat: r.opt_real(2)?.unwrap_or_default(),
                lon: r.opt_real(3)?.unwrap_or_default(),
                accuracy: r.opt_real(4)?,
                distance: r.opt_real(5)?,
            })
        })
        .collect()
}
