//! Chinese words, by jieba.

use std::sync::LazyLock;

use jieba_rs::Jieba;

/// Loaded on the first Chinese text; see [`crate::warm`] for what that costs.
static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

pub(crate) fn warm() {
    LazyLock::force(&JIEBA);
}

/// The words of a text of Chinese characters, without overlaps, dictionary words only.
///
/// The statistical model for unknown words stays off: it makes the same characters
/// fall into different words in different sentences, and a search must not depend on that.
pub fn words(text: &str) -> Vec<&str> {
    JIEBA.cut(text, false).into_iter().map(|t| t.word).collect()
}

/// Words and the shorter words inside them, as an index wants them (jieba's search mode).
pub fn words_for_index(text: &str) -> Vec<&str> {
    JIEBA.cut_for_search(text, false).into_iter().map(|t| t.word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_words() {
        assert_eq!(words("小米手机"), ["小米", "手机"]);
        let found = words_for_index("南京市长江大桥");
        assert!(found.contains(&"南京") && found.contains(&"大桥"), "{found:?}");
    }
}
