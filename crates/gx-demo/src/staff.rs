//! The people who work at Camellia.

use serde::Serialize;

/// What a member of staff may do, in the words of the workspace's roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// Sets up the workspace.
    Admin,
    /// Leads a team.
    Manager,
    /// Sells.
    Sales,
    /// Answers customers, in the inbox or in a shop.
    Agent,
    /// Plans campaigns and listens.
    Marketer,
    /// Reads what was done and changes nothing.
    Auditor,
}

impl StaffRole {
    /// Stable text.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Manager => "manager",
            Self::Sales => "sales",
            Self::Agent => "agent",
            Self::Marketer => "marketer",
            Self::Auditor => "auditor",
        }
    }
}

/// A member of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DemoStaff {
    /// What they sign in with.
    pub login: &'static str,
    /// Their name.
    pub name: &'static str,
    /// Their role.
    pub role: StaffRole,
    /// What they do, in words.
    pub title: &'static str,
    /// Their mail address.
    pub email: &'static str,
    /// The language of their screens.
    pub locale: &'static str,
}

const fn staff(
    login: &'static str,
    name: &'static str,
    role: StaffRole,
    title: &'static str,
    email: &'static str,
    locale: &'static str,
) -> DemoStaff {
    DemoStaff { login, name, role, title, email, locale }
}

/// Index of 周以宁, who answers.
pub(crate) const ZHOU: usize = 3;
/// Index of 沈知微, who sells to companies.
pub(crate) const SHEN: usize = 2;
/// Index of 唐棠, who runs the Jing'an shop.
pub(crate) const TANG: usize = 4;
/// Those who answer messages.
pub(crate) const AGENTS: [usize; 3] = [ZHOU, 6, TANG];
/// Those who own customers.
pub(crate) const OWNERS: [usize; 3] = [SHEN, 7, TANG];

/// Everyone on the staff; the index is what [`crate::DemoPerson::owner`] means.
pub(crate) const STAFF: [DemoStaff; 9] = [
    staff("gu.qinghe", "顾清和", StaffRole::Admin, "管理员", "gu.qinghe@camellia.example", "zh-CN"),
    staff("xu.wenxi", "许闻溪", StaffRole::Manager, "品牌公关", "xu.wenxi@camellia.example", "zh-CN"),
    staff("shen.zhiwei", "沈知微", StaffRole::Sales, "企业销售", "shen.zhiwei@camellia.example", "zh-CN"),
    staff("zhou.yining", "周以宁", StaffRole::Agent, "客户服务", "zhou.yining@camellia.example", "zh-CN"),
    staff("tang.tang", "唐棠", StaffRole::Agent, "静安店店长", "tang.tang@camellia.example", "zh-CN"),
    staff("lu.xingyao", "陆星遥", StaffRole::Marketer, "会员与活动", "lu.xingyao@camellia.example", "zh-TW"),
    staff(
        "grace.he",
        "Grace He",
        StaffRole::Agent,
        "International support",
        "grace.he@camellia.example",
        "en",
    ),
    staff("cheng.yuan", "程远", StaffRole::Sales, "大客户销售", "cheng.yuan@camellia.example", "zh-CN"),
    staff("fang.yan", "方砚", StaffRole::Auditor, "内部审计", "fang.yan@camellia.example", "zh-CN"),
];
