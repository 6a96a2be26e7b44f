//! The names that people give to columns, in English and Chinese.
//!
//! Traditional spellings, capitals, spaces and punctuation need no entry: names are folded first.

use std::collections::HashMap;
use std::sync::LazyLock;

use gx_kernel::object::ObjectKind;
use gx_text::fold;

/// Objects by letter (Person, Company, Order, Interaction), target, names.
const TABLE: &[(&str, &str, &str)] = &[
    // People.
    (
        "P",
        "name",
        "name fullname displayname customername clientname contactname membername 姓名 名字 名称 全名 客户姓名 客户名称 联系人 联系人姓名 会员姓名 顾客姓名 用户名称 昵称 称呼 nickname",
    ),
    (
        "P",
        "given_name",
        "givenname firstname forename given first fname 名 名字（名） givennames christianname middlename",
    ),
    ("P", "family_name", "familyname lastname surname last lname 姓 姓氏 secondname"),
    ("P", "gender", "gender sex 性别 称谓 salutation"),
    (
        "P",
        "birth_date",
        "birthdate dateofbirth dob birthday born 生日 出生日期 出生年月 出生年月日 出生日 bday",
    ),
    ("P", "language", "language lang locale preferredlanguage 语言 首选语言"),
    ("P", "job_title", "jobtitle title position occupation job role 职位 职务 职称 头衔 岗位 职业"),
    (
        "P",
        "tier",
        "tier level memberlevel membershiplevel grade vip viplevel 等级 会员等级 级别 会员级别 客户等级",
    ),
    ("P", "lifecycle", "lifecycle lifecyclestage stage 生命周期 客户阶段 阶段"),
    ("P", "life_stage", "lifestage familystage householdstage 家庭阶段 家庭生命周期 人生阶段"),
    ("P", "owner", "owner accountowner salesrep assignedto 负责人 归属人 销售 跟进人 所属销售 客户经理 导购"),
    ("P", "tags", "tags labels tag label categories 标签 客户标签"),
    (
        "P",
        "company",
        "company companyname organisation organization org employer 公司 公司名称 单位 工作单位 企业 企业名称 所属公司",
    ),
    (
        "P",
        "first_seen_at",
        "firstseen firstseenat registeredat signupdate joindate joined registrationdate 注册时间 注册日期 入会时间 入会日期 开卡日期",
    ),
    ("P", "last_seen_at", "lastseen lastseenat lastvisit lastactive 最近访问 最后活跃 最近到店"),
    // Places, of people and companies.
    ("PC", "country", "country nation countrycode 国家 国籍 国家地区"),
    ("PC", "region", "region state province county 省 省份 州 州省 省市 省直辖市"),
    ("PC", "city", "city town suburb locality 城市 市 所在城市 城镇 地市"),
    ("P", "district", "district borough area 区 区县 县 县区 行政区 地区"),
    (
        "PC",
        "address",
        "address streetaddress street addressline address1 address2 addressline1 addressline2 streetnumber streetno housenumber houseno streetname unit 地址 详细地址 住址 街道 门牌 门牌号 家庭地址 通讯地址 联系地址 收货地址 公司地址 楼号 室号",
    ),
    ("PC", "postcode", "postcode postalcode zip zipcode 邮编 邮政编码 邮递区号"),
    // Identities.
    (
        "POI",
        "email",
        "email emailaddress mail emails 邮箱 电子邮箱 电子邮件 邮件 邮件地址 邮箱地址 电邮 信箱 电子信箱",
    ),
    (
        "POI",
        "phone",
        "phone mobile tel telephone phonenumber mobilephone mobilenumber cell cellphone contactnumber 手机 手机号 手机号码 电话 电话号码 联系电话 移动电话 联系方式 行动电话 座机 固定电话",
    ),
    (
        "POI",
        "member_no",
        "memberno membernumber membershipno cardno cardnumber loyaltyid loyaltynumber memberid 会员号 会员卡号 会员编号 卡号 会员id 会员卡",
    ),
    ("POI", "wechat_openid", "openid wechatopenid wxopenid 微信openid"),
    ("POI", "wechat_unionid", "unionid wechatunionid wxunionid 微信unionid"),
    ("POI", "wecom_external", "externaluserid wecomid wecomexternalid 企微id 企业微信id 外部联系人id"),
    ("POI", "weibo", "weibo weiboid weibouid 微博 微博id 微博账号 微博uid 微博昵称"),
    ("POI", "did", "did decentralizedid"),
    ("POI", "device", "deviceid anonymousid cookieid 设备id 设备号"),
    ("POI", "user_id", "userid useraccount accountid loginid 用户id 用户编号 账号id 用户账号"),
    ("POI", "external:wechat", "wechat wechatid weixin wx 微信 微信号"),
    ("POI", "external:qq", "qq qq号 qqnumber"),
    (
        "POI",
        "external:customer",
        "customerid customerno customernumber custid custno clientid buyerid customercode customer 客户编号 客户id 客户号 客户代码 顾客编号 买家id 顾客id",
    ),
    ("POI", "external:contact", "contactid 联系人id 联系人编号"),
    // Companies.
    (
        "C",
        "name",
        "name company companyname organisation organization organisationname organizationname account accountname 公司 公司名称 企业名称 单位名称 客户名称 名称 企业 单位",
    ),
    ("C", "domain", "domain website web url homepage site 域名 网站 官网 网址 主页"),
    ("C", "industry", "industry sector 行业 所属行业 行业类别"),
    ("C", "phone", "phone tel telephone phonenumber 电话 联系电话 公司电话 总机"),
    (
        "C",
        "size",
        "size employees employeecount headcount staff numberofemployees 人数 员工数 员工人数 规模 公司规模",
    ),
    ("C", "owner", "owner accountowner salesrep 负责人 客户经理 跟进人"),
    ("C", "tags", "tags labels tag label categories 标签 公司标签"),
    ("C", "external:company", "companyid accountno companycode 公司编号 企业编号 统一社会信用代码 信用代码"),
    // Orders.
    (
        "O",
        "number",
        "ordernumber orderno orderid order transactionid invoiceno invoicenumber receiptno tradeno salesorder 订单号 订单编号 单号 订单id 交易号 流水号 小票号 交易单号 发票号",
    ),
    ("O", "status", "status orderstatus state 状态 订单状态 交易状态"),
    (
        "OI",
        "channel",
        "channel source platform shop store saleschannel 渠道 来源 平台 店铺 门店 来源渠道 下单渠道",
    ),
    (
        "O",
        "amount",
        "amount total price value ordertotal totalamount totalprice paid payment revenue sales grandtotal subtotal amountpaid spend 金额 订单金额 总金额 实付金额 实付 付款金额 总价 合计 支付金额 应付金额 消费金额 交易金额 成交金额",
    ),
    ("OI", "currency", "currency currencycode 币种 货币 币别"),
    (
        "O",
        "quantity",
        "quantity qty count units items numberofitems itemcount 数量 件数 商品数量 购买数量 总件数",
    ),
    (
        "O",
        "placed_at",
        "date orderdate orderedat placedat datetime time purchasedate purchasedat createdat created transactiondate invoicedate paidat paymentdate 下单时间 订单时间 日期 下单日期 订单日期 购买时间 交易时间 付款时间 支付时间 成交时间 创建时间 时间 购买日期 消费时间 消费日期 交易日期",
    ),
    // Interactions.
    (
        "I",
        "text",
        "text content body message comment review note notes description feedback remark tweet post 内容 正文 文本 评论 评价 留言 备注 描述 反馈 消息 微博正文 评论内容 消息内容",
    ),
    ("I", "title", "title subject headline 标题 主题"),
    (
        "I",
        "kind",
        "kind type event eventtype eventname action interactiontype activity 类型 互动类型 事件 行为 动作 事件类型",
    ),
    ("I", "direction", "direction inout 方向"),
    ("I", "object_id", "objectid itemid postid productid sku 对象id 商品id 帖子id 商品编号"),
    ("I", "object_kind", "objectkind objecttype 对象类型"),
    ("I", "amount", "amount value price 金额"),
    (
        "I",
        "occurred_at",
        "date time datetime timestamp occurredat happenedat createdat created publishedat postedat eventtime ts 时间 日期 发生时间 发布时间 创建时间 发表时间 评论时间 互动时间",
    ),
    // The person of an order or interaction.
    (
        "OI",
        "person.name",
        "name customername buyername fullname author username buyer recipient receiver consignee 姓名 客户姓名 买家 买家姓名 收货人 收件人 收货人姓名 作者 发布者 用户名 昵称 买家昵称 会员姓名 客户 顾客",
    ),
    ("OI", "person.address", "address shippingaddress deliveryaddress 地址 收货地址 详细地址"),
    ("OI", "person.city", "city 城市 收货城市"),
    ("OI", "person.region", "province region 省份 省"),
    ("OI", "person.postcode", "postcode zip zipcode 邮编"),
];

