//! Work counted in instructions by valgrind's callgrind: the same on every run and on a busy machine; times are not.

use std::process::Command;

/// Runs this program again under callgrind with these arguments, and returns how many instructions the function of this
/// name took.
///
/// # Panics
///
/// If valgrind is not installed or nothing was counted.
pub fn instructions(function: &str, arguments: &[&str]) -> f64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-atstart=no"])
        .arg(format!("--toggle-collect=*{function}*"))
        .arg(std::env::current_exe().expect("a program knows its own path"))
        .args(arguments)
        .output()
        .expect("valgrind is installed");
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{report}");
    let collected = report.lines().find_map(|line| line.split_once("Collected : "));
    let collected = collected.and_then(|(_, count)| count.trim().parse().ok());
    collected.filter(|count| *count > 0.0).unwrap_or_else(|| panic!("nothing was counted\n{report}"))
}

/// The slope of the straight line through the logarithms, by least squares.
pub fn exponent(points: &[(f64, f64)]) -> f64 {
    let logarithms: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let count = logarithms.len() as f64;
    let mean_x = logarithms.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = logarithms.iter().map(|(_, y)| y).sum::<f64>() / count;
    let products: f64 = logarithms.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let squares: f64 = logarithms.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    products / squares
}
