//! Short words: companies, jobs, tags, skins, searches, titles of pages and events.

/// First halves of company names with a domain stem.
pub(crate) const FIRM_HEAD: &[(&str, &str)] = &[
    ("云上", "yunshang"),
    ("木石", "mushi"),
    ("青禾", "qinghe"),
    ("澄明", "chengming"),
    ("远山", "yuanshan"),
    ("知行", "zhixing"),
    ("拾光", "shiguang"),
    ("半山", "banshan"),
    ("一诺", "yinuo"),
    ("松间", "songjian"),
    ("南风", "nanfeng"),
    ("栖木", "qimu"),
    ("鹿鸣", "luming"),
    ("明德", "mingde"),
    ("海岳", "haiyue"),
    ("新序", "xinxu"),
    ("和光", "heguang"),
    ("蓝田", "lantian"),
    ("归云", "guiyun"),
    ("启明", "qiming"),
    ("听雨", "tingyu"),
    ("千寻", "qianxun"),
    ("素履", "sulv"),
    ("方圆", "fangyuan"),
    ("见山", "jianshan"),
    ("同舟", "tongzhou"),
    ("安和", "anhe"),
    ("长风", "changfeng"),
];

/// Second halves of company names: Chinese, domain stem, industry, typical size.
pub(crate) const FIRM_TAIL: &[(&str, &str, &str, u32)] = &[
    ("设计", "design", "设计", 40),
    ("酒店", "hotel", "酒店", 260),
    ("律师事务所", "law", "法律", 80),
    ("文化传媒", "media", "传媒", 60),
    ("科技", "tech", "软件", 180),
    ("建筑事务所", "arch", "建筑", 70),
    ("美容会所", "spa", "美容", 25),
    ("会计师事务所", "cpa", "会计", 90),
    ("教育", "edu", "教育", 150),
    ("咨询", "consult", "咨询", 110),
    ("茶空间", "tea", "餐饮", 15),
    ("医疗", "med", "医疗", 220),
    ("基金", "fund", "金融", 50),
    ("民宿", "inn", "住宿", 12),
    ("置业", "estate", "地产", 140),
    ("瑜伽馆", "yoga", "健身", 18),
];

/// Job titles of contacts: Chinese and English.
pub(crate) const JOBS: &[(&str, &str)] = &[
    ("行政经理", "Office Manager"),
    ("采购主管", "Purchasing Lead"),
    ("人力资源经理", "HR Manager"),
    ("总经理助理", "Assistant to the GM"),
    ("品牌经理", "Brand Manager"),
    ("行政专员", "Office Administrator"),
    ("合伙人", "Partner"),
    ("运营总监", "Operations Director"),
    ("前厅经理", "Front Office Manager"),
    ("市场经理", "Marketing Manager"),
    ("财务经理", "Finance Manager"),
    ("设计师", "Designer"),
    ("工程师", "Engineer"),
    ("产品经理", "Product Manager"),
];

/// Skin types.
pub(crate) const SKINS: &[(&str, &str)] = &[
    ("干敏肌", "dry, sensitive"),
    ("混合肌", "combination"),
    ("油皮", "oily"),
    ("干皮", "dry"),
    ("中性", "normal"),
    ("敏感肌", "sensitive"),
    ("油敏肌", "oily, sensitive"),
];

/// Free tags.
pub(crate) const TAGS: &[&str] = &[
    "茶道",
    "乐于分享",
    "送礼",
    "对包装敏感",
    "成分党",
    "爱试新品",
    "只买大促",
    "到店型",
    "孕期",
    "健身",
    "办公室囤茶",
    "养宠",
    "价格敏感",
    "空瓶回收",
    "茶会常客",
    "企业采购人",
    "早 C 晚 A",
    "喜欢小样",
    "不爱打电话",
    "海外寄送",
];

/// Pages of the site besides products: path, title.
pub(crate) const PAGES: &[(&str, &str, &str)] = &[
    ("/", "山茶 Camellia", "Camellia"),
    ("/skin", "护肤", "Skincare"),
    ("/tea", "茶", "Tea"),
    ("/gifts", "礼盒", "Gifts"),
    ("/journal/white-tea-aging", "白茶怎么存", "How to keep white tea"),
    ("/journal/face-oil-layering", "精华油怎么叠", "How to layer a face oil"),
    ("/journal/autumn-skin", "换季的皮肤", "Skin between seasons"),
    ("/shops", "门店", "Shops"),
    ("/membership", "会员", "Membership"),
    ("/sale", "活动", "Offers"),
    ("/cart", "购物车", "Cart"),
    ("/orders", "我的订单", "My orders"),
    ("/help/returns", "退换货", "Returns"),
    ("/story", "茶山与我们", "Our hills"),
    ("/corporate", "企业礼赠", "Corporate gifts"),
];

/// Where visits come from: source, medium, campaign.
pub(crate) const CAMPAIGNS: &[(&str, &str, &str)] = &[
    ("xiaohongshu", "kol", "autumn-oil"),
    ("wechat", "mp-article", "tea-hills"),
    ("weibo", "paid", "night-serum"),
    ("baidu", "cpc", "brand"),
    ("newsletter", "email", "weekly"),
    ("wechat", "moments", "members-day"),
    ("bilibili", "kol", "pump-teardown"),
    ("douyin", "live", "autumn-tea"),
];

