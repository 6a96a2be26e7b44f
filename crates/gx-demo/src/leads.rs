//! Who has lately said that they need something, and what became of it.

use gx_kernel::Micros;
use gx_kernel::interaction::{Direction, Incoming, Kind};
use serde::Serialize;
use serde_json::Map;

use crate::demo::Demo;
use crate::dice::Dice;
use crate::staff::StaffRole;
use crate::ways::purpose;

/// What people ask for, in their words.
const ASKED: [&str; 14] = [
    "想给四十位同事订中秋礼盒，一份两百左右，能定制贺卡吗？",
    "民宿有十二间房，想长期拿客房皂和护手霜，求报价单",
    "婚礼伴手礼一百二十份，十二月十日前要，可以刻字吗",
    "我们咖啡馆想换一款岩茶做茶拿铁，能寄样吗？",
    "瑜伽馆会员日想做护肤体验课，你们有老师来吗",
    "公司年会抽奖，预算三万，要体面一点",
    "给客户的新年礼，二十家，地址分散，能代发吗",
    "小红书看到你们的山茶油，想问问批发价",
    "孕期能用的那套护理，有没有礼盒装？送姐姐",
    "茶室想寄卖你们的茶具，怎么谈？",
    "学校教师节礼物，两百份，要开发票",
    "想加盟，在宁波有一个六十平的铺面",
    "展会上聊过，想要一份企业采购手册",
    "酒店大堂想做一个月的茶席快闪",
];
/// Where they came from: what it is called, the channel, the kind of interaction, its title, page and campaign.
const WAYS: [(&str, &str, &str, &str, Option<&str>, Option<&str>); 6] = [
    ("官网表单", "web", "form", "企业采购咨询", Some("https://camellia.example/business"), Some("秋茶季")),
    ("官网表单", "web", "form", "索取样品", Some("https://camellia.example/samples"), None),
    ("小红书", "xiaohongshu", "comment", "山茶油开箱", None, Some("山茶油种草")),
    ("微信咨询", "wechat", "message", "公众号留言", None, None),
    ("杭州茶博会", "shop", "attendance", "展位登记", None, Some("茶博会 2026")),
    ("电话来询", "phone", "call", "来电", None, None),
];
const WEIGHTS: [u32; 6] = [22, 10, 16, 20, 18, 14];
const DROPPED: [&str; 4] = ["没有预算", "没有需求", "联系不上", "选了别家"];
/// The most there are.
const MOST: u32 = 64;

/// Where a lead stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum LeadStage {
    /// It waits in the pool.
    Waits,
    /// Somebody has it and has done nothing yet.
    New,
    /// Somebody works on it.
    Working,
    /// It became a customer.
    Converted,
    /// It leads nowhere, for this reason.
    Dropped(&'static str),
}

/// A lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DemoLead {
    /// The key of the person.
    pub person: u32,
    /// What they want.
    pub interest: &'static str,
    /// Where it came from, and on which channel.
    pub source: &'static str,
    /// The channel.
    pub channel: &'static str,
    /// The kind of interaction by which they came, its title, the page and the campaign.
    pub touch: (&'static str, &'static str, Option<&'static str>, Option<&'static str>),
    /// When they came.
    pub created_at: Micros,
    /// Index in [`Demo::staff`] of who got it.
    pub owner: usize,
    /// Whether a rule gave it; else it was claimed from the pool, some hours later.
    pub by_rule: bool,
    /// After how many hours something was first done about it.
    pub answered_hours: i64,
    /// Where it stands.
    pub stage: LeadStage,
    /// What is to be done next, and when.
    pub next: Option<(&'static str, Micros)>,
    /// What it could come to.
    pub amount: Option<i64>,
}

impl Demo {
    /// The leads of the last three weeks, the oldest first: of people whom nobody looks after yet.
    pub fn leads(&self) -> Vec<DemoLead> {
        let people = self.config().people;
        let sellers: Vec<usize> = self
            .staff()
            .iter()
            .enumerate()
            .filter(|(_, s)| s.role == StaffRole::Sales)
            .map(|(at, _)| at)
            .collect();
        let mut out = Vec::new();
        let many = (people / 12).min(MOST);
        let step = (people / many.max(1)).max(1);
        for n in 0..many {
            let mut dice = Dice::of(self.seed(), purpose::LEADS, u64::from(n));
            // The first of each stretch of keys whom nobody looks after and who has no older record.
            let found = (n * step..(n + 1) * step).filter(|key| *key >= 14).find(|key| {
                let person = self.person(*key);
                person.owner.is_none() && person.duplicate_of.is_none() && person.works_at.is_none()
            });
            if let Some(person) = found {
                out.push(self.lead(person, &sellers, &mut dice));
            }
        }
        out.sort_by_key(|lead| lead.created_at);
        out
    }

