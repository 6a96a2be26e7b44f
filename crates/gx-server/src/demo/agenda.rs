//! The demo's agenda: what colleagues did, have to do and meet about, and whom they come back to by rule.

use gx_agenda::record::{self, Activity, Answer, Kind, Priority, State, Turn};
use gx_agenda::revisit::record as revisits;
use gx_kernel::{Id, Micros};
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde_json::json;

/// Colleagues with an agenda: more would only repeat them.
const MOST_STAFF: usize = 24;

/// What is to be done with customers: kind, title, minutes, what came of it.
const WITH_CUSTOMERS: [(Kind, &str, i64, &str); 10] = [
    (Kind::Call, "回访使用感受", 15, "用了两周，肤感满意，想试试同系列的精华。"),
    (Kind::Visit, "上门送样品", 60, "样品已送到，约好下周二电话听反馈。"),
    (Kind::Task, "发送报价与产品资料", 0, "资料已发邮箱，客户回复收到。"),
    (Kind::Call, "确认补货数量", 20, "本季补货 60 件，月底前下单。"),
    (Kind::Meeting, "年度合作方案沟通", 60, "对返利阶梯有疑问，需要主管给出方案。"),
    (Kind::Task, "整理客户生日礼清单", 0, "清单已交行政。"),
    (Kind::Visit, "门店陈列检查", 90, "试用装缺货两款，已拍照登记。"),
    (Kind::Call, "邀请参加新品品鉴会", 10, "答应参加，会带一位朋友。"),
    (Kind::Task, "跟进发票寄送", 0, "快递已签收。"),
    (Kind::Meeting, "礼盒定制打样评审", 45, "外盒颜色改为绿色，其余通过。"),
];

/// Where visits go.
const PLACES: [(&str, f64, f64); 6] = [
    ("上海市静安区南京西路 1515 号", 31.2237, 121.4450),
    ("上海市徐汇区漕溪北路 88 号", 31.1950, 121.4370),
    ("上海市黄浦区淮海中路 300 号", 31.2222, 121.4737),
    ("上海市长宁区长宁路 1018 号", 31.2203, 121.4162),
    ("上海市浦东新区世纪大道 8 号", 31.2365, 121.5020),
    ("上海市杨浦区淞沪路 77 号", 31.3006, 121.5145),
];

/// An hour of a day where the workspace is.
fn at(day: Date, hour: i8, minute: i8, zone: &TimeZone) -> Option<Micros> {
    let zoned = day.at(hour, minute, 0, 0).to_zoned(zone.clone()).ok()?;
    Some(Micros(zoned.timestamp().as_microsecond()))
}

/// A day on which people work, so many of them after a day, or before it.
fn workday(mut day: Date, mut steps: i32) -> Option<Date> {
    let off = |d: Date| matches!(d.weekday(), Weekday::Saturday | Weekday::Sunday);
    while steps != 0 {
        day = if steps > 0 { day.tomorrow().ok()? } else { day.yesterday().ok()? };
        if !off(day) {
            steps -= steps.signum();
        }
    }
    Some(day)
}

/// Fills the agendas of the colleagues who sell and serve.
pub(super) fn load(store: &Store, staff: &[Id]) -> Result<()> {
    store.write(|tx| {
        let zone = gx_record::filtering::zone(tx)?;
        let today = store.now().timestamp().to_zoned(zone.clone()).date();
        for (n, owner) in staff.iter().take(MOST_STAFF).enumerate() {
            one(tx, store, (n, *owner), (today, &zone))?;
        }
        if let Some((first, rest)) = staff.split_first() {
            weekly(tx, store, (*first, rest), (today, &zone))?;
        }
        rules(tx, store)?;
        tx.execute("UPDATE activity SET demo = 1", &[]).map(drop)
    })
}

