//! The days of 林晓梅 that everyone is shown, and the parts that others of the cast play in them.

use gx_kernel::identity::IdentityValue;
use gx_kernel::interaction::{Direction, Incoming, Kind, ToPerson};
use serde_json::json;

use super::orders::Basket;
use super::pen::{Pen, props};
use crate::calendar::{date_of, day_of};
use crate::cast::{LUO, SU_MAN, XIAO_LU, ZHENG};
use crate::catalog::{NEEDLE, OIL};
use crate::staff::{SHEN, STAFF, TANG, ZHOU};
use crate::ways;

/// Her order lies on 11-11 while that was one to four weeks ago, and nine days back in other seasons.
fn order_days_ago(today: i32) -> i32 {
    let date = date_of(today);
    let since = (1..=31).find(|d| {
        let then = date_of(today - d);
        then.month() == 11 && then.day() == 11
    });
    if date.month() >= 11 { since.filter(|d| (7..=26).contains(d)).unwrap_or(9) } else { 9 }
}

/// The day of her order.
pub(crate) fn hero_day(today: i32) -> i32 {
    today - order_days_ago(today)
}

/// The story of her last days.
pub(crate) fn write(pen: &mut Pen<'_>) {
    let calendar = pen.calendar();
    let ago = order_days_ago(calendar.today);
    let at = calendar.ago(ago, 0, 7);
    let sale = calendar.sale(day_of(at)).map_or("上周", |s| s.zh);
    let basket = Basket { lines: vec![(OIL, 2), (NEEDLE, 1)], discount: 80 };
    let mut order = pen.place(at, &basket, "web");
    order.shipped = calendar.ago(ago - 1, 9, 40);
    order.delivered = calendar.ago(ago - 3, 19, 20);
    pen.update(&order, order.shipped, "shipped", "已发货", Some(("顺丰", "SF1420586671903")));
    pen.update(&order, order.delivered, "delivered", "顺丰送达木禾设计前台", None);

    let key = pen.who.key;
    let mut item = pen.blank(calendar.ago(5, 14, 26), Kind::Visit, "shop", vec![ways::member_no(key)]);
    item.title = Some("上海静安店".into());
    item.text = Some("到店签到，试用秋茶".into());
    item.props = props([("shop", json!("上海静安店")), ("staff", json!(STAFF[TANG].name))]);
    pen.write(item);

    let mut item = pen.blank(calendar.ago(5, 21, 3), Kind::Comment, "community", vec![ways::user_id(key)]);
    item.title = Some("干敏肌秋冬怎么叠精华油？".into());
    item.text = Some(
        "先上水再两滴精华油，手心搓热按进去，别揉。换季那两周我停酸，只留洁面、花水和油，脸颊就不红了。"
            .into(),
    );
    item.object_kind = Some("post".into());
    item.object_id = Some("c-dry-skin-oil".into());
    item.props = props([("topic", json!("敏感肌日常")), ("helpful", json!(47))]);
    item.to = Some(ToPerson { identities: vec![ways::user_id(XIAO_LU)], edge: "replied_to".into() });
    pen.write(item);

    let post_at = calendar.ago(2, 21, 46);
    let weibo = ways::weibo(key);
    let mut item = pen.blank(post_at, Kind::Mention, "weibo", vec![weibo.clone()]);
    item.text = Some(
        "用了三年的山茶精华油，新泵头第一次漏了小半瓶。不是差钱，是心疼。能不能换回老泵头？ @山茶Camellia"
            .into(),
    );
    item.object_kind = Some("post".into());
    item.object_id = Some("weibo-xiaomei-pump".into());
    item.props = props([
        ("reach", json!(23_000)),
        ("shares", json!(86)),
        ("comments", json!(142)),
        ("likes", json!(531)),
        ("url", json!("https://weibo.example/p/xiaomei-pump")),
    ]);
    pen.write(item);
    let mut item = answer(pen, calendar.ago(2, 22, 5), Kind::Comment, "weibo", vec![weibo]);
    item.text = Some("晓梅，抱歉让您心疼了。这一批的泵头密封不良，我们全部免费换新，旧的不用寄回；换回老泵头的建议已经交给包装组。已私信您。".into());
    item.object_kind = Some("post".into());
    item.object_id = Some("weibo-xiaomei-pump".into());
    item.props = props([("staff", json!(STAFF[1].name))]);
    pen.write(item);

    let mut item = answer(pen, calendar.ago(1, 11, 8), Kind::Call, "phone", vec![ways::phone(key)]);
    item.text =
        Some("年节礼盒定 120 份，要印公司名，12 月 18 日前到货。提到精华油漏液，答应今天跟进。".into());
    if date_of(calendar.today).month() < 10 {
        item.text = Some("节日礼盒定 120 份，要印公司名，四周内到货。提到精华油漏液，答应今天跟进。".into());
    }
    item.props = props([("seconds", json!(252)), ("staff", json!(STAFF[SHEN].name))]);
    pen.write(item);

    let batch = pen.batch();
    let turns = [
        (31, false, format!("{sale}买的两瓶精华油，有一瓶泵头一直渗油，盒子都浸透了")),
        (34, true, format!("实在抱歉，是 {batch} 批次的泵头。给您换新，旧的不用寄回")),
        (42, false, "谢谢。周日要带去送人，来得及吗？".to_owned()),
    ];
    for (minute, ours, text) in turns {
        let mut item = pen.blank(
            calendar.ago(0, 9, minute),
            Kind::Message,
            "wechat",
            vec![ways::wechat_openid(pen.seed(), key)],
        );
        item.text = Some(text);
        item.object_kind = Some("order".into());
        item.object_id = Some(order.number.clone());
        item.props = props([("conversation", json!("T-2081"))]);
        if ours {
            item.direction = Direction::Out;
            item.props.insert("staff".into(), json!(STAFF[ZHOU].name));
        }
        pen.write(item);
    }
    pen.orders.push(order);
}