    /// What happened with a lead: how they came, and what was done about it.
    pub fn lead_story(&self, lead: &DemoLead) -> Vec<Incoming> {
        let hours = |n: i64| lead.created_at.plus(n * 3600 * Micros::SECOND);
        let (kind, title, url, campaign) = lead.touch;
        let item = |what: &str, at: Micros, kind: Kind, channel: &str| Incoming {
            message_id: format!("lead-{}-{what}", lead.person),
            kind,
            direction: Direction::In,
            channel: channel.into(),
            occurred_at: Some(at.min(self.config().now)),
            identities: self.person(lead.person).identities,
            traits: Map::new(),
            title: None,
            text: None,
            object_kind: None,
            object_id: None,
            amount: None,
            currency: None,
            props: Map::new(),
            to: None,
        };
        let mut came = item("came", lead.created_at, Kind::parse(kind).unwrap_or(Kind::Event), lead.channel);
        came.title = Some(title.into());
        came.text = Some(lead.interest.into());
        for (key, value) in [("url", url), ("campaign", campaign)] {
            if let Some(value) = value {
                came.props.insert(key.into(), value.into());
            }
        }
        let mut out = vec![came];
        if matches!(lead.stage, LeadStage::Waits | LeadStage::New) {
            return out;
        }
        let staff = self.staff().get(lead.owner).map_or("", |s| s.name);
        let said = [
            (
                "call",
                lead.answered_hours,
                Kind::Call,
                "phone",
                "问了数量、用途和什么时候要，答应明天发方案。",
            ),
            (
                "sent",
                lead.answered_hours + 3,
                Kind::Message,
                "wechat",
                "方案和报价发您了，寄样地址方便给一下吗？",
            ),
            ("note", lead.answered_hours + 26, Kind::Note, "note", "样品已寄，收到后再约时间。"),
        ];
        for (what, after, kind, channel, text) in said {
            let mut one = item(what, hours(after), kind, channel);
            one.direction = if kind == Kind::Note { Direction::About } else { Direction::Out };
            one.text = Some(text.into());
            one.props.insert("staff".into(), staff.into());
            if hours(after) <= self.config().now {
                out.push(one);
            }
        }
        out
    }

    fn lead(&self, person: u32, sellers: &[usize], dice: &mut Dice) -> DemoLead {
        let now = self.config().now;
        let hours = |n: i64| n * 3600 * Micros::SECOND;
        let (source, channel, kind, title, url, campaign) =
            *WAYS.get(dice.weighted(&WEIGHTS)).unwrap_or(&WAYS[0]);
        let stage = match dice.below(20) {
            0..=5 => LeadStage::Waits,
            6..=8 => LeadStage::New,
            9..=14 => LeadStage::Working,
            15..=17 => LeadStage::Converted,
            _ => LeadStage::Dropped(dice.pick::<&'static str>(&DROPPED)),
        };
        let age = match stage {
            LeadStage::New => dice.between(1, 30),
            LeadStage::Waits => dice.between(1, 150),
            LeadStage::Working => dice.between(20, 140),
            LeadStage::Converted | LeadStage::Dropped(_) => dice.between(120, 500),
        };
        let steps = ["电话确认数量", "寄样品", "发报价单", "约上门", "加微信"];
        DemoLead {
            person,
            interest: dice.pick::<&'static str>(&ASKED),
            source,
            channel,
            touch: (kind, title, url, campaign),
            created_at: now.plus(-hours(age)),
            owner: sellers.get(dice.below(sellers.len().max(1) as u32) as usize).copied().unwrap_or_default(),
            by_rule: source == "官网表单" && dice.chance(0.9),
            answered_hours: dice.between(1, 9),
            stage,
            next: (stage == LeadStage::Working)
                .then(|| (*dice.pick(&steps), now.plus(hours(dice.between(-20, 70))))),
            amount: dice.chance(0.5).then(|| dice.between(4, 80) * 500),
        }
    }
}