/// Events at the shops: Chinese title, English title.
pub(crate) const EVENTS: &[(&str, &str)] = &[
    ("秋茶品鉴会", "Autumn tea tasting"),
    ("敏感肌沙龙", "Sensitive skin evening"),
    ("手作香膏工作坊", "Balm workshop"),
    ("新品夜：夜间修护精华", "Launch night: Night Repair Serum"),
    ("白茶存储公开课", "How to keep white tea: open class"),
    ("会员早茶", "Members' morning tea"),
    ("茶山云直播", "Live from the tea hills"),
    ("空瓶回收日", "Empty bottle day"),
];

/// Couriers.
pub(crate) const COURIERS: &[(&str, &str)] =
    &[("顺丰", "SF"), ("京东快递", "JDV"), ("中通", "ZT"), ("圆通", "YT")];

/// Reasons of repair of the two devices: device index from the end of the catalogue, text.
pub(crate) const FAULTS: &[&[(&str, &str)]] = &[
    &[
        ("充不进电，换了充电座触点", "Would not charge; replaced the dock contacts"),
        ("震动变弱，更换电机", "Weak vibration; motor replaced"),
        ("刷头松动，更换卡扣，免费", "Loose brush head; clip replaced free of charge"),
    ],
    &[
        ("不保温，更换温控器", "Would not keep warm; thermostat replaced"),
        ("底座进水，清理并更换垫圈", "Water in the base; cleaned, new gasket"),
        ("壶盖弹簧断，更换，保修期内免费", "Lid spring broken; replaced under warranty"),
    ],
];

/// Notes that staff write about a person.
pub(crate) const NOTES: &[&str] = &[
    "喜欢安静，到店不用跟着介绍，需要时会招手。",
    "女儿明年高考，最近只想要省事的护肤步骤。",
    "送礼多，{p}常年留两份。",
    "只用微信联系，电话一般不接。",
    "对香味敏感，推荐无香的。",
    "说下个月要搬家，地址先别改。",
    "问过企业团购的价格，先给目录，别催。",
    "朋友推荐来的，信任成分说明，不信折扣。",
    "在备孕，酸类和维 A 类都避开，推荐{p}。",
    "喝茶比护肤多，春茶上市第一时间告诉。",
    "过敏史：酒精、柑橘精油。",
    "店里试过{p}，质地满意，嫌瓶子不好带上飞机。",
    "约了周末带妈妈一起来试茶。",
    "会员日前提醒一声即可，平时不要推活动。",
    "上次换货处理得满意，主动在朋友圈夸了。",
    "用{p}第二瓶了，说鼻翼脱皮好很多。",
];

/// The same in English.
pub(crate) const NOTES_EN: &[&str] = &[
    "Prefers e-mail, replies within a day. Do not call.",
    "Buys {p} as a host gift, always asks for a handwritten card.",
    "Moving back to Europe next spring; check shipping before offering refills.",
    "Allergic to citrus oils. Recommend unscented only.",
    "Happy with {p}; would like a travel size.",
    "Came with a friend from the tasting, curious about aged white tea.",
    "Reads ingredient lists closely; send the full INCI when asked.",
    "Asked about corporate gifts for a team of 30 before the New Year.",
];

/// What staff write down after a call.
pub(crate) const CALLS: &[&str] = &[
    "问{p}的用法和顺序，讲清楚了，答应发图文。",
    "确认收货地址，改送公司前台。",
    "回访{p}使用情况，满意，说会再买。",
    "没接通，晚上再打。",
    "咨询门店营业时间和停车。",
    "问订单 {o} 发货了没有，已告知快递单号。",
    "抱怨{o}包装破损，道歉并补发小样，情绪缓和。",
    "想约周末到{s}做皮肤测试，已登记。",
    "询问{p}孕期能不能用，转给护肤顾问回复。",
    "约企业礼盒方案，要三档价位，周四前给。",
    "提醒茶会时间，确认会来，带一位朋友。",
    "反映短信太多，已关掉营销短信。",
    "确认积分年底到期，告知可以换{p}。",
];

/// The same in English.
pub(crate) const CALLS_EN: &[&str] = &[
    "Asked how to use {p}; explained, will send the guide.",
    "Checked the delivery of {o}; gave the tracking number.",
    "Follow-up on {p}: very happy, will reorder.",
    "No answer; try again in the evening.",
    "Wants to book a skin test at {s} next weekend; booked.",
    "Box of {o} arrived dented; apologised, sending samples.",
    "Asked to stop text messages; marketing by SMS is now off.",
];

/// Survey questions with possible answers in Chinese and English.
pub(crate) const SURVEY_WORDS: &[(u8, &str, &str)] = &[
    (10, "东西好，人也舒服，没什么要改的。", "Lovely things, lovely people. Nothing to change."),
    (10, "老客了，一直稳定。", "Long-time customer, always steady."),
    (9, "包装可以再少一点，其他都好。", "A little less packaging please; the rest is great."),
    (9, "发货很快，小样也实用。", "Fast shipping, useful samples."),
    (8, "产品不错，价格希望老客有点优惠。", "Good products; some thanks for regulars would be nice."),
    (8, "茶很好，说明书字太小。", "The tea is very good, the print on the leaflet is too small."),
    (7, "质地喜欢，味道一般。", "Like the texture, the scent less so."),
    (6, "客服回复有点慢。", "Support is a little slow."),
    (5, "活动规则太复杂了，算不明白。", "The offer rules are too complicated."),
    (4, "快递把盒子压坏了，送人不好看。", "The courier crushed the box; not nice as a gift."),
    (3, "等了四天才发货。", "Waited four days for it to ship."),
    (2, "泵头漏油，弄脏了包，很失望。", "The pump leaked all over my bag. Disappointed."),
];
