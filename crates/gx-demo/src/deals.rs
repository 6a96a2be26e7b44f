//! The deals of the company's business customers.

use gx_kernel::Micros;
use serde::Serialize;

use crate::demo::Demo;
use crate::dice::Dice;
use crate::ways::purpose;

/// What businesses buy.
const OCCASIONS: [(&str, &str, i64); 12] = [
    ("年节礼盒", "秋茶与护手霜礼盒", 360),
    ("员工福利", "节日护理套装", 198),
    ("客房茶礼", "客房茶包与皂礼", 46),
    ("秋茶批发", "秋茶散装", 420),
    ("年会伴手礼", "山茶随行礼", 128),
    ("客户答谢礼", "双罐茶礼", 520),
    ("联名礼盒", "联名定制礼盒", 268),
    ("门店护理套装", "敏感肌护理四件", 339),
    ("商店寄售", "寄售陈列组合", 156),
    ("大堂茶席", "茶席服务与茶品", 880),
    ("新春礼遇", "新春限定茶护礼", 468),
    ("年度框架", "年度框架供货", 240),
];
const STEPS: [&str; 8] =
    ["电话确认数量", "寄样品", "拜访", "发方案", "合同评审", "确认包装稿", "催付定金", "回访"];
const RIVALS: [&str; 5] = ["竹里馆", "白鹭日化", "青瓷茶业", "北山礼品", "海盐香氛"];
const LOST: [&str; 5] = ["价格", "选了别家", "没有预算", "没有回音", "时机不对"];
/// How deals lie over the stages of the first pipeline: four that are open, won, lost.
const STAGES: [u32; 6] = [16, 16, 13, 10, 31, 14];

/// A deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DemoDeal {
    /// The company's key.
    pub company: u32,
    /// Index of the owner in [`Demo::staff`].
    pub owner: usize,
    /// What it is called, after the company.
    pub name: &'static str,
    /// What is bought, how many, and what one costs.
    pub line: (&'static str, i64, i64),
    /// The place of its stage: 0 to 3 are open, 4 is won, 5 is lost.
    pub stage: usize,
    /// When it was made.
    pub created_at: Micros,
    /// Since when it stands in its stage.
    pub since: Micros,
    /// In how many days it is expected to close; of closed ones, when it was expected.
    pub expected_days: i64,
    /// What is to be done next, and when.
    pub next: Option<(&'static str, Micros)>,
    /// Who else bids.
    pub rivals: Vec<&'static str>,
    /// Why it was lost.
    pub lost: Option<&'static str>,
}

impl Demo {
    /// Every deal, the oldest first.
    pub fn deals(&self) -> Vec<DemoDeal> {
        let now = self.config().now;
        let mut out: Vec<DemoDeal> = (0..self.company_count())
            .flat_map(|company| {
                let mut dice = Dice::of(self.seed(), purpose::DEALS, u64::from(company));
                let many = 2 + dice.below(3);
                (0..many).map(move |_| self.deal(company, now, &mut dice)).collect::<Vec<_>>()
            })
            .collect();
        out.sort_by_key(|deal| deal.created_at);
        out
    }

    fn deal(&self, company: u32, now: Micros, dice: &mut Dice) -> DemoDeal {
        let stage = dice.weighted(&STAGES);
        let (name, what, price) = *dice.pick(&OCCASIONS);
        let closed = stage > 3;
        let stood = if closed { dice.between(1, 110) } else { dice.between(0, 13 + 3 * stage as i64) };
        let before = dice.between(3, 12) * (1 + stage.min(4) as i64);
        let hours = |n: i64| n * 3600 * Micros::SECOND;
        let next = match dice.below(8) {
            _ if closed => None,
            0 => None,
            1 | 2 => Some(-dice.between(5, 90)),
            3 => Some(dice.between(1, 5)),
            _ => Some(dice.between(20, 260)),
        };
        DemoDeal {
            company,
            owner: self.company(company).owner,
            name,
            line: (what, dice.between(2, 40) * 10, price),
            stage,
            created_at: now.plus(-(stood + before) * Micros::DAY - hours(dice.between(0, 9))),
            since: now.plus(-stood * Micros::DAY - hours(dice.between(0, 9))),
            expected_days: if closed { dice.between(-20, 20) - stood } else { dice.between(2, 50) },
            next: next.map(|n| (*dice.pick(&STEPS), now.plus(hours(n)))),
            rivals: if dice.chance(0.35) { vec![*dice.pick(&RIVALS)] } else { Vec::new() },
            lost: (stage == 5).then(|| *dice.pick(&LOST)),
        }
    }
}