/// Names of ids that only the file itself can place.
const OWN_ID: &str =
    "id recid recordid rowid uid uuid guid key no number 编号 序号id 记录编号 id号 识别码 代码";
/// Numbers that governments give. They are kept apart and never link two records.
const GOVERNMENT: &str = "socsecid ssn socialsecuritynumber socialsecurity nationalid idcard idcardno idnumber passport passportno taxid tin 身份证 身份证号 身份证号码 证件号 证件号码 护照号 护照 社保号 税号";

/// Words before a name that say whose it is, which the file says already.
const PREFIXES: &[&str] = &[
    "customer",
    "client",
    "contact",
    "member",
    "user",
    "buyer",
    "billing",
    "shipping",
    "home",
    "primary",
    "work",
    "person",
    "personal",
    "mailing",
    "business",
    "office",
    "main",
    "company",
    "客户",
    "顾客",
    "会员",
    "用户",
    "联系人",
    "买家",
    "收货人",
    "收件人",
    "收货",
    "个人",
    "家庭",
    "常用",
    "主要",
    "备用",
    "公司",
    "所在",
    "本人",
    "订单",
    "商品",
];

/// What a column's name says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hit {
    pub target: Named,
    pub confidence: f32,
}

/// What is named.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Named {
    /// A target by its text.
    Target(&'static str),
    /// The file's own id of the row.
    OwnId,
    /// A number that a government gave.
    Government,
}

