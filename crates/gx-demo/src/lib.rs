//! A believable company, made from a seed: people, orders, a year of life, and a live mode.
