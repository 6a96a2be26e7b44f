//! What the demo promises, at its border: the same seed gives the same bytes, nothing lies in the future,
//! stories hang together, and the spread of things looks like life.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{HashMap, HashSet};

use gx_demo::{Demo, DemoConfig, LiveDemo};
use gx_kernel::Micros;
use gx_kernel::identity::IdentityKind;
use gx_kernel::interaction::{Direction, Incoming, Kind};

fn now() -> Micros {
    Micros::parse("2026-11-20T02:12:00Z").unwrap()
}

fn demo() -> Demo {
    Demo::new(DemoConfig::new(7, now()))
}

fn bytes(demo: &Demo) -> Vec<u8> {
    let mut out = Vec::new();
    for person in demo.people() {
        serde_json::to_writer(&mut out, &person).unwrap();
    }
    for company in demo.companies() {
        serde_json::to_writer(&mut out, &company).unwrap();
    }
    for item in demo.interactions() {
        serde_json::to_writer(&mut out, &item).unwrap();
    }
    out
}

fn local(item: &Incoming) -> i64 {
    item.occurred_at.unwrap().0 + 8 * 3_600_000_000
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let small = |seed| bytes(&Demo::new(DemoConfig { people: 300, ..DemoConfig::new(seed, now()) }));
    assert!(small(1) == small(1));
    assert!(small(1) != small(2));
}

#[test]
fn nothing_lies_in_the_future_at_any_hour_and_season() {
    for at in [
        "2026-11-20T02:12:00Z",
        "2026-11-19T16:03:00Z",
        "2027-02-05T20:59:00Z",
        "2028-02-29T00:00:00Z",
        "2026-06-18T13:30:00Z",
    ] {
        let now = Micros::parse(at).unwrap();
        let demo = Demo::new(DemoConfig { people: 200, ..DemoConfig::new(3, now) });
        assert!(demo.people().all(|p| p.created_at <= now && p.consents.iter().all(|c| c.at <= now)));
        let all = demo.interactions_by_time();
        assert!(all.iter().all(|i| i.occurred_at.unwrap() <= now), "{at}");
        assert!(all.len() > 4000, "{at}: {}", all.len());
        let mut numbers = HashSet::new();
        for order in all.iter().filter(|i| i.kind == Kind::Purchase) {
            assert!(
                numbers.insert(order.object_id.clone().unwrap()),
                "{at}: order number twice: {:?}",
                order.object_id
            );
        }
    }
}

#[test]
fn message_ids_are_unique_and_every_item_is_fit_to_send() {
    let demo = demo();
    let mut seen = HashSet::new();
    for item in demo.interactions() {
        assert!(!item.identities.is_empty() && item.message_id.len() <= 255);
        assert!(item.text.as_ref().is_none_or(|t| !t.contains('{') && !t.is_empty()), "{:?}", item.text);
        assert!(
            item.to.as_ref().is_none_or(|t| t.identities != item.identities),
            "someone answers themselves"
        );
        assert!(seen.insert(item.message_id));
    }
}

#[test]
fn every_word_about_an_order_is_about_an_order_of_that_person() {
    let demo = demo();
    for key in 0..demo.config().people {
        let mut placed: HashMap<String, Micros> = HashMap::new();
        let mut steps: HashMap<String, Vec<String>> = HashMap::new();
        for item in demo.interactions_of(key) {
            if item.object_kind.as_deref() != Some("order") {
                continue;
            }
            let (number, at) = (item.object_id.clone().unwrap(), item.occurred_at.unwrap());
            match item.kind {
                Kind::Purchase => {
                    let lines = item.props["lines"].as_array().unwrap();
                    let sum: f64 =
                        lines.iter().map(|l| l["amount"].as_str().unwrap().parse::<f64>().unwrap()).sum();
                    let off =
                        item.props.get("discount").map_or(0.0, |d| d.as_str().unwrap().parse().unwrap());
                    assert!(
                        (item.amount.unwrap().to_string().parse::<f64>().unwrap() - (sum - off)).abs()
                            < 0.001,
                        "{number} does not add up"
                    );
                    assert!(placed.insert(number, at).is_none());
                }
                kind => {
                    assert!(
                        placed.get(&number).is_some_and(|p| *p < at),
                        "{key}: {kind} on {number} before it was placed"
                    );
                    if kind == Kind::OrderUpdate {
                        steps
                            .entry(number)
                            .or_default()
                            .push(item.props["status"].as_str().unwrap().to_owned());
                    }
                }
            }
        }
        for (number, steps) in steps {
            assert!(
                ["shipped", "delivered", "returned"]
                    .starts_with(&steps.iter().map(String::as_str).collect::<Vec<_>>()),
                "{number}: {steps:?}"
            );
        }
    }
}