type Names = HashMap<String, Named>;

static NAMES: LazyLock<HashMap<ObjectKind, Names>> = LazyLock::new(|| {
    let letters = [
        (ObjectKind::Person, 'P'),
        (ObjectKind::Company, 'C'),
        (ObjectKind::Order, 'O'),
        (ObjectKind::Interaction, 'I'),
    ];
    let names_of = |letter: char| {
        let mut names = Names::new();
        for (objects, target, list) in TABLE {
            if objects.contains(letter) {
                // The first entry wins, so the table's order settles names with two meanings.
                list.split(' ').for_each(|n| {
                    names.entry(key(n)).or_insert(Named::Target(target));
                });
                names.entry(key(target)).or_insert(Named::Target(target));
            }
        }
        GOVERNMENT.split(' ').for_each(|n| {
            names.entry(key(n)).or_insert(Named::Government);
        });
        OWN_ID.split(' ').for_each(|n| {
            names.entry(key(n)).or_insert(Named::OwnId);
        });
        names
    };
    letters.into_iter().map(|(object, letter)| (object, names_of(letter))).collect()
});

/// Letters and digits of the folded name, without what stands in brackets (units, hints).
pub(super) fn key(header: &str) -> String {
    let folded = fold(header);
    let bare = match folded.find(['(', '[', '【']) {
        Some(at) if at > 0 => folded.get(..at).unwrap_or(&folded),
        _ => &folded,
    };
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What a header says for an object.
pub(super) fn lookup(object: ObjectKind, header: &str) -> Option<Hit> {
    let names = NAMES.get(&object)?;
    let key = key(header);
    if key.is_empty() || key.chars().count() > 40 {
        return None;
    }
    let hit = |named: &Named, confidence| Some(Hit { target: named.clone(), confidence });
    if let Some(named) = names.get(&key) {
        return hit(named, 0.95);
    }
    let unnumbered = key.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(named) = names.get(unnumbered) {
        return hit(named, 0.9);
    }
    let mut bare = unnumbered;
    while let Some(rest) = PREFIXES.iter().find_map(|p| bare.strip_prefix(p)) {
        bare = rest;
        if let Some(named) = names.get(bare) {
            return hit(named, 0.85);
        }
    }
    // The longest known name inside the header, when it is most of it.
    let mut inside: Vec<(&String, &Named)> = names
        .iter()
        .filter(|(name, named)| {
            let enough = if name.is_ascii() { name.len() >= 4 } else { name.chars().count() >= 2 };
            enough && unnumbered.contains(name.as_str()) && **named != Named::OwnId
        })
        .collect();
    inside.sort_by_key(|(name, _)| (std::cmp::Reverse(name.len()), (*name).clone()));
    let (name, named) = inside.first()?;
    (name.len() * 2 >= unnumbered.len()).then(|| Hit { target: (*named).clone(), confidence: 0.6 })
}
