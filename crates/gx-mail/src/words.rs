//! What every mail says, in three languages.

use gx_kernel::Locale;

use crate::letter::LetterLine;

/// A mail without its envelope.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) subject: String,
    /// Paragraphs before the button.
    pub(crate) before: Vec<String>,
    /// The button's label.
    pub(crate) button: Option<String>,
    /// Paragraphs after it.
    pub(crate) after: Vec<String>,
}

fn words(subject: String, before: &[&str], button: Option<&str>, after: &[&str]) -> Words {
    let own = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
    Words { subject, before: own(before), button: button.map(str::to_owned), after: own(after) }
}

/// An invitation by a colleague.
pub(crate) fn invitation(locale: Locale, workspace: &str, by: &str) -> Words {
    match locale {
        Locale::ZhCn => words(
            format!("{by} 邀请你加入 {workspace}"),
            &[&format!("{by} 在 {workspace} 为你开了账号。点下面的按钮选一个密码，就可以进去了。")],
            Some("选一个密码"),
            &["链接 7 天内有效，只能用一次。如果你不认识邀请你的人，不用理会这封邮件。"],
        ),
        Locale::ZhTw => words(
            format!("{by} 邀請你加入 {workspace}"),
            &[&format!("{by} 在 {workspace} 為你開了帳號。點下面的按鈕選一個密碼，就可以進去了。")],
            Some("選一個密碼"),
            &["連結 7 天內有效，只能用一次。如果你不認識邀請你的人，不用理會這封郵件。"],
        ),
        Locale::En => words(
            format!("{by} invites you to {workspace}"),
            &[&format!(
                "{by} has made an account for you in {workspace}. Choose a password, and you are in."
            )],
            Some("Choose a password"),
            &[
                "The link holds for 7 days and works once. If you do not know who invites you, ignore this mail.",
            ],
        ),
    }
}

/// A link with which somebody who forgot their password chooses a new one.
pub(crate) fn reset(locale: Locale, workspace: &str, login: &str) -> Words {
    match locale {
        Locale::ZhCn => words(
            format!("重设 {workspace} 的密码"),
            &[&format!("有人（希望是你）要为账号 {login} 重设密码。点下面的按钮选一个新密码。")],
            Some("选一个新密码"),
            &["链接 1 小时内有效，只能用一次。不是你本人要求的？不用理会，密码不会改变。"],
        ),
        Locale::ZhTw => words(
            format!("重設 {workspace} 的密碼"),
            &[&format!("有人（希望是你）要為帳號 {login} 重設密碼。點下面的按鈕選一個新密碼。")],
            Some("選一個新密碼"),
            &["連結 1 小時內有效，只能用一次。不是你本人要求的？不用理會，密碼不會改變。"],
        ),
        Locale::En => words(
            format!("A new password for {workspace}"),
            &[&format!("Somebody, hopefully you, asks for a new password for the account {login}.")],
            Some("Choose a new password"),
            &[
                "The link holds for an hour and works once. If it was not you, ignore this mail; nothing changes.",
            ],
        ),
    }
}

/// The password was changed by a link.
pub(crate) fn changed(locale: Locale, workspace: &str, login: &str) -> Words {
    match locale {
        Locale::ZhCn => words(
            format!("{workspace} 的密码已更改"),
            &[
                &format!("账号 {login} 的密码刚刚改过，其他设备都已退出登录。"),
                "如果不是你改的，请马上联系管理员。",
            ],
            None,
            &[],
        ),
        Locale::ZhTw => words(
            format!("{workspace} 的密碼已更改"),
            &[
                &format!("帳號 {login} 的密碼剛剛改過，其他裝置都已登出。"),
                "如果不是你改的，請馬上聯絡管理員。",
            ],
            None,
            &[],
        ),
        Locale::En => words(
            format!("Your password for {workspace} was changed"),
            &[
                &format!(
                    "The password of the account {login} was changed just now, and all devices are signed out."
                ),
                "If it was not you, tell an administrator at once.",
            ],
            None,
            &[],
        ),
    }
}

