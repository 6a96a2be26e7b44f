//! Whether somebody says that they want something: words of wishing and asking, and a product beside them.
//!
//! Words, not a learned model: a salesperson must be able to see in the sentence why it was taken for a wish.

use super::products::Finder;

/// Who says this wants to buy, whatever it is.
const BUYS: &[&str] = &[
    "想买",
    "想订",
    "想要",
    "想入",
    "要买",
    "求购",
    "多少钱",
    "怎么卖",
    "怎么买",
    "哪里买",
    "哪里能买",
    "哪里可以买",
    "在哪买",
    "报价",
    "下单怎么",
    "还有货吗",
    "有货吗",
    "有没有货",
    "补货",
    "能预订",
    "可以预订",
    "怎么预订",
    "想预订",
    "购买",
    "要订",
    "订一批",
    "采购",
    "want to buy",
    "want to order",
    "would like to buy",
    "would like to order",
    "like to purchase",
    "looking for",
    "how much is",
    "how much are",
    "how much does",
    "price of",
    "a quote",
    "in stock",
    "where can i buy",
    "where can i get",
    "do you sell",
    "interested in buying",
];
/// Who says this of a product may want it.
const ASKS: &[&str] = &[
    "有没有",
    "有吗",
    "有小样",
    "有旅行装",
    "能用吗",
    "能用么",
    "可以用吗",
    "适合",
    "推荐",
    "怎么选",
    "哪款",
    "哪个好",
    "种草",
    "想试",
    "小样",
    "什么时候到",
    "什么时候有",
    "什么时候上",
    "新品",
    "do you have",
    "is there a",
    "are there any",
    "recommend",
    "suitable",
    "which one",
    "sample",
    "try the",
    "available",
    "good for",
];
/// Who says this has it already, and trouble with it, or wants none.
const NOT: &[&str] = &[
    "退货",
    "退款",
    "退了",
    "能退",
    "想退",
    "换货",
    "漏",
    "坏了",
    "破了",
    "碎了",
    "投诉",
    "差评",
    "没收到",
    "还没到",
    "发货了吗",
    "快递",
    "物流",
    "发票",
    "不想要",
    "不需要",
    "不要了",
    "取消",
    "过敏",
    "泛红",
    "假货",
    "别再",
    "骚扰",
    "会员日",
    "积分",
    "停车",
    "关门",
    "refund",
    "return it",
    "broken",
    "leak",
    "complain",
    "not arrived",
    "never arrived",
    "tracking",
    "cancel",
    "do not want",
    "don't want",
    "not interested",
    "unsubscribe",
    "invoice",
    "damaged",
    "stop sending",
];

/// What somebody asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wish {
    /// The product; none if they want to buy and it is not said what.
    pub(crate) product: Option<String>,
    /// How sure, 0–1.
    pub(crate) score: f64,
}

/// The wish in a text, if there is one.
pub(crate) fn wish(finder: &Finder, text: &str) -> Option<Wish> {
    // What is that long is no question.
    if text.chars().count() > 400 {
        return None;
    }
    let folded = gx_text::fold(text);
    let says = |words: &[&str]| words.iter().any(|w| folded.contains(w));
    if says(NOT) {
        return None;
    }
    let found = finder.find(&folded);
    let asks = folded.contains('?') || folded.ends_with('吗') || folded.ends_with('么') || says(ASKS);
    let score = match (says(BUYS), found) {
        (true, Some((_, true))) => 0.85,
        (true, Some((_, false))) => 0.75,
        (true, None) => 0.5,
        (false, Some((_, true))) if asks => 0.6,
        (false, Some((_, false))) if says(ASKS) => 0.5,
        _ => return None,
    };
    Some(Wish { product: found.map(|(name, _)| name.to_owned()), score })
}

#[cfg(test)]
mod tests {
    use super::super::products::Products;
    use super::*;

    fn finder() -> Finder {
        let mut products = Products::default();
        for name in [
            "夜间修护精华 30ml",
            "山茶花洁面乳",
            "山茶花护手霜",
            "Camellia Body Oil 100 ml",
            "礼盒",
            "Hand Cream",
        ] {
            products.number(&gx_text::fold(name), name);
        }
        products.finder().unwrap()
    }

    #[test]
    fn wishes_are_found_and_complaints_are_none() {
        let finder = finder();
        let of = |text: &str| wish(&finder, text).map(|w| (w.product.unwrap_or_default(), w.score));
        let wants = [
            ("夜间修护精华有小样吗", "夜间修护精华 30ml"),
            ("山茶花洁面乳多少钱？", "山茶花洁面乳"),
            ("請問護手霜適合敏感肌嗎？", "山茶花护手霜"),
            ("我们想订一批年节礼盒，大概一百份", "礼盒"),
            ("Do you have the hand cream in a travel size?", "Hand Cream"),
            ("I want to buy something for my mother", ""),
        ];
        for (text, product) in wants {
            assert_eq!(of(text).map(|w| w.0).as_deref(), Some(product), "{text}");
        }
        let nothing = [
            "洁面乳用了泛红，能退吗？",
            "订单发货了吗？",
            "护手霜的发票麻烦开一下",
            "今天天气真好",
            "谢谢",
            "The body oil arrived broken, how much is a refund?",
            "",
            "🙂🙂",
        ];
        for text in nothing {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(of(&"护手霜多少钱".repeat(100)), None);
    }

    #[test]
    fn a_word_in_the_names_of_many_names_none() {
        let mut products = Products::default();
        for n in 0..30 {
            let name = format!("山茶精华 {n} 号");
            products.number(&gx_text::fold(&name), &name);
        }
        assert_eq!(wish(&products.finder().unwrap(), "山茶精华适合我吗"), None);
        assert_eq!(wish(&Products::default().finder().unwrap(), "护手霜适合我吗"), None);
    }
}
