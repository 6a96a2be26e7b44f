//! What people should write in the fields that the program has: its own words in three languages, until the workspace
//! says its own.

use gx_kernel::locale::Locale;
use gx_kernel::object::{FieldSet, ObjectKind};
use gx_kernel::{Id, Problem};
use gx_store::change::{Batch, Entry, Logged, Op};
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

use ObjectKind::{Company, Deal, Lead, Person};

/// By object and key the same sentence in zh-CN, zh-TW and English.
const STANDARDS: &[(ObjectKind, &str, [&str; 3])] = &[
    (
        Person,
        "name",
        [
            "证件上的全名，中文名不加空格，称呼（先生、女士）不写进来",
            "證件上的全名，中文名不加空格，稱呼（先生、女士）不寫進來",
            "The full name as on a document, without titles such as Mr or Ms",
        ],
    ),
    (Person, "family_name", ["只写姓，例如 林、欧阳", "只寫姓，例如 林、歐陽", "The family name alone"]),
    (Person, "given_name", ["只写名，例如 晓梅", "只寫名，例如 曉梅", "The given name alone"]),
    (Person, "gender", ["客户自己说过才填", "客戶自己說過才填", "Only what the customer said"]),
    (
        Person,
        "birth_date",
        [
            "年-月-日，例如 1990-05-21；不知道年份就先不填",
            "年-月-日，例如 1990-05-21；不知道年份就先不填",
            "Year, month, day, such as 1990-05-21; leave it empty while the year is unknown",
        ],
    ),
    (
        Person,
        "language",
        [
            "客户愿意用的语言，例如 zh-CN、zh-TW、en",
            "客戶願意用的語言，例如 zh-CN、zh-TW、en",
            "The language the customer likes to be spoken to, such as zh-CN, zh-TW, en",
        ],
    ),
    (Person, "country", ["国家或地区", "國家或地區", "Country or region of the world"]),
    (Person, "region", ["省、直辖市或州，不写“省”字", "省、直轄市或州，不寫「省」字", "Province or state"]),
    (
        Person,
        "city",
        ["城市，不写“市”字，例如 杭州", "城市，不寫「市」字，例如 杭州", "The city, such as Hangzhou"],
    ),
    (Person, "district", ["区或县，例如 西湖区", "區或縣，例如 西湖區", "The district within the city"]),
    (
        Person,
        "address",
        [
            "街道、门牌、楼层，收货时找得到的写法；省市另填",
            "街道、門牌、樓層，收貨時找得到的寫法；省市另填",
            "Street, house and floor, as a parcel would need it; city and province have fields of their own",
        ],
    ),
    (Person, "postcode", ["邮政编码", "郵遞區號", "The postcode"]),
    (Person, "job_title", ["名片上的职务", "名片上的職務", "The title on the business card"]),
    (
        Person,
        "tier",
        [
            "会员等级由规则自动评定；手工改过的，规则不再动",
            "會員等級由規則自動評定；手工改過的，規則不再動",
            "Given by the rules for tiers; one changed by hand is left alone by them",
        ],
    ),
    (
        Person,
        "lifecycle",
        [
            "客户走到哪一步：潜在、新客、活跃、沉睡、流失",
            "客戶走到哪一步：潛在、新客、活躍、沉睡、流失",
            "How far the customer has come, from prospect to lost",
        ],
    ),
    (
        Person,
        "life_stage",
        [
            "生活阶段，例如 学生、新婚、有孩子",
            "生活階段，例如 學生、新婚、有孩子",
            "The stage of life, such as student, newly married, with children",
        ],
    ),
    (
        Person,
        "owner",
        [
            "负责跟进这位客户的同事，只有一位",
            "負責跟進這位客戶的同事，只有一位",
            "The one colleague who looks after the customer",
        ],
    ),
    (Person, "email", ["常用邮箱，一行一个", "常用信箱，一行一個", "An address the customer reads"]),
    (
        Person,
        "phone",
        [
            "手机优先，带国家区号，例如 +86 138 0013 8001",
            "手機優先，帶國碼，例如 +86 138 0013 8001",
            "A mobile number first, with its country code, such as +86 138 0013 8001",
        ],
    ),
    (Person, "member_no", ["入会时自动编号", "入會時自動編號", "Given when somebody becomes a member"]),
    (
        Person,
        "tags",
        [
            "一两个词，能用来挑人；先看有没有现成的，不要造近义词",
            "一兩個詞，能用來挑人；先看有沒有現成的，不要造近義詞",
            "A word or two by which people are picked; take one that is there before making another",
        ],
    ),
    (
        Person,
        "source",
        [
            "关于这位客户的大部分内容从哪里来",
            "關於這位客戶的大部分內容從哪裡來",
            "Where most of what is known of this customer comes from",
        ],
    ),
    (
        Person,
        "reviewed_on",
        ["上次核对档案的日子", "上次核對檔案的日子", "When somebody last went through the file"],
    ),
    (
        Person,
        "review_on",
        ["下次该核对档案的日子", "下次該核對檔案的日子", "When the file is to be gone through next"],
    ),
    (
        Company,
        "name",
        [
            "营业执照上的全称，例如 木禾设计有限公司",
            "營業登記上的全稱，例如 木禾設計有限公司",
            "The registered name in full",
        ],
    ),
    (
        Company,
        "domain",
        [
            "官网域名，不带 https:// 和 www.，例如 muhe.cn",
            "官網網域，不帶 https:// 和 www.，例如 muhe.cn",
            "The domain of its web site, without https:// and www., such as muhe.cn",
        ],
    ),
    (
        Company,
        "industry",
        [
            "用同事都在用的说法，先看筛选里有哪些",
            "用同事都在用的說法，先看篩選裡有哪些",
            "The word that colleagues use already: the filter shows which there are",
        ],
    ),
    (Company, "country", ["国家或地区", "國家或地區", "Country or region of the world"]),
    (Company, "region", ["省、直辖市或州，不写“省”字", "省、直轄市或州，不寫「省」字", "Province or state"]),
    (
        Company,
        "city",
        ["城市，不写“市”字，例如 杭州", "城市，不寫「市」字，例如 杭州", "The city, such as Hangzhou"],
    ),
    (
        Company,
        "address",
        ["街道、门牌、楼层；省市另填", "街道、門牌、樓層；省市另填", "Street, house and floor"],
    ),
    (Company, "postcode", ["邮政编码", "郵遞區號", "The postcode"]),
    (Company, "phone", ["总机，带区号", "總機，帶區碼", "The switchboard, with its area code"]),
    (Company, "size", ["员工人数，写整数", "員工人數，寫整數", "How many work there, a whole number"]),
    (
        Company,
        "owner",
        [
            "负责跟进这家公司的同事，只有一位",
            "負責跟進這家公司的同事，只有一位",
            "The one colleague who looks after the company",
        ],
    ),
    (
        Company,
        "tags",
        [
            "一两个词，能用来挑公司；先看有没有现成的",
            "一兩個詞，能用來挑公司；先看有沒有現成的",
            "A word or two by which companies are picked; take one that is there before making another",
        ],
    ),
    (
        Deal,
        "name",
        [
            "客户和要买的东西，例如 木禾 会议室家具",
            "客戶和要買的東西，例如 木禾 會議室家具",
            "The customer and what they want to buy",
        ],
    ),
    (Deal, "owner", ["负责这笔商机的同事", "負責這筆商機的同事", "The colleague whose deal it is"]),
    (
        Deal,
        "amount",
        [
            "预计成交金额，含税，不含已经退的部分",
            "預計成交金額，含稅，不含已經退的部分",
            "What it should come to, tax included",
        ],
    ),
    (
        Deal,
        "currency",
        ["三个字母，例如 CNY、TWD、USD", "三個字母，例如 CNY、TWD、USD", "Three letters, such as CNY"],
    ),
    (
        Deal,
        "probability",
        [
            "成交把握，0 到 100；不写就按阶段算",
            "成交把握，0 到 100；不寫就按階段算",
            "How likely it is, 0 to 100; left empty, the stage says it",
        ],
    ),
    (
        Deal,
        "expected_on",
        [
            "客户会下单的日子，不是我们希望的日子",
            "客戶會下單的日子，不是我們希望的日子",
            "When the customer will order, not when we wish they did",
        ],
    ),
    (
        Deal,
        "next_step",
        [
            "下一步做什么，动词开头，例如 发修改后的报价",
            "下一步做什麼，動詞開頭，例如 發修改後的報價",
            "What is done next, beginning with a verb",
        ],
    ),
    (Deal, "next_at", ["下一步什么时候做", "下一步什麼時候做", "When it is done"]),
    (
        Deal,
        "lost_reason",
        [
            "客户说的原因，不是猜的",
            "客戶說的原因，不是猜的",
            "The reason that the customer gave, not a guess",
        ],
    ),
    (Deal, "source", ["商机从哪里来", "商機從哪裡來", "Where the deal came from"]),
    (Deal, "competitors", ["客户还在看的品牌", "客戶還在看的品牌", "Whom else the customer looks at"]),
    (Lead, "name", ["联系人的名字", "聯絡人的名字", "The name of who asked"]),
    (Lead, "company", ["所在公司的全称", "所在公司的全稱", "The full name of their company"]),
    (
        Lead,
        "interest",
        [
            "客户自己的话：想要什么、什么时候、多少预算",
            "客戶自己的話：想要什麼、什麼時候、多少預算",
            "In their own words: what, when, and for how much",
        ],
    ),
    (Lead, "source", ["线索从哪里来", "線索從哪裡來", "Where the lead came from"]),
    (Lead, "amount", ["估计的金额", "估計的金額", "What it may come to"]),
    (Lead, "next_step", ["下一步做什么，动词开头", "下一步做什麼，動詞開頭", "What is done next"]),
    (Lead, "next_at", ["下一步什么时候做", "下一步什麼時候做", "When it is done"]),
];