/// A quote for a customer.
pub(crate) fn quote(locale: Locale, seller: &str, name: &str, number: &str) -> Words {
    match locale {
        Locale::ZhCn => words(
            format!("{seller} 给您的报价 {number}"),
            &[
                &format!("{name}，您好："),
                &format!("{seller} 为您准备了报价 {number}。点下面的按钮可以看明细、提问，也可以直接接受。"),
            ],
            Some("看报价"),
            &["这个链接只给您本人，请不要转发给无关的人。"],
        ),
        Locale::ZhTw => words(
            format!("{seller} 給您的報價 {number}"),
            &[
                &format!("{name}，您好："),
                &format!("{seller} 為您準備了報價 {number}。點下面的按鈕可以看明細、提問，也可以直接接受。"),
            ],
            Some("看報價"),
            &["這個連結只給您本人，請不要轉寄給無關的人。"],
        ),
        Locale::En => words(
            format!("Quote {number} from {seller}"),
            &[
                &format!("Dear {name},"),
                &format!(
                    "{seller} has prepared quote {number} for you. Read it, ask about it, or accept it here."
                ),
            ],
            Some("Open the quote"),
            &["The link is yours alone: please do not pass it on."],
        ),
    }
}

/// What the receiver has not read.
pub(crate) fn digest(locale: Locale, workspace: &str, lines: &[LetterLine], unread: i64) -> Words {
    let mut before: Vec<String> = lines.iter().map(|line| format!("· {}", notice(locale, line))).collect();
    let more = unread - lines.len() as i64;
    if more > 0 {
        before.push(match locale {
            Locale::ZhCn => format!("还有 {more} 条。"),
            Locale::ZhTw => format!("還有 {more} 則。"),
            Locale::En => format!("And {more} more."),
        });
    }
    let (subject, button, after) = match locale {
        Locale::ZhCn => {
            (format!("{workspace}：{unread} 条通知没读"), "去看", "不想每天收到？在“我的设置”的通知里关掉。")
        }
        Locale::ZhTw => (
            format!("{workspace}：{unread} 則通知沒讀"),
            "去看",
            "不想每天收到？在「我的設定」的通知裡關掉。",
        ),
        Locale::En => (
            format!("{workspace}: {unread} notices not read"),
            "Read them",
            "Not every day? Switch it off among the notices in My settings.",
        ),
    };
    Words { subject, before, button: Some(button.to_owned()), after: vec![after.to_owned()] }
}

/// Figures that are sent regularly.
pub(crate) fn report(locale: Locale, workspace: &str, name: &str, lines: &[(String, String)]) -> Words {
    let before: Vec<String> = match lines {
        [] => Vec::new(),
        lines => lines.iter().map(|(name, value)| format!("{name}: {value}")).collect(),
    };
    let (subject, button, after) = match locale {
        Locale::ZhCn => (
            format!("{workspace}：{name}"),
            "打开看全部",
            "数字按你的权限计算，别人收到的可能不同。不想再收到？请告诉设置它的同事。",
        ),
        Locale::ZhTw => (
            format!("{workspace}：{name}"),
            "打開看全部",
            "數字按你的權限計算，別人收到的可能不同。不想再收到？請告訴設定它的同事。",
        ),
        Locale::En => (
            format!("{workspace}: {name}"),
            "Open it",
            "The figures are those that you may see; others may get other ones. No more of this? Tell the colleague who set it up.",
        ),
    };
    Words { subject, before, button: Some(button.to_owned()), after: vec![after.to_owned()] }
}