fn answer(
    pen: &Pen<'_>,
    at: gx_kernel::Micros,
    kind: Kind,
    channel: &str,
    identities: Vec<IdentityValue>,
) -> Incoming {
    let mut item = pen.blank(at, kind, channel, identities);
    item.direction = Direction::Out;
    item
}

/// What the others of the cast say in public in the bad week.
pub(crate) fn write_cast(pen: &mut Pen<'_>) {
    let calendar = pen.calendar();
    let batch = pen.batch();
    let (at, reach, text) = match pen.who.key {
        XIAO_LU => (
            calendar.ago(2, 20, 52),
            4_120_000,
            format!(
                "新泵头漏了半瓶，客服让「倒置静放」。油是往上漏的吗？批号 {batch}，同批次的姐妹评论区报数。@山茶Camellia"
            ),
        ),
        LUO => (calendar.ago(0, 9, 21), 18_000, "客服电话排队半小时没人接，这就是大牌？".to_owned()),
        SU_MAN => (
            calendar.ago(0, 9, 30),
            3_120,
            "门店二话没说给我换了新的，还送了小样。处理速度可以的。@山茶Camellia".to_owned(),
        ),
        ZHENG => (
            calendar.ago(0, 9, 48),
            240,
            format!("B 开头的批次都会漏吗？我的不是 {batch}，要不要也换？@山茶Camellia"),
        ),
        _ => return,
    };
    let mut item = pen.blank(at, Kind::Mention, "weibo", vec![ways::weibo(pen.who.key)]);
    item.text = Some(text);
    item.object_kind = Some("post".into());
    item.object_id = Some(format!("weibo-{}", pen.who.key));
    item.props = props([
        ("reach", json!(reach)),
        ("likes", json!(reach / 43)),
        ("comments", json!(reach / 160)),
        ("shares", json!(reach / 260)),
    ]);
    pen.write(item);
}