/// The program's own words for a field.
fn standard(object: ObjectKind, key: &str, locale: Locale) -> Option<&'static str> {
    let (_, _, [cn, tw, en]) = STANDARDS.iter().find(|(o, k, _)| *o == object && *k == key)?;
    Some(match locale {
        Locale::ZhCn => cn,
        Locale::ZhTw => tw,
        Locale::En => en,
    })
}

/// Gives the fields that the program has their help: the words of the workspace, or else its own.
///
/// # Errors
///
/// When the database fails.
pub fn fill(tx: &mut Tx<'_>, object: ObjectKind, set: &mut FieldSet, locale: Locale) -> Result<()> {
    let rows = tx.query("SELECT key, help FROM field_help WHERE object = $1", &[object.as_text().into()])?;
    for field in set.fields.iter_mut().filter(|f| !f.custom) {
        let said = rows.iter().find(|r| r.text(0).is_ok_and(|key| key == field.key));
        let said = said.map_or(Ok(None), |r| r.opt_string(1))?;
        field.help = said.or_else(|| standard(object, &field.key, locale).map(str::to_owned));
    }
    Ok(())
}

/// Says in the words of the workspace what to write in a field that the program has; empty brings back the program's own.
///
/// # Errors
///
/// When the database fails.
pub(crate) fn say(
    tx: &mut Tx<'_>,
    store: &Store,
    batch: &mut Batch,
    (object, key): (ObjectKind, &str),
    help: Option<String>,
) -> Result<()> {
    let of = [object.as_text().into(), key.into()];
    let held = tx.first("SELECT id, help FROM field_help WHERE object = $1 AND key = $2", &of)?;
    let (id, before) = match &held {
        Some(r) => (r.id(0)?, r.opt_string(1)?),
        None => (store.id(), None),
    };
    if before == help {
        return Ok(());
    }
    let sql = if held.is_some() {
        "UPDATE field_help SET help = $1 WHERE id = $2"
    } else {
        "INSERT INTO field_help (help, id, object, key) VALUES ($1, $2, $3, $4)"
    };
    let mut values = vec![help.clone().into(), id.into()];
    if held.is_none() {
        values.extend(of);
    }
    tx.execute(sql, &values)?;
    let said = |text: Option<String>| Map::from_iter([("help".to_owned(), Json::from(text))]);
    batch.log(Entry { object: "field", row: id, op: Op::Update, before: said(before), after: said(help) });
    Ok(())
}