/// What one colleague did and has to do.
fn one(
    tx: &mut Tx<'_>,
    store: &Store,
    (n, owner): (usize, Id),
    (today, zone): (Date, &TimeZone),
) -> Result<()> {
    let people: Vec<Id> = tx
        .query(
            "SELECT id FROM person WHERE owner = $1 AND merged_into IS NULL AND deleted_at IS NULL ORDER BY last_seen_at DESC, id LIMIT 40",
            &[owner.into()],
        )?
        .iter()
        .map(|r| r.id(0))
        .collect::<Result<_>>()?;
    if people.is_empty() {
        return Ok(());
    }
    // Workdays from today on; before it what is done, two of the last days not.
    let plan: [(i32, i8, i8); 26] = [
        (-38, 10, 0),
        (-33, 14, 0),
        (-29, 9, 30),
        (-25, 16, 0),
        (-22, 11, 0),
        (-18, 15, 30),
        (-15, 10, 0),
        (-12, 13, 30),
        (-9, 9, 0),
        (-7, 15, 0),
        (-5, 11, 30),
        (-4, 10, 0),
        (-3, 16, 30),
        (-2, 9, 30),
        (-1, 14, 0),
        (0, 9, 30),
        (0, 11, 0),
        (0, 14, 0),
        (0, 16, 0),
        (1, 10, 0),
        (1, 15, 0),
        (2, 9, 30),
        (3, 13, 30),
        (5, 10, 30),
        (8, 14, 0),
        (12, 10, 0),
    ];
    for (k, (days, hour, minute)) in plan.into_iter().enumerate() {
        let (kind, title, minutes, outcome) = WITH_CUSTOMERS[(k + n * 3) % WITH_CUSTOMERS.len()];
        let (Some(day), Some(person)) = (workday(today, days), people.get((k * 7 + n) % people.len())) else {
            continue;
        };
        let Some(begins) = at(day, hour, minute, zone) else { continue };
        let mut a = Activity::new(store, zone.iana_name().unwrap_or("Asia/Shanghai").to_owned());
        (a.kind, a.title, a.owner, a.created_by) = (kind, title.to_owned(), Some(owner), Some(owner));
        a.created_at = begins.plus(-3 * Micros::DAY).min(store.now());
        a.about[0] = Some(*person);
        a.first_at = Some(begins);
        a.length = (kind != Kind::Task).then_some(minutes * 60);
        a.remind = (kind != Kind::Task).then_some(30);
        if kind == Kind::Visit {
            let (place, lat, lon) = PLACES[(k + n) % PLACES.len()];
            (a.place, a.lat, a.lon) = (Some(place.to_owned()), Some(lat), Some(lon));
        }
        if (k + n) % 9 == 0 {
            a.priority = Priority::High;
        }
        // Two of what is past wait still.
        let waits = days < 0 && (k == 12 || k == 14);
        if begins < store.now() && !waits {
            (a.state, a.done_at, a.done_by) = (
                State::Done,
                Some(begins.plus((minutes.max(10)) * 60 * Micros::SECOND).min(store.now())),
                Some(owner),
            );
            a.outcome = Some(outcome.to_owned());
        }
        record::write(tx, store, &mut a, true)?;
    }
    deals(tx, store, owner, (today, zone))
}

/// What stands next about deals is planned, too.
fn deals(tx: &mut Tx<'_>, store: &Store, owner: Id, (today, zone): (Date, &TimeZone)) -> Result<()> {
    let sql = "SELECT id, person_id, company_id, next_step, next_at FROM deal WHERE owner = $1 AND state = 'open' AND next_step IS NOT NULL \
               AND next_at IS NOT NULL AND deleted_at IS NULL ORDER BY next_at, id LIMIT 12";
    for r in tx.query(sql, &[owner.into()])? {
        let mut a = Activity::new(store, zone.iana_name().unwrap_or("Asia/Shanghai").to_owned());
        (a.kind, a.title) = (Kind::Task, r.string(3)?);
        (a.owner, a.created_by) = (Some(owner), Some(owner));
        (a.about[0], a.about[1], a.about[2]) = (r.opt_id(1)?, r.opt_id(2)?, Some(r.id(0)?));
        a.first_at = r.opt_micros(4)?.or_else(|| at(today, 18, 0, zone));
        record::write(tx, store, &mut a, true)?;
    }
    Ok(())
}

