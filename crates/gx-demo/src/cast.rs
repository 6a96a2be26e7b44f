//! The people whom the story names. They stand first, so that they exist at any size.

/// Someone who is written, not drawn.
pub(crate) struct Role {
    pub family: &'static str,
    pub given: &'static str,
    pub latin: &'static str,
    pub female: bool,
    pub city: u8,
    pub nick: &'static str,
    pub household: Option<u32>,
    pub referred_by: Option<u32>,
    pub company: Option<u32>,
    pub job: &'static str,
    pub duplicate_of: Option<u32>,
    /// Share of the average number of interactions.
    pub busy: f64,
}

/// Key of 苏蔓, who brought the hero.
pub(crate) const SU_MAN: u32 = 0;
/// Key of 陈屿, who lives with her.
pub(crate) const CHEN_YU: u32 = 1;
/// Key of 林晓梅, the hero.
pub(crate) const HERO: u32 = 2;
/// Key of 成分党小鹿, who posted first.
pub(crate) const XIAO_LU: u32 = 4;
/// Key of 罗一帆, who waited on the phone.
pub(crate) const LUO: u32 = 7;
/// Key of 郑海宁, who asks about his batch.
pub(crate) const ZHENG: u32 = 6;

const NOBODY: Role = Role {
    family: "",
    given: "",
    latin: "",
    female: true,
    city: 0,
    nick: "",
    household: None,
    referred_by: None,
    company: None,
    job: "",
    duplicate_of: None,
    busy: 1.5,
};

/// The cast; the index is the key.
pub(crate) const CAST: [Role; 14] = [
    Role { family: "苏", given: "蔓", latin: "Su Man", nick: "苏蔓在路上", busy: 4.0, ..NOBODY },
    Role { family: "陈", given: "屿", latin: "Chen Yu", female: false, nick: "屿", busy: 0.8, ..NOBODY },
    Role {
        family: "林",
        given: "晓梅",
        latin: "Lin Xiaomei",
        nick: "晓梅在山里",
        household: Some(CHEN_YU),
        referred_by: Some(SU_MAN),
        company: Some(0),
        job: "行政经理",
        busy: 8.0,
        ..NOBODY
    },
    Role {
        family: "何", given: "静", latin: "He Jing", nick: "静静的何", referred_by: Some(HERO), ..NOBODY
    },
    Role {
        family: "陆",
        given: "晓鹿",
        latin: "Lu Xiaolu",
        nick: "成分党小鹿",
        city: 1,
        busy: 3.0,
        ..NOBODY
    },
    Role { family: "许", given: "曼", latin: "Xu Man", nick: "许慢慢", city: 2, ..NOBODY },
    Role {
        family: "郑",
        given: "海宁",
        latin: "Zheng Haining",
        female: false,
        nick: "海宁不看潮",
        city: 1,
        ..NOBODY
    },
    Role {
        family: "罗",
        given: "一帆",
        latin: "Luo Yifan",
        female: false,
        nick: "罗一帆_",
        city: 5,
        ..NOBODY
    },
    Role {
        family: "高",
        given: "洁",
        latin: "Gao Jie",
        nick: "高洁",
        city: 1,
        company: Some(1),
        job: "采购主管",
        busy: 2.0,
        ..NOBODY
    },
    Role { family: "齐", given: "琪", latin: "Qi Qi", nick: "七七测评", city: 3, busy: 2.5, ..NOBODY },
    Role {
        family: "江", given: "若云", latin: "Jiang Ruoyun", nick: "小江爱喝茶", city: 4, ..NOBODY
    },
    Role { family: "陆", given: "瑶", latin: "Lu Yao", nick: "瑶瑶领先", city: 6, ..NOBODY },
    Role {
        family: "唐",
        given: "致远",
        latin: "Tang Zhiyuan",
        female: false,
        nick: "唐先生",
        city: 1,
        ..NOBODY
    },
    // An old till of the Jing'an shop wrote her name as it sounds.
    Role {
        family: "林",
        given: "小梅",
        latin: "Lin Xiaomei",
        nick: "",
        duplicate_of: Some(HERO),
        busy: 0.2,
        ..NOBODY
    },
];
