//! Runs a gas shortage as a desk-top exercise.

fn main() {}