#[test]
fn conversations_take_turns_and_every_answer_follows_a_question() {
    let mut threads: HashMap<String, Vec<Direction>> = HashMap::new();
    for item in demo().interactions_by_time() {
        if let Some(thread) = item.props.get("conversation") {
            threads.entry(thread.as_str().unwrap().to_owned()).or_default().push(item.direction);
        }
    }
    assert!(threads.len() > 1000, "{}", threads.len());
    for (thread, turns) in &threads {
        assert_eq!(turns[0], Direction::In, "{thread}");
        assert!(turns.windows(2).all(|w| w[0] != w[1]), "{thread}: {turns:?}");
    }
}

#[test]
fn the_week_and_the_busy_few_look_like_life() {
    let demo = demo();
    let (mut hours, mut visits, mut per_person, mut sales) =
        ([0_u32; 24], [0_u32; 7], Vec::new(), HashMap::<i64, u32>::new());
    for key in 0..demo.config().people {
        let items = demo.interactions_of(key);
        per_person.push(items.len());
        for item in &items {
            let day = local(item).div_euclid(Micros::DAY);
            match item.kind {
                Kind::Page => hours[(local(item).rem_euclid(Micros::DAY) / 3_600_000_000) as usize] += 1,
                // 1970-01-01 was a Thursday.
                Kind::Visit => visits[((day + 3) % 7) as usize] += 1,
                Kind::Purchase => *sales.entry(day).or_default() += 1,
                _ => {}
            }
        }
    }
    assert!(hours[21] > 8 * hours[4], "evenings are busy, nights are not: {hours:?}");
    assert!(visits[5] > 2 * visits[1], "shops fill on Saturday: {visits:?}");
    let singles_day = 20_585 + 183;
    assert_eq!(Micros(singles_day * Micros::DAY).to_rfc3339()[..10], *"2026-11-11");
    let usual = sales.values().sum::<u32>() / 360;
    assert!(sales[&singles_day] > 3 * usual, "双十一: {} against {usual}", sales[&singles_day]);
    let total: usize = per_person.iter().sum();
    let wanted = 30.0 * f64::from(demo.config().people);
    assert!((total as f64 / wanted - 1.0).abs() < 0.1, "{total} of {wanted}");
    per_person.sort_unstable_by(|a, b| b.cmp(a));
    let top: usize = per_person.iter().take(per_person.len() / 5).sum();
    let share = top as f64 / total as f64;
    assert!((0.5..0.8).contains(&share), "the busiest fifth does {share:.2} of everything");
}

#[test]
fn the_bad_week_is_seen_in_what_people_say() {
    let mut per_day: HashMap<i64, u32> = HashMap::new();
    for item in demo().interactions() {
        let says =
            item.text.as_ref().is_some_and(|t| ["漏", "渗", "leak", "B26-10"].iter().any(|w| t.contains(w)));
        if item.kind == Kind::Mention && says {
            *per_day.entry(local(&item).div_euclid(Micros::DAY)).or_default() += 1;
        }
    }
    let last = 20_585 + 192;
    let (around, before): (u32, u32) =
        per_day.iter().fold((0, 0), |(a, b), (day, n)| if *day > last - 4 { (a + n, b) } else { (a, b + n) });
    assert!(around > 40 && around > 6 * before, "{around} in the bad week, {before} before");
}

#[test]
fn the_people_are_many_kinds_of_people() {
    let demo = demo();
    let people: Vec<_> = demo.people().collect();
    let share = |n: usize| n as f64 / people.len() as f64;
    let doubles: Vec<_> = people.iter().filter(|p| p.duplicate_of.is_some()).collect();
    assert!((0.03..0.09).contains(&share(doubles.len())));
    assert!((0.1..0.2).contains(&share(people.iter().filter(|p| p.language == "en").count())));
    assert!(
        (0.05..0.16).contains(&share(
            people.iter().filter(|p| p.edges.iter().any(|e| e.kind == "household")).count()
        ))
    );
    assert!(
        (0.08..0.2).contains(&share(
            people.iter().filter(|p| p.edges.iter().any(|e| e.kind == "referred_by")).count()
        ))
    );
    let cities: HashSet<_> = people.iter().map(|p| p.city.as_str()).collect();
    assert!(
        ["上海", "杭州", "北京", "成都", "广州", "深圳", "南京", "武汉"].iter().all(|c| cities.contains(c))
    );
    for p in &people {
        assert!(!p.identities.is_empty() && !p.name.is_empty() && !p.address.is_empty());
        assert!(p.edges.iter().all(|e| e.to < p.key));
        assert!(p.works_at.as_ref().is_none_or(|w| w.company < demo.company_count()));
        for id in &p.identities {
            match id.kind {
                IdentityKind::Email => assert!(
                    id.value.rsplit_once('.').is_some_and(|(d, t)| t == "example" || d.ends_with("@example")),
                    "{}",
                    id.value
                ),
                IdentityKind::Phone => {
                    assert!(id.value.len() >= 12 && id.value.starts_with('+'), "{}", id.value)
                }
                _ => {}
            }
        }
    }
    for home in people.iter().filter(|p| p.edges.iter().any(|e| e.kind == "household")) {
        let head = &people[home.edges.iter().find(|e| e.kind == "household").unwrap().to as usize];
        // The cast's addresses are written; all others share their home to the door, in their own script.
        assert!(home.key < 14 || home.postcode == head.postcode, "{} and {}", home.name, head.name);
    }
    for double in doubles {
        let of = &people[double.duplicate_of.unwrap() as usize];
        assert!(of.duplicate_of.is_none() && of.key < double.key);
        assert!(
            double.name != of.name || double.address != of.address || double.identities != of.identities,
            "{} is a copy, not a second record",
            double.name
        );
    }
}