/// The meeting of every week, and a review at the end of every month.
fn weekly(
    tx: &mut Tx<'_>,
    store: &Store,
    (host, guests): (Id, &[Id]),
    (today, zone): (Date, &TimeZone),
) -> Result<()> {
    let monday =
        today.checked_sub(jiff::Span::new().days(i64::from(today.weekday().to_monday_zero_offset()) + 28));
    let Some(first) = monday.ok().and_then(|day| at(day, 9, 0, zone)) else { return Ok(()) };
    let mut a = Activity::new(store, zone.iana_name().unwrap_or("Asia/Shanghai").to_owned());
    (a.kind, a.title, a.owner, a.created_by) = (Kind::Meeting, "销售周会".to_owned(), Some(host), Some(host));
    (a.first_at, a.length, a.repeats) = (Some(first), Some(45 * 60), Some("FREQ=WEEKLY;BYDAY=MO".to_owned()));
    (a.place, a.remind) = (Some("三楼会议室".to_owned()), Some(10));
    let said = [Answer::Yes, Answer::Yes, Answer::Maybe, Answer::Asked, Answer::Yes];
    a.guests = guests.iter().take(10).enumerate().map(|(n, id)| (*id, said[n % said.len()])).collect();
    // Next week it is on Tuesday.
    let next = today
        .checked_add(jiff::Span::new().days(7 - i64::from(today.weekday().to_monday_zero_offset())))
        .ok();
    if let (Some(monday), Some(tuesday)) = (next, next.and_then(|d| d.tomorrow().ok()))
        && let (Some(turn), Some(to)) = (at(monday, 9, 0, zone), at(tuesday, 10, 0, zone))
    {
        a.turns.insert(turn, Turn { at: to, ..Turn::plain(turn) });
    }
    record::write(tx, store, &mut a, true)?;
    let Some(first) = at(today.first_of_month(), 17, 0, zone) else { return Ok(()) };
    let mut a = Activity::new(store, zone.iana_name().unwrap_or("Asia/Shanghai").to_owned());
    (a.kind, a.title, a.owner, a.created_by) =
        (Kind::Task, "月度客户复盘".to_owned(), Some(host), Some(host));
    (a.first_at, a.repeats) = (Some(first), Some("FREQ=MONTHLY;BYMONTHDAY=-1".to_owned()));
    record::write(tx, store, &mut a, true)
}

/// The names of the demo's rules.
const RULES: [&str; 2] = ["金卡客户每季回访", "沉默客户关怀"];

fn rules(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    let wishes = [
        json!({"name": RULES[0], "filter": "tier = \"金卡\"", "kind": "call", "title": "金卡季度回访", "every_days": 90,
            "quiet_days": 21, "daily": 3, "note": "问使用感受、近期需要，确认联系方式。"}),
        json!({"name": RULES[1], "filter": "order_count > 0 and last_seen_at < today - 120 days", "kind": "task",
            "title": "沉默客户关怀", "every_days": 180, "quiet_days": 60, "daily": 2, "live": false}),
    ];
    for wish in wishes {
        let Ok(wish) = serde_json::from_value(wish) else { continue };
        revisits::create(tx, store, &Access::system(), &wish)?;
    }
    Ok(())
}

/// What takes the demo's agenda away again.
pub(super) fn removal(ours: &str, row: &str) -> Vec<String> {
    let planned = format!("(SELECT id FROM activity WHERE demo = 1 OR person_id IN {ours})");
    let names: Vec<String> = RULES.iter().map(|name| format!("'{name}'")).collect();
    let mut out: Vec<String> = ["activity_turn", "activity_guest", "check_in", "dav_event"]
        .iter()
        .map(|table| format!("DELETE FROM {table} WHERE activity_id IN {planned}"))
        .collect();
    out.extend([
        format!("DELETE FROM search_activity WHERE {row} IN {planned}"),
        format!("DELETE FROM change WHERE object = 'activity' AND row_id IN {planned}"),
        format!("DELETE FROM notice WHERE object = 'activity' AND row_id IN {planned}"),
        format!("DELETE FROM activity WHERE demo = 1 OR person_id IN {ours}"),
        format!("DELETE FROM revisit WHERE name IN ({}) AND created_at = updated_at", names.join(",")),
        "DELETE FROM calendar_feed WHERE staff_id IN (SELECT id FROM staff WHERE demo = 1)".into(),
    ]);
    out
}
