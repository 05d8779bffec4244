//! Users from a table: CSV or XLSX.

pub mod attach;
pub mod cells;
mod csv;
mod headings;
mod lines;
mod xlsx;