#[test]
fn unique_identities_belong_to_one_record() {
    let demo = Demo::new(DemoConfig { people: 30_000, ..DemoConfig::new(11, now()) });
    let mut owners = HashMap::new();
    for p in demo.people() {
        for id in p.identities {
            let shared_phone = id.kind == IdentityKind::Phone && p.duplicate_of.is_some();
            let other = owners.insert((id.kind.clone(), id.value.clone()), p.key);
            assert!(other.is_none() || shared_phone, "{} {} of {} and {other:?}", id.kind, id.value, p.key);
        }
    }
}

#[test]
fn some_browse_before_they_say_who_they_are() {
    let demo = demo();
    let mut joined = 0;
    for key in 0..500 {
        let items = demo.interactions_of(key);
        let Some(sign_in) = items.iter().position(|i| i.kind == Kind::SignIn) else { continue };
        let devices: Vec<_> =
            items[sign_in].identities.iter().filter(|i| i.kind == IdentityKind::Device).collect();
        for item in &items[..sign_in] {
            let named = item.identities.iter().any(|i| i.kind == IdentityKind::UserId)
                && item.channel == "web"
                && item.kind != Kind::OrderUpdate
                && item.kind != Kind::Review;
            assert!(!named, "{key} is named on the web before signing in: {item:?}");
            joined += usize::from(item.identities.iter().all(|i| devices.contains(&i)));
        }
    }
    assert!(joined > 10, "{joined}");
}

#[test]
fn the_hero_lives_her_days() {
    let demo = demo();
    let hero = demo.person(Demo::hero());
    assert_eq!((hero.name.as_str(), hero.city.as_str(), hero.district.as_str()), ("林晓梅", "上海", "静安"));
    assert!(hero.identities.iter().any(|i| i.value == "CM-203118"));
    let job = hero.works_at.unwrap();
    assert_eq!((demo.company(job.company).name.as_str(), job.title.as_str()), ("木禾设计", "行政经理"));
    let ties: Vec<_> = hero.edges.iter().map(|e| (e.kind, demo.person(e.to).name)).collect();
    assert_eq!(ties, [("household", "陈屿".to_owned()), ("referred_by", "苏蔓".to_owned())]);
    let items = demo.interactions_of(Demo::hero());
    assert!(items.len() > 140, "{}", items.len());
    let from = now().plus(-10 * Micros::DAY);
    let lines: Vec<String> = items
        .iter()
        .filter(|i| i.occurred_at.unwrap() > from)
        .map(|i| {
            let at = Micros(local(i)).to_rfc3339();
            format!(
                "{} {} {} {}{}{}{}",
                &at[5..16],
                i.channel,
                i.kind,
                i.title.clone().unwrap_or_default(),
                i.amount.map(|a| format!(" ¥{a}")).unwrap_or_default(),
                i.text.as_ref().map(|t| format!(" 「{t}」")).unwrap_or_default(),
                i.props.get("staff").map(|s| format!(" — {}", s.as_str().unwrap())).unwrap_or_default(),
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn live_customers_act_while_you_watch() {
    let config = DemoConfig::new(7, now());
    let mut live = LiveDemo::new(config, 120.0);
    let mut again = LiveDemo::new(config, 120.0);
    let (mut seen, mut total, mut last) = (HashSet::new(), 0, now());
    let mut answered = 0;
    for second in 1..=600 {
        let at = now().plus(second * Micros::SECOND);
        let items = live.next(at);
        assert_eq!(items, again.next(at), "the same seed and calls give the same life");
        for item in items {
            let t = item.occurred_at.unwrap();
            assert!(t <= at && t > last.plus(-Micros::SECOND), "{t:?}");
            answered += usize::from(item.kind == Kind::Message && item.direction == Direction::Out);
            assert!(seen.insert(item.message_id));
            total += 1;
        }
        last = at;
    }
    assert!((700..1700).contains(&total), "120 a minute for ten minutes gave {total}");
    assert!(answered > 20, "{answered}");
    let after_sleep = live.next(now().plus(8 * 3600 * Micros::SECOND));
    assert!(after_sleep.len() < 2000, "a night's sleep does not flood: {}", after_sleep.len());
}