/// One notice in words; a record that the receiver may not see is not named.
pub fn notice(locale: Locale, line: &LetterLine) -> String {
    let unnamed = |cn, tw, en| match locale {
        Locale::ZhCn => cn,
        Locale::ZhTw => tw,
        Locale::En => en,
    };
    let by = line.by.as_deref().unwrap_or(unnamed("有人", "有人", "Somebody"));
    let of = line.of.as_deref().unwrap_or(unnamed("一位客户", "一位客戶", "a customer"));
    let n = line.n;
    match (line.kind.as_str(), locale) {
        ("mention", Locale::ZhCn) => format!("{by} 在 {of} 的记录里提到你"),
        ("mention", Locale::ZhTw) => format!("{by} 在 {of} 的記錄裡提到你"),
        ("mention", Locale::En) => format!("{by} named you on {of}"),
        ("comment", Locale::ZhCn) => format!("{by} 在 {of} 的讨论里说了话"),
        ("comment", Locale::ZhTw) => format!("{by} 在 {of} 的討論裡說了話"),
        ("comment", Locale::En) => format!("{by} said something about {of}"),
        ("owner", Locale::ZhCn) if n > 1 => format!("{by} 把 {n} 位客户交给你负责"),
        ("owner", Locale::ZhTw) if n > 1 => format!("{by} 把 {n} 位客戶交給你負責"),
        ("owner", Locale::En) if n > 1 => format!("{by} gave you {n} customers to look after"),
        ("owner", Locale::ZhCn) => format!("{by} 把 {of} 交给你负责"),
        ("owner", Locale::ZhTw) => format!("{by} 把 {of} 交給你負責"),
        ("owner", Locale::En) => format!("{by} gave you {of} to look after"),
        ("share", Locale::ZhCn) => format!("{by} 把 {of} 共享给你"),
        ("share", Locale::ZhTw) => format!("{by} 把 {of} 共享給你"),
        ("share", Locale::En) => format!("{by} shared {of} with you"),
        ("follow", Locale::ZhCn) => format!("{of} 有 {n} 条新动态"),
        ("follow", Locale::ZhTw) => format!("{of} 有 {n} 則新動態"),
        ("follow", Locale::En) => format!("{of}: {n} new"),
        ("import", Locale::ZhCn) => "你的导入结束了".to_owned(),
        ("import", Locale::ZhTw) => "你的匯入結束了".to_owned(),
        ("import", Locale::En) => "An import of yours has ended".to_owned(),
        ("hook", Locale::ZhCn) => "你的一个 Webhook 停了".to_owned(),
        ("hook", Locale::ZhTw) => "你的一個 Webhook 停了".to_owned(),
        ("hook", Locale::En) => "A webhook of yours has stopped".to_owned(),
        ("privacy", Locale::ZhCn) => "有人就自己的资料提出了请求，或即将到期".to_owned(),
        ("privacy", Locale::ZhTw) => "有人就自己的資料提出了請求，或即將到期".to_owned(),
        ("privacy", Locale::En) => "Somebody asked about their own data, or is due an answer".to_owned(),
        ("lead", Locale::ZhCn) => format!("线索 {of} 有变动"),
        ("lead", Locale::ZhTw) => format!("線索 {of} 有變動"),
        ("lead", Locale::En) => format!("Something changed with the lead {of}"),
        ("dispute", Locale::ZhCn) => format!("关于 {of} 的争议有了进展"),
        ("dispute", Locale::ZhTw) => format!("關於 {of} 的爭議有了進展"),
        ("dispute", Locale::En) => format!("The dispute about {of} moved on"),
        ("quote", Locale::ZhCn) => format!("报价 {of} 有了进展"),
        ("quote", Locale::ZhTw) => format!("報價 {of} 有了進展"),
        ("quote", Locale::En) => format!("The quote {of} moved on"),
        ("activity", Locale::ZhCn) => format!("日程：{of}"),
        ("activity", Locale::ZhTw) => format!("行程：{of}"),
        ("activity", Locale::En) => format!("On your agenda: {of}"),
        ("agreement", Locale::ZhCn) => format!("协议 {of} 快到期了"),
        ("agreement", Locale::ZhTw) => format!("協議 {of} 快到期了"),
        ("agreement", Locale::En) => format!("The agreement {of} ends soon"),
        ("connector", Locale::ZhCn) => "你的一个连接停了".to_owned(),
        ("connector", Locale::ZhTw) => "你的一個連接停了".to_owned(),
        ("connector", Locale::En) => "A connector of yours has stopped".to_owned(),
        ("watch", Locale::ZhCn) => format!("{by} 一小时内读了很多客户记录"),
        ("watch", Locale::ZhTw) => format!("{by} 一小時內讀了很多客戶記錄"),
        ("watch", Locale::En) => format!("{by} read very many records within an hour"),
        (_, Locale::ZhCn) => "有一条新通知".to_owned(),
        (_, Locale::ZhTw) => "有一則新通知".to_owned(),
        (_, Locale::En) => "A new notice".to_owned(),
    }
}

/// A test by whoever sets mail up.
pub(crate) fn test(locale: Locale, workspace: &str) -> Words {
    match locale {
        Locale::ZhCn => {
            words(format!("{workspace} 的测试邮件"), &["收到这封信，说明邮件设置没有问题。"], None, &[])
        }
        Locale::ZhTw => {
            words(format!("{workspace} 的測試郵件"), &["收到這封信，表示郵件設定沒有問題。"], None, &[])
        }
        Locale::En => words(
            format!("A test mail from {workspace}"),
            &["That this has arrived means that mail is set up well."],
            None,
            &[],
        ),
    }
}

/// What stands above the bare link, for readers whose program shows no button.
pub(crate) fn bare_link(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => "按钮打不开？把这个地址复制到浏览器：",
        Locale::ZhTw => "按鈕打不開？把這個網址複製到瀏覽器：",
        Locale::En => "If the button does not open, copy this address into your browser:",
    }
}