/// Takes back what was said, where the row of a logged change is such words. Whether it was.
///
/// # Errors
///
/// When the database fails.
pub(crate) fn take_back(tx: &mut Tx<'_>, batch: &mut Batch, e: &Logged) -> Result<bool> {
    if tx.first("SELECT id FROM field_help WHERE id = $1", &[e.row.into()])?.is_none() {
        return Ok(false);
    }
    let help = e.before.get("help").and_then(Json::as_str).map(str::to_owned);
    put(tx, e.row, help)?;
    batch.log(Entry {
        object: "field",
        row: e.row,
        op: Op::Update,
        before: e.after.clone(),
        after: e.before.clone(),
    });
    Ok(true)
}

fn put(tx: &mut Tx<'_>, id: Id, help: Option<String>) -> Result<()> {
    tx.execute("UPDATE field_help SET help = $1 WHERE id = $2", &[help.into(), id.into()])?;
    Ok(())
}

/// Refuses to change anything but the help of a field that the program has.
pub(crate) fn only(wished: &super::setup::FieldChange) -> Result<()> {
    if wished.label.is_some() || wished.options.is_some() || wished.before.is_some() {
        let message = "of a field that the program has, only the help is changed";
        return Err(Problem::field("key", "built_in", message).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use gx_kernel::object::built_in;

    use super::STANDARDS;

    #[test]
    fn every_standard_is_of_a_field_that_is_there_and_says_something_in_each_language() {
        for (object, key, texts) in STANDARDS {
            assert!(built_in(*object).get(key).is_some(), "{object}.{key}");
            assert!(texts.iter().all(|text| !text.trim().is_empty()), "{object}.{key}");
        }
    }
}
