//! Text that people write: folding, tokens for search, pinyin, names, addresses of people.
